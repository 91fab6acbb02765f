export interface UsedHintReader {
  /** @param digest of the client and the hint's id */
  has(digest: string, now: number): Promise<boolean>;
}

/** The signed hints that an ID token was issued for: each is good for one. */
export interface UsedHintWriter extends UsedHintReader {
  /** @param expiresAt first moment at which it may be forgotten; milliseconds since the epoch */
  add(digest: string, expiresAt: number, now: number): Promise<void>;
}
