import type { AuditDetails } from '../../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { CodeId, UserId } from '../../../domain/ids.ts';
import { type Freeze, isFreezable, isFrozen } from '../../../domain/requests/freeze.ts';
import type { Transaction } from '../../../ports/store.ts';
import { type AuditFacts, draftAudit, type ServiceDeps } from '../../deps.ts';
import { enqueueToGuards, listOwnersToAlarm } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { endDelegationsOfFrozen } from '../../requests/delegations/end-delegation.ts';
import { returnHelpOf } from '../../requests/help/return-to-queue.ts';
import { type Acting, spellActor } from './actor.ts';
import { stopIssuing } from './stop-issuing.ts';

/**
 * Freezes the issuing of those who issued a code that its person disowned, until an owner has looked. The alarm about the disowned code says
 * so, to them too. @returns those who are frozen now
 */
export async function freezeIssuers(
  deps: ServiceDeps,
  tx: Transaction,
  target: DirectoryUser,
  acting: Acting,
  disowned: readonly { readonly id: CodeId; readonly issuedBy: UserId | null }[],
): Promise<DirectoryUser[]> {
  const { organizationId } = target;
  const frozen = new Map<UserId, DirectoryUser>();
  for (const { id: codeId, issuedBy } of disowned) {
    const issuer = issuedBy === null ? null : await tx.directory.findUser(organizationId, issuedBy);
    // An operator has no issuing in Slack to freeze.
    if (issuer === null || frozen.has(issuer.id)) continue;
    if (await freezeIssuer(deps, tx, issuer, acting, 'disowned', { codeId })) frozen.set(issuer.id, issuer);
  }
  return [...frozen.values()];
}

/** Freezes the issuing of one person. @returns whether it is frozen now, by this or before; not if no one could release them */
export async function freezeIssuer(
  deps: ServiceDeps,
  tx: Transaction,
  issuer: DirectoryUser,
  acting: Acting,
  reason: 'disowned' | 'not_justified',
  details: AuditDetails,
): Promise<boolean> {
  const { organizationId, id: subject } = issuer;
  const freezes = await tx.freezes.listLasting(organizationId);
  if (isFrozen(freezes, issuer)) return true;
  if (!isFreezable(issuer, await listOwnersToAlarm(tx, organizationId), freezes)) return false;
  const begun: Freeze = {
    id: deps.random.id('freeze'),
    organizationId,
    subject,
    kind: 'freeze',
    startedBy: acting.actor,
    startedAt: deps.clock.now(),
    reason: '',
    proposal: null,
    endedBy: null,
    endedAt: null,
  };
  await tx.freezes.put(begun);
  const stopped = await stopIssuing(deps, tx, organizationId, acting, subject);
  const draft = (facts: Omit<AuditFacts, 'actor' | 'source'>) => draftAudit(deps, { ...facts, ...acting });
  await endDelegationsOfFrozen(deps, tx, issuer, draft);
  await returnHelpOf(deps, tx, issuer, { draft, reason: 'frozen' });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'issuer.frozen',
      ...acting,
      target: subject,
      reason,
      details: { freezeId: begun.id, ...details, ...stopped },
    }),
  );
  return true;
}

export type ReleaseResult = 'released' | 'not_frozen';

/** Lets a person issue again. The caller has decided that this one may say so. */
export async function releaseIssuer(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id: userId }: DirectoryUser,
  acting: Acting,
): Promise<ReleaseResult> {
  const freeze = await tx.freezes.find(organizationId, userId);
  if (freeze === null || freeze.endedAt !== null) return 'not_frozen';
  await tx.freezes.put({ ...freeze, endedBy: acting.actor, endedAt: deps.clock.now() });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'issuer.released',
      ...acting,
      target: userId,
      details: { freezeId: freeze.id },
    }),
  );
  const by = spellActor(acting.actor);
  await enqueueNotice(deps, tx, organizationId, { kind: 'issuer_released', userId, by });
  await enqueueToGuards(deps, tx, organizationId, { kind: 'security_issuer_released', userId, by });
  return 'released';
}
