import { type BackupCode, isCodeExpired } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import { retryAfter, TEND_MS, type VendorCode, WATCH_MS } from '../../domain/providers/vendor-code.ts';
import type { CodeStatus, ProviderConnection } from '../../ports/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';
import { VendorError } from '../../ports/vendor.ts';
import { revokeUndelivered } from '../codes/revoke-undelivered.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueToGuards } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { endAtProvider } from './end-at-provider.ts';
import { openProvider, type ProviderDeps } from './open-provider.ts';
import {
  recordEnrolment,
  recordExpiry,
  recordUse,
  recordUseBeforeEnd,
  settleEnded,
} from './record-standing.ts';
import { putVendor } from './tend-now.ts';

const BATCH = 20;
/** All requests to the vendor for one code together; less than {@link TEND_MS}, for which no one else looks after it. */
const REQUESTS_MS_MAX = 60_000;
/** The fourth failure is half a minute after the first: the people concerned learn that a code still works at its vendor. */
const FAILURES_BEFORE_ALARM = 4;
/** How long after its use a new factor is looked for, and how often. */
const ENROLMENT_WATCH_MS = 24 * 3_600_000;
const ENROLMENT_EVERY_MS = 10 * 60_000;

type TendDeps = ServiceDeps &
  ProviderDeps & { readonly log: { error(facts: object, message: string): void } };
type Tended = BackupCode & { readonly vendor: VendorCode };

/**
 * Looks after the codes that vendors made. One that works is watched: was it used? One that has ended here is ended there. One whose
 * making never finished is found there, and ended. Any number of instances may run it: each takes a code by one guarded write.
 */
export function createTendVendorCodes(deps: TendDeps) {
  return async function tendVendorCodes(): Promise<number> {
    const due = await deps.store.read.codes.listVendorDue(deps.clock.now(), BATCH);
    const tended = await Promise.all(due.map((code) => tend(deps, code)));
    return tended.filter(Boolean).length;
  };
}

/** @returns whether it was this instance that looked after it */
async function tend(deps: TendDeps, seen: BackupCode): Promise<boolean> {
  const { organizationId } = seen;
  const code = await deps.store.transact(organizationId, (tx) => take(deps, tx, seen));
  if (code === null || code.vendor === null) return false;
  const taken = { ...code, vendor: code.vendor };
  const provider = await deps.store.read.providers.find(organizationId, code.vendor.providerId);
  try {
    await lookAfter(deps, taken, provider);
  } catch (error) {
    // Of an error that isn't a vendor's, only the name: its text may quote what the vendor answered.
    const facts =
      error instanceof VendorError
        ? { problem: error.problem, detail: error.detail }
        : { problem: error instanceof Error ? error.name : 'unknown' };
    deps.log.error(
      { codeId: code.id, provider: code.vendor.kind, ...facts },
      'A provider could not be asked',
    );
    await deps.store.transact(organizationId, (tx) => recordFailure(deps, tx, taken));
  }
  return true;
}

/** @returns `null`: another instance has it, or it has changed */
async function take(deps: TendDeps, tx: Transaction, seen: BackupCode): Promise<BackupCode | null> {
  const { organizationId, id } = seen;
  const dueAt = deps.clock.now() + TEND_MS;
  // Read again: its reference may have become known, while it was as due as before.
  const code = await tx.codes.find(organizationId, id);
  if (code?.vendor == null || code.vendor.dueAt !== seen.vendor?.dueAt) return null;
  if (code.state !== 'undelivered') return putVendor(tx, code, { dueAt });
  // It must not begin to work here while it is being ended there: a click may still be showing it.
  await revokeUndelivered(deps, tx, code, 'never_delivered');
  const revoked = await tx.codes.find(organizationId, id);
  return revoked === null ? null : putVendor(tx, revoked, { dueAt });
}

async function lookAfter(deps: TendDeps, code: Tended, provider: Provider | null): Promise<void> {
  const opened = provider === null ? null : await openProvider(deps, provider);
  if (provider === null || opened?.kind !== 'opened') {
    // Nothing can be done there any longer, which the alarm says.
    throw new Error('The provider can’t be reached');
  }
  const { connection } = opened;
  const signal = AbortSignal.timeout(REQUESTS_MS_MAX);
  switch (code.state) {
    case 'active':
      return watch(deps, code, provider, connection, signal);
    case 'redeemed':
      return followUse(deps, code, provider, connection, signal);
    default: {
      const status = await askUseBeforeEnd(code, connection);
      if (status?.state === 'used') {
        const { organizationId } = code;
        const isRecorded = await deps.store.transact(organizationId, (tx) =>
          recordUseBeforeEnd(deps, tx, code, provider, status),
        );
        // What is left to end, such as sessions and the rest of a set, is ended as after any use.
        if (isRecorded) return;
      }
      await endAtProvider(deps, code, provider, connection, signal);
      await deps.store.transact(code.organizationId, (tx) => settleEnded(deps, tx, code, provider));
    }
  }
}

