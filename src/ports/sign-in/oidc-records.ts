/** What the library of the OpenID provider remembers between two requests: interactions, grants, authorization codes, tokens. */
export interface OidcRecord {
  /** What it is, such as `AuthorizationCode`; ids are unique within a kind. */
  readonly kind: string;
  /** For a bearer secret, a digest: someone who reads the store can't present it. */
  readonly id: string;
  /** JSON. Never holds a backup code (N6). */
  readonly payload: Readonly<Record<string, unknown>>;
  /** What it belongs to, so that everything from one sign-in can be revoked together. */
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  /** Milliseconds since the epoch; `null` while it is not used up. */
  readonly consumedAt: number | null;
  /** First moment at which it is no longer found; `null` for never. */
  readonly expiresAt: number | null;
}

export type OidcRecordDraft = Omit<OidcRecord, 'consumedAt'>;

/** Each call is one atomic step, or part of the transaction it's called in. Expired records count as gone, swept or not. */
export interface OidcRecords {
  /** Inserts, or replaces everything except `consumedAt`: a used record stays used. */
  upsert(record: OidcRecordDraft, now: number): Promise<void>;
  find(kind: string, id: string, now: number): Promise<OidcRecord | null>;
  findByUid(kind: string, uid: string, now: number): Promise<OidcRecord | null>;
  findByUserCode(kind: string, userCode: string, now: number): Promise<OidcRecord | null>;
  /** Of any number of concurrent callers, in any number of processes, exactly one gets `true`. */
  consume(kind: string, id: string, now: number): Promise<boolean>;
  destroy(kind: string, id: string): Promise<void>;
  revokeByGrantId(kind: string, grantId: string): Promise<void>;
}
