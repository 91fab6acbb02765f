import { type BackupCode, codeStateAt } from '../domain/backup-code.ts';
import { parseCode } from '../domain/code-format.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseLogin } from '../domain/email.ts';
import type { ChallengeId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization.ts';
import { admitAttempt, newRedeemGuard, recordFailure, resetGuard } from '../domain/redeem-guard.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import { Secret } from '../domain/secret.ts';
import type { Transaction } from '../ports/store.ts';
import { enqueueAlarm } from './alarm.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { enqueueNotice } from './enqueue-notice.ts';
import { guardKeyOf } from './guard-key.ts';
import { isUseToNote } from './is-use-to-note.ts';
import { findMatchingCode } from './match-code.ts';
import { settleCode } from './settle-code.ts';

/** A day: long enough to set up a new factor, short enough that somebody still remembers. */
export const ENROLMENT_DUE_MS = 24 * 3_600_000;

export interface AttemptInput {
  readonly client: RelyingService;
  /** The user's e-mail address or mobile number, as the relying service knows it. */
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
 * The slow comparison runs before the transaction; the transaction then reads the brake and the code's state again
 * and spends the code by one guarded write, so nothing that was true only a moment ago decides.
 */
export function createAttemptCode(deps: ServiceDeps) {
  const { store } = deps;

  /** @param around like any transaction's work it may run more than once; it calls `attempt` once or not at all */
  return async function attemptCode<Result>(
    input: AttemptInput,
    around: AroundAttempt<Result>,
  ): Promise<Result> {
    const { organizationId } = input.client;
    const parsed = parseCode(input.typedCode.reveal());
    const login = parseLogin(input.login);
    const user = login === null ? null : await store.read.directory.findUserByLogin(organizationId, login);
    // In its normal form from here on: were each spelling of an unknown login braked by itself, the difference would
    // tell it from a user's, whose spellings all come to one brake (N9).
    const attempt = { ...input, login: login ?? input.login };
    if (parsed.kind === 'mistyped') {
      return store.transact(organizationId, (tx) =>
        around(tx, () => refuseAttempt(deps, tx, attempt, user, 'mistyped')),
      );
    }
    const symbols = new Secret(parsed.symbols);
    const matched = await findMatchingCode(deps, organizationId, user, symbols);
    return store.transact(organizationId, (tx) => around(tx, () => settle(deps, tx, attempt, user, matched)));
  };
}

async function settle(
  deps: ServiceDeps,
  tx: Transaction,
  input: AttemptInput,
  seenUser: DirectoryUser | null,
  matched: BackupCode | null,
): Promise<AttemptResult> {
  const { organizationId } = input.client;
  const now = deps.clock.now();
  const key = guardKeyOf(deps.keys, organizationId, seenUser, input.login);
  const guard = (await tx.guards.find(organizationId, key)) ?? newRedeemGuard(organizationId, key, now);
  const admission = admitAttempt(guard, now);
  if (admission.kind === 'disabled') return refuseAttempt(deps, tx, input, seenUser, 'disabled');
  if (admission.kind === 'delayed') {
    return refuseAttempt(deps, tx, input, seenUser, 'delayed', admission.retryAfterSeconds);
  }
  if (seenUser === null || matched === null) {
    const organization = await tx.organizations.findById(organizationId);
    if (organization === null) throw new Error('The organization of a credential vanished');
    const failure = recordFailure(guard, organization.policy, now);
    await tx.guards.put(failure.guard);
    if (failure.alarm !== null) await raiseAlarm(deps, tx, input, organization, seenUser, failure.alarm);
    return refuseAttempt(deps, tx, input, seenUser, seenUser === null ? 'user_unknown' : 'wrong_code');
  }
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
  await tx.guards.put(resetGuard(guard, now));
  await recordSuccess(deps, tx, input, redeemed);
  return { kind: 'redeemed', user, code: redeemed, at: now };
}

async function recordSuccess(
  deps: ServiceDeps,
  tx: Transaction,
  input: AttemptInput,
  code: BackupCode,
): Promise<void> {
  const { organizationId, id: codeId } = code;
  const { client } = input;
  const now = deps.clock.now();
  // A client of OpenID Connect may have no credential, whose use would have been noted.
  if (isUseToNote(client, now)) await tx.relyingServices.setLastUsed(organizationId, client.id, now);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'code.redeemed',
      actor: { kind: 'client', id: client.id },
      target: code.userId,
      source: input.source,
      details: { codeId, client: client.name, ...challengeOf(input) },
    }),
  );
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
  input: AttemptInput,
  user: DirectoryUser | null,
  reason: RedeemRefusalReason,
  retryAfterSeconds: number | null = null,
): Promise<AttemptResult> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: input.client.organizationId,
      action: 'redeem.refused',
      outcome: 'refused',
      actor: { kind: 'client', id: input.client.id },
      // A login that names nobody is kept only as a keyed digest: people type codes and passwords into the wrong field.
      target: user?.id ?? guardKeyOf(deps.keys, input.client.organizationId, null, input.login),
      reason,
      source: input.source,
      details: challengeOf(input),
    }),
  );
  return { kind: 'refused', reason, publicCode: publicCodes[reason], retryAfterSeconds };
}

async function raiseAlarm(
  deps: ServiceDeps,
  tx: Transaction,
  input: AttemptInput,
  organization: Organization,
  user: DirectoryUser | null,
  alarm: 'frozen' | 'disabled',
): Promise<void> {
  const { organizationId } = input.client;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: alarm === 'frozen' ? 'redeem.frozen' : 'redeem.disabled',
      outcome: 'refused',
      actor: { kind: 'client', id: input.client.id },
      target: user?.id ?? guardKeyOf(deps.keys, organizationId, null, input.login),
      source: input.source,
    }),
  );
  if (user === null) return;
  await enqueueAlarm(deps, tx, organization, { kind: 'security_redeem_alarm', userId: user.id, alarm });
}
