import { isWrittenDown } from '../../domain/audit/sparse-history.ts';
import type { Client } from '../../domain/clients/client.ts';
import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import { parseCode } from '../../domain/codes/code-format.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { ChallengeId, CodeId, OrganizationId } from '../../domain/ids.ts';
import type { RedeemAlarm } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import {
  admitAttempt,
  type Lockout,
  newLockout,
  recordFailure,
  recordPersonFailure,
  recordStrangerFailure,
  resetLockout,
} from '../../domain/redeeming/lockout.ts';
import { OutcomeUnknownError, type Transaction } from '../../ports/store.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import { isUseToNote } from '../clients/is-use-to-note.ts';
import { noteUse } from '../clients/note-use.ts';
import { settleCode } from '../codes/settle-code.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueAlarm } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { type CountedRefusal, countRefusal } from './count-refusal.ts';
import { lockoutKeyOf, nameLockoutKeyOf } from './lockout-key.ts';
import { findMatchingCode } from './match-code.ts';
import { listLockoutsOf } from './read-lockout.ts';

/** A day: long enough to set up a new factor, short enough that somebody still remembers. */
export const ENROLMENT_DUE_MS = 24 * 3_600_000;

/**
 * What the caller has proved of the person's first factor. It decides which lockout a wrong code engages (N16).
 *
 * - `service`: a service has shown its credential, and says by calling that it has checked the first factor.
 * - `hint`: an issuer that the client trusts, or we ourselves, have signed a token that names the person.
 * - `nobody`: anybody can begin such a sign-in and name anybody.
 */
export type VouchedBy = 'service' | 'hint' | 'nobody';

export interface AttemptInput {
  readonly client: Client;
  readonly vouchedBy: VouchedBy;
  /** The user's e-mail address or mobile number, as the client knows it. */
  readonly login: string;
  readonly typedCode: Secret;
  /** `http:<address>` */
  readonly source: string;
  /** The challenge it answers; for the history. */
  readonly challengeId?: ChallengeId;
}

/** Why a redeem was refused, for the audit and the admin (N8). */
export type RedeemRefusalReason =
  | 'mistyped'
  | 'wrong_code'
  | 'used'
  | 'expired'
  | 'superseded'
  | 'revoked'
  | 'undelivered'
  | 'user_unknown'
  | 'user_not_confirmed'
  | 'delayed'
  | 'disabled';

/** What may be said outside: nothing that tells an unknown user from one without a code or a wrong code (N9). */
export type PublicRefusal =
  | 'code_refused'
  | 'code_mistyped'
  | 'code_expired'
  | 'code_used'
  | 'too_many_attempts';

export type AttemptResult =
  | {
      readonly kind: 'redeemed';
      readonly user: DirectoryUser;
      readonly code: BackupCode;
      readonly at: number;
    }
  | {
      readonly kind: 'refused';
      readonly reason: RedeemRefusalReason;
      readonly publicCode: PublicRefusal;
      /** with `too_many_attempts` by delay */
      readonly retryAfterSeconds: number | null;
    };

export const publicCodes: Readonly<Record<RedeemRefusalReason, PublicRefusal>> = {
  mistyped: 'code_mistyped',
  wrong_code: 'code_refused',
  used: 'code_used',
  expired: 'code_expired',
  superseded: 'code_refused',
  revoked: 'code_refused',
  undelivered: 'code_refused',
  user_unknown: 'code_refused',
  user_not_confirmed: 'code_refused',
  delayed: 'too_many_attempts',
  disabled: 'too_many_attempts',
};

/** Runs the attempt within a transaction, between what has to be true before it and what has to be written with it. */
export type AroundAttempt<Result> = (
  tx: Transaction,
  attempt: () => Promise<AttemptResult>,
) => Promise<Result>;

/**
 * Attempts to redeem a code: of any number of attempts at once exactly one wins (N3). The second factor only: the relying
 * service has checked the first (N10).
 *
 * The slow comparison runs before the transaction; the transaction then reads the lockout and the code's state again
 * and spends the code by one guarded write, so nothing that was true only a moment ago decides.
 */
