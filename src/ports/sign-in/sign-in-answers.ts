import type { RecordProof } from '../../domain/audit/record-proof.ts';
import type { ClientId, CodeId, OrganizationId, UserId } from '../../domain/ids.ts';

/** That a sign-in over OpenID Connect was answered with the right code. */
export interface SignInAnswer {
  /** A digest: the handle that the browser holds is worth something to those who read it. */
  readonly signInId: string;
  readonly organizationId: OrganizationId;
  readonly clientId: ClientId;
  readonly userId: UserId;
  readonly codeId: CodeId;
  /** milliseconds since the epoch, as are the others */
  readonly answeredAt: number;
  /** First moment at which it is no longer found. */
  readonly expiresAt: number;
  /** When its token was issued, or the sign-in was stopped; `null` before. */
  readonly finishedAt: number | null;
  /** Of everything but `finishedAt`. */
  readonly proof: RecordProof;
}

/** An expired answer counts as gone, whether or not it was swept. */
export interface SignInAnswerReader {
  find(signInId: string, now: number): Promise<SignInAnswer | null>;
}

export interface SignInAnswerWriter extends SignInAnswerReader {
  /** Inserts, or replaces all but `finishedAt`: a finished sign-in stays finished. */
  put(answer: SignInAnswer, now: number): Promise<void>;
  /** Those given with this code, finished or not. */
  listByCode(organizationId: OrganizationId, codeId: CodeId, now: number): Promise<SignInAnswer[]>;
  /** Of any number of callers, in any number of processes, exactly one gets `true`. */
  finish(signInId: string, now: number): Promise<boolean>;
}
