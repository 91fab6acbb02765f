import type { Client } from '../../domain/clients/client.ts';
import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ChallengeId } from '../../domain/ids.ts';
import type { CountedRefusal } from './count-refusal.ts';

/**
 * What the caller has proved of the person's first factor. It decides which lockout a wrong code engages (N16).
 *
 * - `service`: a client with a credential, which says by calling that it has checked the first factor.
 * - `hint`: an issuer that the client trusts, or we ourselves, have signed a token that names the person.
 * - `nobody`: anyone can begin such a sign-in and name anyone.
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
  /** The challenge that it answers, for the history. */
  readonly challengeId?: ChallengeId;
}

/** Why a redeem was refused, for the audit and the admin (N8). */
export type RedeemRefusalReason =
  | 'mistyped'
  | 'wrong_code'
  | 'used'
  | 'expired'
  /** The right code, before the time from which it works. */
  | 'not_started'
  | 'superseded'
  | 'revoked'
  | 'undelivered'
  | 'user_unknown'
  | 'user_not_confirmed'
  | 'delayed'
  | 'disabled';

/**
 * What may be said outside. It must not tell an unknown user from one without a code, or from a wrong code
 * (N9).
 */
export type PublicRefusal =
  | 'code_refused'
  | 'code_mistyped'
  | 'code_expired'
  | 'code_not_started'
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
  // Said to those who have the code, as for one that has expired.
  not_started: 'code_not_started',
  superseded: 'code_refused',
  revoked: 'code_refused',
  undelivered: 'code_refused',
  user_unknown: 'code_refused',
  user_not_confirmed: 'code_refused',
  delayed: 'too_many_attempts',
  disabled: 'too_many_attempts',
};

/** An attempt whose code has been compared, ready to be decided in a transaction. */
export interface Attempt extends AttemptInput {
  /** What was typed is no code at all. */
  readonly isMistyped: boolean;
  /** The person of that login, as read before the transaction. */
  readonly seenUser: DirectoryUser | null;
  /** Their code that the typed one matches, as read before the transaction. */
  readonly matched: BackupCode | null;
  readonly counted: CountedRefusal;
  /** Ids of the events by which the transaction's runs have recorded that the code was spent. */
  readonly wins: Set<string>;
  /** Whether the last run has frozen the name because of strangers, which alarms after the commit. */
  isFrozenByStrangers: boolean;
}
