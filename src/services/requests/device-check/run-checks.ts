import { SEAL_NONCE_BYTES, seal, unseal } from '../../../domain/crypto/seal.ts';
import type { Secret } from '../../../domain/crypto/secret.ts';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import {
  backOff,
  DEVICE_CHECK_GRACE_MS,
  DEVICE_CHECK_SECONDS,
  DEVICE_DAY_MS,
  DEVICE_FAILURES_MAX,
  DEVICE_LEASE_MS,
  type DeviceCheck,
  type DeviceOutcome,
  slowDown,
} from '../../../domain/requests/device-check.ts';
import { twoWordsOf } from '../../../domain/requests/two-words.ts';
import {
  type DeviceAccess,
  type DeviceAnswer,
  DeviceCheckError,
  type DeviceChecker,
  type DeviceProblem,
  type DeviceQuestion,
} from '../../../ports/device-check.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { awaitsDevice, type DeviceEnd, endDeviceCheck, findOpenRequest } from './end-check.ts';
import { openDeviceSecret } from './provider-secret.ts';

export type DeviceCheckDeps = ServiceDeps & { readonly deviceChecker: DeviceChecker };

/** So many at a time, each with its own answer to wait for. */
const AT_ONCE = 20;

/** What is to be done for a check, by the one instance that took it. */
type Task = { readonly check: DeviceCheck; readonly access: DeviceAccess } & (
  | { readonly kind: 'ask'; readonly question: DeviceQuestion }
  | { readonly kind: 'look'; readonly ticket: Secret }
);

const outcomes: Readonly<Record<DeviceProblem, Exclude<DeviceOutcome, 'confirmed'>>> = {
  unreachable: 'unreachable',
  bad_address: 'misconfigured',
  bad_description: 'misconfigured',
  no_poll: 'misconfigured',
  no_scope: 'misconfigured',
  no_authentication: 'misconfigured',
  client_refused: 'misconfigured',
  client_not_allowed: 'misconfigured',
  user_code: 'misconfigured',
  unknown_user: 'unknown_user',
  question_refused: 'refused',
  forgotten: 'interrupted',
  unexpected_answer: 'unverifiable',
  bad_token: 'unverifiable',
};

/** After these the person may have been asked, so it counts towards the limit. */
const mayHaveAsked: readonly DeviceProblem[] = ['unreachable', 'unexpected_answer'];

/**
 * Goes on with the checks that are due: has people asked, and looks for their answers. Any instance can: taking a check moves its time
 * within a transaction, so only one does. No transaction is open while the provider is asked.
 */
export function createRunDeviceChecks(deps: DeviceCheckDeps) {
  const { store, clock, deviceChecker } = deps;

  /** @returns how many it went on with */
  return async function runDeviceChecks(): Promise<number> {
    const due = await store.read.deviceChecks.listDue(clock.now(), AT_ONCE);
    const done = await Promise.allSettled(due.map(goOn));
    const failed = done.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return due.length;
  };

  async function goOn({ organizationId, id }: DeviceCheck): Promise<void> {
    const task = await store.transact(organizationId, (tx) => take(deps, tx, organizationId, id));
    if (task === null) return;
    const settle = task.kind === 'ask' ? await ask(task) : await look(task);
    await store.transact(organizationId, async (tx) => {
      const check = await tx.deviceChecks.find(organizationId, id);
      // Another instance took it over, or it was withdrawn: what it finds counts.
      if (check === null || check.state !== task.check.state || check.dueAt !== task.check.dueAt) return;
      await settle(tx, check);
    });
  }

  type Settle = (tx: Transaction, check: DeviceCheck) => Promise<void>;

  async function ask({ access, question }: Extract<Task, { kind: 'ask' }>): Promise<Settle> {
    try {
      const { ticket, reference, expiresInMs, intervalMs } = await deviceChecker.ask(access, question);
      return async (tx, check) => {
        const now = clock.now();
        const { organizationId, targetId } = check;
        const others = await tx.deviceChecks.listOf(organizationId, targetId, now - DEVICE_DAY_MS);
        // An answer to an earlier question must not count for this one.
        if (others.some((other) => other.reference === reference))
          return endDeviceCheck(deps, tx, check, { outcome: 'unverifiable', detail: 'repeated auth_req_id' });
        const every = intervalMs ?? check.intervalMs;
        const context = { purpose: 'device-ticket', id: check.id } as const;
        await tx.deviceChecks.put({
          ...check,
          state: 'waiting',
          sealedTicket: seal(ticket, context, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys),
          reference,
          intervalMs: every,
          dueAt: now + every,
          expiresAt: now + Math.min(expiresInMs, DEVICE_CHECK_SECONDS * 1000) + DEVICE_CHECK_GRACE_MS,
        });
      };
    } catch (error) {
      const { problem, detail } = asProblem(error);
      return async (tx, check) => {
        await endDeviceCheck(deps, tx, check, { outcome: outcomes[problem], detail: detail ?? problem });
        if (!mayHaveAsked.includes(problem)) await tx.deviceChecks.remove(check.organizationId, check.id);
      };
    }
  }

  async function look({ access, ticket, check: taken }: Extract<Task, { kind: 'look' }>): Promise<Settle> {
    try {
      const answer = await deviceChecker.look(access, ticket, taken.startedAt);
      return (tx, check) => takeAnswer(tx, check, answer);
    } catch (error) {
      const { problem, detail } = asProblem(error);
      return async (tx, check) => {
        const failures = check.failures + 1;
        if (problem !== 'unreachable' || failures >= DEVICE_FAILURES_MAX)
          return endDeviceCheck(deps, tx, check, { outcome: outcomes[problem], detail: detail ?? problem });
        const intervalMs = backOff(check);
        await tx.deviceChecks.put({ ...check, failures, intervalMs, dueAt: clock.now() + intervalMs });
      };
    }
  }

  async function takeAnswer(tx: Transaction, check: DeviceCheck, answer: DeviceAnswer): Promise<void> {
    switch (answer.kind) {
      case 'pending':
      case 'slow_down': {
        const intervalMs = answer.kind === 'slow_down' ? slowDown(check) : check.intervalMs;
        return tx.deviceChecks.put({ ...check, failures: 0, intervalMs, dueAt: clock.now() + intervalMs });
      }
      case 'denied':
      case 'expired':
        return endDeviceCheck(deps, tx, check, { outcome: answer.kind });
      case 'confirmed':
        return endDeviceCheck(deps, tx, check, { outcome: 'confirmed', identity: answer });
    }
  }
}

