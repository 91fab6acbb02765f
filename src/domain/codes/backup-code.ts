import type { ClientId, CodeId, OrganizationId, RequestId, UserId } from '../ids.ts';
import type { VendorCode } from '../providers/vendor-code.ts';
import type { CodeHash } from './code-hash.ts';

export const codeStates = ['undelivered', 'active', 'redeemed', 'revoked', 'superseded', 'expired'] as const;
export type CodeState = (typeof codeStates)[number];

/** States from which each state may be reached. Terminal states lead nowhere. */
export const codeTransitions = {
  active: ['undelivered'],
  redeemed: ['active'],
  revoked: ['undelivered', 'active'],
  superseded: ['undelivered', 'active'],
  expired: ['active'],
} as const satisfies Partial<Record<CodeState, readonly CodeState[]>>;

/** A user has at most one live code. */
export const liveCodeStates = ['undelivered', 'active'] as const satisfies readonly CodeState[];

export const revocationReasons = [
  'admin',
  'disowned',
  'delivery_failed',
  'never_delivered',
  'not_allowed',
  'frozen',
  'provider_refused',
  'provider_ended',
] as const;
/**
 * Why a code was revoked; `disowned`: the target's "This wasn't me"; `not_allowed`: it could not be issued now, after a change in the directory;
 * `frozen`: it was being shown when issuing was frozen, or an owner ended every code with the freeze; `provider_refused`: the provider made none;
 * `provider_ended`: someone ended it at the provider.
 */
export type RevocationReason = (typeof revocationReasons)[number];

/** The record of a code, without the code itself. Times are milliseconds since the epoch, UTC. */
export interface BackupCode {
  readonly id: CodeId;
  readonly organizationId: OrganizationId;
  readonly requestId: RequestId;
  readonly userId: UserId;
  /** `null`: an operator, at the command line. */
  readonly issuedBy: UserId | null;
  /** `null`: a provider made it, and only there it can be used. */
  readonly hash: CodeHash | null;
  /** What is known of it at its provider; `null`: it is our own. */
  readonly vendor: VendorCode | null;
  readonly state: CodeState;
  readonly createdAt: number;
  /** First moment at which it works; `null`: as soon as it is shown. */
  readonly startsAt: number | null;
  /** First moment at which it no longer works. */
  readonly expiresAt: number;
  readonly settledAt: number | null;
  readonly redeemedBy: ClientId | null;
  /** The client's name at that time: it may be gone when someone looks. */
  readonly redeemedByName: string | null;
  /** From where it was presented: `http:<address>` */
  readonly redeemedFrom: string | null;
  /** When a client reported the factor set up after it. */
  readonly factorEnrolledAt: number | null;
  readonly revokedBy: UserId | null;
  readonly revocationReason: RevocationReason | null;
  /** When the person pressed "This wasn't me" for it, in whatever state it was. */
  readonly disownedAt: number | null;
}

/** Expired from `expiresAt` on, inclusive, whether or not it is marked yet (N5). */
export function isCodeExpired(code: Pick<BackupCode, 'expiresAt'>, now: number): boolean {
  return now >= code.expiresAt;
}

/** Made for later, and not to be used yet. Its first moment is `startsAt`, inclusive. */
export function isCodeEarly({ startsAt }: Pick<BackupCode, 'startsAt'>, now: number): boolean {
  return startsAt !== null && now < startsAt;
}

/** The state at `now`: an active code past its time counts as expired even before the sweep marks it. */
export function codeStateAt(code: Pick<BackupCode, 'state' | 'expiresAt'>, now: number): CodeState {
  return code.state === 'active' && isCodeExpired(code, now) ? 'expired' : code.state;
}
