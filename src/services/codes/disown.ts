import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { CodeId, OrganizationId, UserId } from '../../domain/ids.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { listOwnersToAlarm } from '../notices/alarm.ts';
import type { Disowning } from '../notices/described-notice.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { freezeIssuers } from '../organization/freeze/freeze-issuer.ts';
import { tendNow } from '../providers/tend-now.ts';
import { settleRequest } from '../requests/settle-request.ts';
import { endSignIns } from '../sign-in/end-sign-ins.ts';
import { settleCode } from './settle-code.ts';

/**
 * How many codes back sign-ins are looked for. Limits allow fewer in an hour, and an answered sign-in is kept
 * for a quarter of one.
 */
const LATEST_CODES = 20;
/** A code older than this, which ended long ago, freezes no one: its notice may be pressed by mistake. */
const FREEZES_WITHIN_MS = 24 * 3_600_000;

/** Where it was said, for the history. */
export interface DisownPlace {
  readonly organizationId: OrganizationId;
  readonly source: string;
}

export type Disowned =
  | {
      readonly kind: 'disowned';
      /** The code of the notice, as it was before. */
      readonly code: BackupCode;
      readonly disowning: Disowning;
      /** Who gets an alarm by direct message. */
      readonly alerted: readonly DirectoryUser[];
      readonly isChannelAlerted: boolean;
      /** Those who can issue nothing until an owner has looked. */
      readonly frozen: readonly DirectoryUser[];
    }
  /** They disowned this code before, and nothing was left to end. */
  | { readonly kind: 'disowned_before'; readonly code: BackupCode; readonly at: number };

/**
 * What "This wasn't me" does, whichever way the person said it. Ends everything that may let another person in as them,
 * and alarms issuers, owners and the security channel, even if nothing was left to end (N19). The alarms are sent
 * afterwards, so they can never delay it (N13). The caller has made sure that it is the person.
 */
export async function disown(
  deps: ServiceDeps,
  tx: Transaction,
  place: DisownPlace,
  code: BackupCode,
  user: DirectoryUser,
): Promise<Disowned> {
  const { organizationId } = place;
  const latest = await tx.codes.listLatest(organizationId, user.id, LATEST_CODES);
  const live = await tx.codes.findLive(organizationId, user.id);
  const open = await tx.requests.listOpenByTarget(organizationId, user.id);
  const signInsStopped = await endSignIns(deps, tx, [code, ...latest.filter(({ id }) => id !== code.id)]);
  if (live === null && open.length === 0 && signInsStopped === 0 && code.disownedAt !== null)
    return { kind: 'disowned_before', code, at: code.disownedAt };
  const ended = live === null ? null : await endCode(deps, tx, place, live);
  for (const request of open) await cancelDisowned(deps, tx, place, request);
  if (ended?.id !== code.id) {
    const change = { disownedAt: deps.clock.now() };
    const marked = await tx.codes.transition(organizationId, code.id, [code.state], code.state, change);
    // If it was used at a provider, the sessions there may have to end.
    if (marked !== null) await tendNow(tx, marked, deps.clock.now());
  }
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'code.disowned',
      actor: { kind: 'user', id: user.id },
      target: user.id,
      source: place.source,
      details: {
        codeId: code.id,
        stateBefore: codeStateAt(code, deps.clock.now()),
        endedCodeId: ended?.id ?? null,
        requestsCancelled: open.length,
        signInsStopped,
      },
    }),
  );
  const acting = { actor: { kind: 'user', id: user.id }, source: place.source } as const;
  const since = deps.clock.now() - FREEZES_WITHIN_MS;
  const disowned = [code, ...(ended === null ? [] : [ended])].filter(
    ({ createdAt, startsAt }) => (startsAt ?? createdAt) > since,
  );
  const frozen = await freezeIssuers(deps, tx, user, acting, disowned);
  const issuers = [code.issuedBy, ended?.issuedBy, latest[0]?.issuedBy];
  const told = await alarm(deps, tx, user, issuers, {
    codeId: code.id,
    endedCodeId: ended?.id ?? null,
    requestsCancelled: open.length,
    signInsStopped,
  });
  const endedBy =
    ended?.issuedBy == null ? null : await tx.directory.findUser(organizationId, ended.issuedBy);
  return {
    kind: 'disowned',
    code,
    disowning: {
      ended: ended === null ? null : { code: ended, issuedBy: endedBy },
      requestsCancelled: open.length,
      signInsStopped,
    },
    frozen,
    ...told,
  };
}

async function endCode(
  deps: ServiceDeps,
  tx: Transaction,
  place: DisownPlace,
  live: BackupCode,
): Promise<BackupCode> {
  const ended = await settleCode(deps, tx, live, 'revoked', {
    revokedBy: live.userId,
    revocationReason: 'disowned',
    disownedAt: deps.clock.now(),
  });
  if (ended === null) throw new Error('A live code changed inside the transaction that had read it');
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: live.organizationId,
      action: 'code.revoked',
      actor: { kind: 'user', id: live.userId },
      target: live.userId,
      reason: 'disowned',
      source: place.source,
      details: { codeId: live.id, stateBefore: codeStateAt(live, deps.clock.now()) },
    }),
  );
  return ended;
}

/** Ends a request that is open for a person who said "This wasn't me", and tells its requester. */
export async function cancelDisowned(
  deps: ServiceDeps,
  tx: Transaction,
  place: DisownPlace,
  request: IssueRequest,
): Promise<void> {
  const { organizationId, id: requestId, targetId } = request;
  const cancelled = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'disowned' });
  if (cancelled === null) throw new Error('An open request changed inside the transaction that had read it');
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'request.cancelled',
      actor: { kind: 'user', id: targetId },
      target: targetId,
      reason: 'disowned',
      source: place.source,
      details: { requestId },
    }),
  );
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_request_disowned', requestId });
}

/** Not the person themselves, even if they are an owner or issued one of the codes: they already know. */
async function alarm(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id: userId }: DirectoryUser,
  issuers: readonly (UserId | null | undefined)[],
  facts: {
    readonly codeId: CodeId;
    readonly endedCodeId: CodeId | null;
    readonly requestsCancelled: number;
    readonly signInsStopped: number;
  },
): Promise<{ alerted: DirectoryUser[]; isChannelAlerted: boolean }> {
  const content = { kind: 'security_code_disowned', ...facts } as const;
  const alerted = new Map<UserId, DirectoryUser>();
  for (const id of issuers) {
    const issuer = id == null ? null : await tx.directory.findUser(organizationId, id);
    if (issuer !== null) alerted.set(issuer.id, issuer);
  }
  for (const owner of await listOwnersToAlarm(tx, organizationId)) alerted.set(owner.id, owner);
  alerted.delete(userId);
  for (const ownerId of alerted.keys())
    await enqueueNotice(deps, tx, organizationId, { ...content, ownerId });
  const policy = (await tx.organizations.findById(organizationId))?.policy;
  const isChannelAlerted = policy != null && policy.securityChannelId !== null;
  if (isChannelAlerted) await enqueueNotice(deps, tx, organizationId, { ...content, ownerId: null });
  return { alerted: [...alerted.values()], isChannelAlerted };
}