export function createAttemptCode(deps: ServiceDeps) {
  const { store } = deps;

  /** @param around like any transaction's work it may run more than once; it calls `attempt` once or not at all */
  return async function attemptCode<Result>(
    input: AttemptInput,
    around: AroundAttempt<Result>,
  ): Promise<Result | AttemptResult> {
    const { organizationId, id: clientId } = input.client;
    const parsed = parseCode(input.typedCode.reveal());
    const parsedLogin = parseLogin(input.login);
    const user =
      parsedLogin === null ? null : await store.read.directory.findUserByLogin(organizationId, parsedLogin);
    // In its normal form from here on: were each spelling of an unknown login braked by itself, the difference would
    // tell it from a user's, whose spellings all come to one lockout (N9).
    const login = parsedLogin ?? input.login;
    const matched =
      parsed.kind === 'mistyped'
        ? null
        : await findMatchingCode(deps, organizationId, user, new Secret(parsed.symbols));
    const isRight = matched !== null && codeStateAt(matched, deps.clock.now()) === 'active';
    const toCount = { organizationId, clientId, login, isCodeKnown: matched !== null };
    const counted = isRight ? loggedRefusal : await countRefusal(deps, toCount);
    const attempt: Attempt = { ...input, login, counted, wins: new Set(), frozenByStrangers: null };
    const decide = async (tx: Transaction) => {
      if (parsed.kind === 'mistyped') return refuseAttempt(deps, tx, attempt, user, 'mistyped');
      return settle(deps, tx, attempt, user, matched);
    };
    const result = await transactSurely(deps, attempt, user, (tx) => around(tx, () => decide(tx)));
    if (attempt.frozenByStrangers !== null) await alarmOfStrangers(deps, attempt, attempt.frozenByStrangers);
    return result;
  };
}

/** Right attempts are not counted; those that lose a race for the code are each logged. */
const loggedRefusal: CountedRefusal = { isLogged: true, details: {} };

interface Attempt extends AttemptInput {
  readonly counted: CountedRefusal;
  /** The events by which the transaction, in one of its runs, has written down that the code was spent. */
  readonly wins: Set<string>;
  /** What to alarm about once it is committed; as the last run has it. */
  frozenByStrangers: { readonly user: DirectoryUser | null } | null;
}

/**
 * Runs the attempt. If it has spent the code and the answer to the commit is lost, it looks again, once: the event that it wrote says whether
 * it was this attempt that has won (N17).
 * @throws OutcomeUnknownError if that is lost, too
 */
async function transactSurely<Result>(
  { store }: ServiceDeps,
  attempt: Attempt,
  user: DirectoryUser | null,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | AttemptResult> {
  const { organizationId } = attempt.client;
  try {
    return await store.transact(organizationId, work);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError) || user === null || attempt.wins.size === 0) throw error;
    return store.transact(organizationId, async (tx) => (await findOwnWin(tx, attempt, user)) ?? work(tx));
  }
}

/** Events among which that of a moment ago is looked for. */
const EVENTS_LOOKED_AT = 200;

async function findOwnWin(
  tx: Transaction,
  { wins }: Attempt,
  { organizationId, id }: DirectoryUser,
): Promise<AttemptResult | null> {
  const events = await tx.audit.listLatest(organizationId, EVENTS_LOOKED_AT);
  const won = events.find((event) => wins.has(event.id));
  if (won === undefined) return null;
  const user = await tx.directory.findUser(organizationId, id);
  const code = await tx.codes.find(organizationId, String(won.details.codeId) as CodeId);
  if (user === null || code?.settledAt == null) throw new Error('What a redeem left behind is gone');
  return { kind: 'redeemed', user, code, at: code.settledAt };
}

