import { isOpenRequest } from '../../domain/requests/issue-request.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { expireDelegation } from '../requests/delegations/end-delegation.ts';
import { expireOverdueHelp } from '../requests/help/expire-help.ts';
import { settleRequest } from '../requests/settle-request.ts';
import { revokeUndelivered } from './revoke-undelivered.ts';
import { settleCode } from './settle-code.ts';

/** A reveal still unfinished after this long has died half-way: no single call to Slack may take as long. */
export const REVEAL_MS_MAX = 60_000;
const BATCH = 100;

export interface ExpireDueResult {
  readonly requestsExpired: number;
  readonly helpExpired: number;
  readonly codesExpired: number;
  readonly revealsTakenBack: number;
  readonly delegationsEnded: number;
}

/**
 * Ends everything past its time: open requests (U3: silence means "no") and requests for help, active codes, delegations, and reveals whose
 * process died between storing the code and hearing Slack's answer. Any number of instances may run it: each
 * ending is one guarded write.
 */
export function createExpireDue(deps: ServiceDeps) {
  return async function expireDue(): Promise<ExpireDueResult> {
    return {
      requestsExpired: await expireRequests(deps),
      helpExpired: await expireOverdueHelp(deps),
      codesExpired: await expireCodes(deps),
      revealsTakenBack: await takeBackReveals(deps),
      delegationsEnded: await expireDelegations(deps),
    };
  };
}

async function expireRequests(deps: ServiceDeps): Promise<number> {
  const { store, clock } = deps;
  let count = 0;
  for (const seen of await store.read.requests.listOverdue(clock.now(), BATCH)) {
    const { organizationId, id: requestId, sealedResponseUrl } = seen;
    const isEnded = await store.transact(organizationId, async (tx) => {
      // Read again: a request for approval may have extended it since it was listed.
      const request = await tx.requests.find(organizationId, requestId);
      if (request === null || !isOpenRequest(request) || clock.now() < request.expiresAt) return false;
      const expired = await settleRequest(deps, tx, request, 'expired');
      if (expired === null) return false;
      await enqueueNotice(deps, tx, organizationId, { kind: 'prompt_expired', requestId, sealedResponseUrl });
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: 'request.expired',
          actor: systemActor,
          target: request.targetId,
          source: 'system',
          details: { requestId },
        }),
      );
      return true;
    });
    if (isEnded) count += 1;
  }
  return count;
}

async function expireDelegations(deps: ServiceDeps): Promise<number> {
  let count = 0;
  for (const delegation of await deps.store.read.delegations.listOverdue(deps.clock.now(), BATCH))
    if (await expireDelegation(deps, delegation)) count += 1;
  return count;
}

async function expireCodes(deps: ServiceDeps): Promise<number> {
  const { store, clock } = deps;
  let count = 0;
  for (const { organizationId, id: codeId, userId, vendor } of await store.read.codes.listOverdue(
    clock.now(),
    BATCH,
  )) {
    // Its provider is asked first whether it was used in time: `tend-vendor-codes.ts`.
    if (vendor !== null) continue;
    const isEnded = await store.transact(organizationId, async (tx) => {
      const expired = await settleCode(deps, tx, { organizationId, id: codeId }, 'expired');
      if (expired === null) return false;
      const facts = {
        organizationId,
        action: 'code.expired',
        actor: systemActor,
        target: userId,
        source: 'system',
      } as const;
      await tx.audit.append(draftAudit(deps, { ...facts, details: { codeId } }));
      return true;
    });
    if (isEnded) count += 1;
  }
  return count;
}

async function takeBackReveals(deps: ServiceDeps): Promise<number> {
  const { store, clock } = deps;
  let count = 0;
  for (const code of await store.read.codes.listUndelivered(clock.now() - REVEAL_MS_MAX, BATCH)) {
    // What its provider made has to be found and ended there first.
    if (code.vendor !== null) continue;
    const isEnded = await store.transact(code.organizationId, (tx) =>
      revokeUndelivered(deps, tx, code, 'never_delivered'),
    );
    if (isEnded) count += 1;
  }
  return count;
}