/** Takes a check that is due, unless another instance has, or there is nothing to ask for any longer. */
async function take(
  deps: DeviceCheckDeps,
  tx: Transaction,
  organizationId: DeviceCheck['organizationId'],
  id: DeviceCheck['id'],
): Promise<Task | null> {
  const now = deps.clock.now();
  const check = await tx.deviceChecks.find(organizationId, id);
  if (check === null || check.state === 'ended' || check.dueAt > now) return null;
  const end = async (outcome: Exclude<DeviceOutcome, 'confirmed'>, detail: string | null = null) => {
    await endDeviceCheck(deps, tx, check, { outcome, detail } satisfies DeviceEnd);
    return null;
  };
  const request = await findOpenRequest(deps, tx, check);
  const target = request && (await tx.directory.findUser(organizationId, check.targetId));
  if (request === null || target === null) return end('expired');
  // The requester has verified the caller in another way before the person was asked. Once they are, their no counts.
  if (check.state === 'new' && !awaitsDevice(request)) {
    await tx.deviceChecks.remove(organizationId, id);
    return null;
  }
  // An instance died, or lost the store, while it had the person asked. Once is enough: they may have it on their device.
  if (check.state === 'asking') return end('interrupted');
  if (now >= check.expiresAt) return end(check.failures > 0 ? 'unreachable' : 'expired');
  const provider = await tx.deviceProviders.find(organizationId);
  if (provider === null || provider.issuer !== check.issuer) return end('misconfigured', 'provider changed');
  const secret = openDeviceSecret(deps, provider);
  if (secret === null) return end('misconfigured', 'secret unreadable');
  const access = { issuer: provider.issuer, clientId: provider.clientId, secret };
  const taken: DeviceCheck = {
    ...check,
    state: check.state === 'new' ? 'asking' : 'waiting',
    dueAt: now + DEVICE_LEASE_MS,
  };
  if (check.state === 'new') {
    await tx.deviceChecks.put(taken);
    return {
      kind: 'ask',
      check: taken,
      access,
      question: {
        loginHint: loginOf(target),
        // Keycloak, among others, takes no space.
        bindingMessage: twoWordsOf(request.id, deps.keys).replace(' ', '-'),
        seconds: DEVICE_CHECK_SECONDS,
      },
    };
  }
  const ticket = unseal(check.sealedTicket, { purpose: 'device-ticket', id: check.id }, deps.keys);
  if (ticket === null) return end('misconfigured', 'ticket unreadable');
  await tx.deviceChecks.put(taken);
  return { kind: 'look', check: taken, access, ticket };
}

function asProblem(error: unknown): DeviceCheckError {
  if (error instanceof DeviceCheckError) return error;
  throw error;
}