async function settle(
  deps: ServiceDeps,
  tx: Transaction,
  input: Attempt,
  seenUser: DirectoryUser | null,
  matched: BackupCode | null,
): Promise<AttemptResult> {
  const { organizationId } = input.client;
  const now = deps.clock.now();
  const isVouched = input.vouchedBy !== 'nobody';
  const [named, personal] = await Promise.all([
    findLockout(tx, organizationId, nameLockoutKeyOf(deps.keys, organizationId, input.login, isVouched), now),
    findLockout(tx, organizationId, lockoutKeyOf(deps.keys, organizationId, seenUser, input.login), now),
  ]);
  const admission = admitAttempt(named, now);
  if (admission.kind === 'disabled') return refuseAttempt(deps, tx, input, seenUser, 'disabled');
  const isNobodys = seenUser === null || matched === null;
  // What strangers do must not keep out the person who has a code: of 2^73 there is no guessing one in its time.
  if (admission.kind === 'delayed' && (isVouched || isNobodys)) {
    return refuseAttempt(deps, tx, input, seenUser, 'delayed', admission.retryAfterSeconds);
  }
  if (isNobodys) {
    await recordWrongCode(deps, tx, input, seenUser, { named, personal });
    return refuseAttempt(deps, tx, input, seenUser, seenUser === null ? 'user_unknown' : 'wrong_code');
  }
  // Only told to those who have the code: a wrong one is answered by the lockout of its name, as for anybody else.
  if (personal.isDisabled) return refuseAttempt(deps, tx, input, seenUser, 'disabled');
  const user = await tx.directory.findUser(organizationId, seenUser.id);
  if (user?.status !== 'confirmed') return refuseAttempt(deps, tx, input, user, 'user_not_confirmed');
  const code = await tx.codes.find(organizationId, matched.id);
  const state = code === null ? 'revoked' : codeStateAt(code, now);
  if (state !== 'active') return refuseAttempt(deps, tx, input, user, state === 'redeemed' ? 'used' : state);
  const redeemed = await settleCode(deps, tx, matched, 'redeemed', {
    redeemedBy: input.client.id,
    redeemedByName: input.client.name,
    redeemedFrom: input.source,
  });
  if (redeemed === null) return refuseAttempt(deps, tx, input, user, 'used');
  for (const lockout of await listLockoutsOf(deps, tx, user))
    await tx.lockouts.put(resetLockout(lockout, now));
  await recordSuccess(deps, tx, input, redeemed);
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
  // A client of OpenID Connect may have no credential, whose use would have been noted.
  if (isUseToNote(client, now)) await noteUse(deps, tx, client);
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
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_redeemed', codeId });
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_redeemed', codeId });
  const organization = await tx.organizations.findById(organizationId);
  if (organization?.policy.requireReEnrolment !== true) return;
  // Written with the redeem, so that no crash forgets it; whether anything is to be told is looked up when it is due.
  const reminder = { kind: 'requester_enrolment_missing', codeId } as const;
  await enqueueNotice(deps, tx, organizationId, reminder, now + ENROLMENT_DUE_MS);
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
        // A login that names nobody is kept only as a keyed digest: people type codes and passwords into the wrong field.
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
  input: Attempt,
  user: DirectoryUser | null,
  { named, personal }: { readonly named: Lockout; readonly personal: Lockout },
): Promise<void> {
  const organization = await tx.organizations.findById(input.client.organizationId);
  if (organization === null) throw new Error('The organization of a credential vanished');
  const now = deps.clock.now();
  if (input.vouchedBy === 'nobody') {
    const { lockout, alarm } = recordStrangerFailure(named, organization.policy, now);
    await tx.lockouts.put(lockout);
    input.frozenByStrangers = alarm === null ? null : { user };
    return;
  }
  const ofName = recordFailure(named, organization.policy, now);
  const ofPerson = recordPersonFailure(personal, organization.policy, now);
  await tx.lockouts.put(ofName.lockout);
  await tx.lockouts.put(ofPerson.lockout);
  const alarm = ofPerson.alarm ?? ofName.alarm;
  if (alarm !== null) await raiseAlarm(deps, tx, input, organization, user, alarm);
}

async function raiseAlarm(
  deps: ServiceDeps,
  tx: Transaction,
  input: Attempt,
  organization: Organization,
  user: DirectoryUser | null,
  alarm: RedeemAlarm,
): Promise<void> {
  const { organizationId } = input.client;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: alarm === 'disabled' ? 'redeem.disabled' : 'redeem.frozen',
      outcome: 'refused',
      actor: { kind: 'client', id: input.client.id },
      target: user?.id ?? lockoutKeyOf(deps.keys, organizationId, null, input.login),
      reason: alarm === 'strangers' ? alarm : null,
      source: input.source,
    }),
  );
  if (user === null) return;
  await enqueueAlarm(deps, tx, organization, { kind: 'security_redeem_alarm', userId: user.id, alarm });
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_redeem_alarm', userId: user.id, alarm });
}

/** Freezes by strangers in an hour that are each logged and told, at one service: they can bring about as many as they know names (N20). */
const STRANGER_ALARMS = 5;

/** After the attempt: strangers may wait for it, and it is counted over all instances. */
async function alarmOfStrangers(
  deps: ServiceDeps,
  attempt: Attempt,
  { user }: NonNullable<Attempt['frozenByStrangers']>,
): Promise<void> {
  const { organizationId, id } = attempt.client;
  if (!isWrittenDown(await countInHour(deps, `${id}:strangers`), STRANGER_ALARMS)) return;
  await deps.store.transact(organizationId, async (tx) => {
    const organization = await tx.organizations.findById(organizationId);
    if (organization !== null) await raiseAlarm(deps, tx, attempt, organization, user, 'strangers');
  });
}
