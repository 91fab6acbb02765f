import { type BackupCode, codeStateAt, isCodeEarly } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ChallengeId, OrganizationId } from '../../domain/ids.ts';
import {
  admitAttempt,
  type Lockout,
  newLockout,
  recordFailure,
  recordPersonFailure,
  recordStrangerFailure,
  resetLockout,
} from '../../domain/redeeming/lockout.ts';
import type { Transaction } from '../../ports/store.ts';
import { recordUse } from '../clients/record-use.ts';
import { shouldRecordUse } from '../clients/should-record-use.ts';
import { settleCode } from '../codes/settle-code.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueUsed } from '../notices/enqueue-used.ts';
import {
  type Attempt,
  type AttemptInput,
  type AttemptResult,
  publicCodes,
  type RedeemRefusalReason,
} from './attempt.ts';
import { lockoutKeyOf, nameLockoutKeyOf } from './lockout-key.ts';
import { raiseRedeemAlarm } from './raise-redeem-alarm.ts';
import { listLockoutsOf } from './read-lockout.ts';

/**
 * Decides an attempt in the transaction that records it: of any number of attempts at the same moment exactly one wins
 * (N3). The second factor only: the client has checked the first (N10). Lockout, person and code are read again here,
 * and the code is spent by one guarded write.
 * @param attempt made by `prepareAttempt`; the transaction is `transactAttempt`'s
 */
export async function decideAttempt(
  deps: ServiceDeps,
  tx: Transaction,
  attempt: Attempt,
): Promise<AttemptResult> {
  const { client, login, seenUser, matched } = attempt;
  const { organizationId } = client;
  const refuse = (reason: RedeemRefusalReason, retryAfterSeconds: number | null = null) =>
    refuseAttempt(deps, tx, attempt, seenUser, reason, retryAfterSeconds);
  if (attempt.isMistyped) return refuse('mistyped');
  const now = deps.clock.now();
  const isVouched = attempt.vouchedBy !== 'nobody';
  const nameKey = nameLockoutKeyOf(deps.keys, organizationId, login, isVouched);
  const named = await findLockout(tx, organizationId, nameKey, now);
  const personKey = lockoutKeyOf(deps.keys, organizationId, seenUser, login);
  const personal = await findLockout(tx, organizationId, personKey, now);
  const admission = admitAttempt(named, now);
  if (admission.kind === 'disabled') return refuse('disabled');
  const hasCode = seenUser !== null && matched !== null;
  // What strangers do must not keep out the person who has a code: one of 2^73 is not guessed in its lifetime.
  if (admission.kind === 'delayed' && (isVouched || !hasCode))
    return refuse('delayed', admission.retryAfterSeconds);
  if (!hasCode) {
    await recordWrongCode(deps, tx, attempt, { named, personal });
    return refuse(seenUser === null ? 'user_unknown' : 'wrong_code');
  }
  // Said only to those who have the code: a wrong one is answered by the lockout of its name, known or unknown (N9).
  if (personal.isDisabled) return refuse('disabled');
  const user = await tx.directory.findUser(organizationId, seenUser.id);
  if (user?.status !== 'confirmed') return refuseAttempt(deps, tx, attempt, user, 'user_not_confirmed');
  const code = await tx.codes.find(organizationId, matched.id);
  const state = code === null ? 'revoked' : codeStateAt(code, now);
  if (state !== 'active') return refuse(state === 'redeemed' ? 'used' : state);
  // No wrong code: whoever types the right one too early must not lock themselves out. The start never changes once the code is stored.
  if (code !== null && isCodeEarly(code, now)) return refuse('not_started');
  const redeemed = await settleCode(deps, tx, matched, 'redeemed', {
    redeemedBy: client.id,
    redeemedByName: client.name,
    redeemedFrom: attempt.source,
  });
  if (redeemed === null) return refuse('used');
  for (const lockout of await listLockoutsOf(deps, tx, user))
    await tx.lockouts.put(resetLockout(lockout, now));
  await recordSuccess(deps, tx, attempt, redeemed);
  return { kind: 'redeemed', user, code: redeemed, at: now };
}

async function findLockout(
  tx: Transaction,
  organizationId: OrganizationId,
  key: string,
  now: number,
): Promise<Lockout> {
  return (await tx.lockouts.find(organizationId, key)) ?? newLockout(organizationId, key, now);
}

async function recordSuccess(
  deps: ServiceDeps,
  tx: Transaction,
  input: Attempt,
  code: BackupCode,
): Promise<void> {
  const { organizationId, id: codeId } = code;
  const { client } = input;
  const now = deps.clock.now();
  // A client of OpenID Connect may have no credential, the use of which would have been recorded.
  if (shouldRecordUse(client, now)) await recordUse(deps, tx, client);
  const event = draftAudit(deps, {
    organizationId,
    action: 'code.redeemed',
    actor: { kind: 'client', id: client.id },
    target: code.userId,
    source: input.source,
    details: { codeId, client: client.name, ...challengeOf(input) },
  });
  input.wins.add(event.id);
  await tx.audit.append(event);
  await enqueueUsed(deps, tx, code);
}

function challengeOf({ challengeId }: AttemptInput): { challengeId?: ChallengeId } {
  return challengeId === undefined ? {} : { challengeId };
}

async function refuseAttempt(
  deps: ServiceDeps,
  tx: Transaction,
  input: Attempt,
  user: DirectoryUser | null,
  reason: RedeemRefusalReason,
  retryAfterSeconds: number | null = null,
): Promise<AttemptResult> {
  const { isLogged, details } = input.counted;
  if (isLogged) {
    await tx.audit.append(
      draftAudit(deps, {
        organizationId: input.client.organizationId,
        action: 'redeem.refused',
        outcome: 'refused',
        actor: { kind: 'client', id: input.client.id },
        // An unknown login is kept only as a keyed digest: people type codes and passwords into the wrong field.
        target: user?.id ?? lockoutKeyOf(deps.keys, input.client.organizationId, null, input.login),
        reason,
        source: input.source,
        details: { ...challengeOf(input), ...details },
      }),
    );
  }
  return { kind: 'refused', reason, publicCode: publicCodes[reason], retryAfterSeconds };
}

async function recordWrongCode(
  deps: ServiceDeps,
  tx: Transaction,
  attempt: Attempt,
  { named, personal }: { readonly named: Lockout; readonly personal: Lockout },
): Promise<void> {
  const organization = await tx.organizations.findById(attempt.client.organizationId);
  if (organization === null) throw new Error('The organization of a credential vanished');
  const now = deps.clock.now();
  if (attempt.vouchedBy === 'nobody') {
    const { lockout, alarm } = recordStrangerFailure(named, organization.policy, now);
    await tx.lockouts.put(lockout);
    attempt.isFrozenByStrangers = alarm !== null;
    return;
  }
  const ofName = recordFailure(named, organization.policy, now);
  const ofPerson = recordPersonFailure(personal, organization.policy, now);
  await tx.lockouts.put(ofName.lockout);
  await tx.lockouts.put(ofPerson.lockout);
  const alarm = ofPerson.alarm ?? ofName.alarm;
  if (alarm !== null) await raiseRedeemAlarm(deps, tx, attempt, alarm, organization);
}