/** Ending comes first: a vendor that is slow to say whether the code was used isn't waited for longer than this. */
const USE_MS_MAX = 3000;

/** Whether a code that was just revoked or replaced had been used before; `null`: the vendor doesn't say. Once it is ended, few vendors know. */
async function askUseBeforeEnd(
  { state, vendor, createdAt }: Tended,
  connection: ProviderConnection,
): Promise<CodeStatus | null> {
  const { accountId: id, reference, kind } = vendor;
  const mayBeUsed = (state === 'revoked' || state === 'superseded') && reference !== null;
  if (!mayBeUsed || !capabilities[kind].tellsUse) return null;
  return connection.status({ id }, reference, createdAt, AbortSignal.timeout(USE_MS_MAX)).catch(() => null);
}

/** A code that works: was it used, or ended by someone at the vendor? */
async function watch(
  deps: TendDeps,
  code: Tended,
  provider: Provider,
  connection: ProviderConnection,
  signal: AbortSignal,
): Promise<void> {
  const { accountId, reference } = code.vendor;
  const isOver = isCodeExpired(code, deps.clock.now());
  const status = capabilities[provider.kind].tellsUse
    ? await connection
        .status({ id: accountId }, reference, code.createdAt, signal)
        .catch((error: unknown) => {
          // Past its time it ends here, whether or not the vendor says how it fared.
          if (isOver) return unknown;
          throw error;
        })
    : unknown;
  await deps.store.transact(code.organizationId, async (tx) => {
    await recordUse(deps, tx, code, provider, status);
  });
}

const unknown: CodeStatus = { state: 'usable', usedAt: null, usedFrom: null, enrolledAt: null };

/** A code that was used: what is left of a set is ended, sessions if the person disowned it, and a new factor is waited for. */
async function followUse(
  deps: TendDeps,
  code: Tended,
  provider: Provider,
  connection: ProviderConnection,
  signal: AbortSignal,
): Promise<void> {
  const { accountId, reference } = code.vendor;
  await endAtProvider(deps, code, provider, connection, signal);
  const now = deps.clock.now();
  const usedAt = code.settledAt ?? now;
  const isWaiting =
    capabilities[provider.kind].tellsEnrolment &&
    code.factorEnrolledAt === null &&
    now < usedAt + ENROLMENT_WATCH_MS;
  const status = isWaiting
    ? await connection.status({ id: accountId }, reference, code.createdAt, signal)
    : unknown;
  await deps.store.transact(code.organizationId, async (tx) => {
    if (status.enrolledAt !== null) await recordEnrolment(deps, tx, code, provider, status.enrolledAt);
    // One that was disowned is looked at once: each time, the person's sessions are ended.
    const isOver = !isWaiting || status.enrolledAt !== null || code.disownedAt !== null;
    await putVendor(tx, code, { dueAt: isOver ? null : now + ENROLMENT_EVERY_MS, failures: 0 });
  });
}

/** The vendor didn't answer, or not as it describes: again later, and the people concerned learn of a code that still works there. */
async function recordFailure(deps: TendDeps, tx: Transaction, code: Tended): Promise<void> {
  const { organizationId, id: codeId } = code;
  const now = deps.clock.now();
  // Whether or not its vendor can be asked how it fared.
  if (code.state === 'active' && isCodeExpired(code, now)) return recordExpiry(deps, tx, code);
  const failures = code.vendor.failures + 1;
  const isWatching = code.state === 'active' || code.state === 'redeemed';
  const endsAt = code.vendor.endsAt ?? code.expiresAt;
  // The vendor has ended it by itself meanwhile.
  const isOver = !isWatching && code.vendor.endsAt !== null && now >= endsAt;
  const dueAt = isWatching && failures < FAILURES_BEFORE_ALARM ? now + WATCH_MS : now + retryAfter(failures);
  const changed = await putVendor(tx, code, { failures, dueAt: isOver ? null : dueAt });
  if (changed === null || isWatching || failures !== FAILURES_BEFORE_ALARM) return;
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_lasting', codeId }, { code });
  await enqueueToGuards(deps, tx, organizationId, { kind: 'security_code_lasting', codeId });
}
