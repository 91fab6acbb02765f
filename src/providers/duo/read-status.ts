import type { CodeStatus } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import {
  type DuoBypassCode,
  type DuoLogEntry,
  type DuoUser,
  getUser,
  listCodes,
  readLog,
} from './duo-api.ts';

export interface StatusQuery {
  readonly userId: string;
  readonly reference: string | null;
  /** When the code was made. */
  readonly since: number;
  readonly now: number;
}

/** Duo's clock may be behind ours. */
const CLOCK_OFF_MS = 60_000;

/**
 * A code that was used is gone from the list, and the log says so, minutes later. Where the log may not be read, the person's last sign-in
 * says it, without a place.
 */
export async function readStatus(
  duo: VendorClient,
  { userId, reference, since, now }: StatusQuery,
  signal: AbortSignal,
): Promise<CodeStatus> {
  const codes = await listCodes(duo, userId, signal);
  // Without a reference, any code that the person has may be ours.
  const code = codes.find((each) => reference === null || each.bypass_code_id === reference);
  if (code !== undefined && isUsable(code, now)) return describe('usable');
  const user = await getUser(duo, userId, signal);
  if (user === null) return describe('gone');
  const log = await readLog(duo, userId, { since: since - CLOCK_OFF_MS, now }, signal);
  const use = earliest((log ?? []).filter(isUse));
  const usedAt = use !== undefined ? use.timestamp * 1000 : log === null ? findSignIn(user, since) : null;
  if (usedAt !== null) {
    const usedFrom = use?.access_device?.ip ?? null;
    return { state: 'used', usedAt, usedFrom, enrolledAt: findEnrolment(user, usedAt, log ?? []) };
  }
  if (code === undefined) return describe('unclear');
  return describe(code.reuse_count === 0 ? 'used' : 'ended');
}

const describe = (state: CodeStatus['state']): CodeStatus => ({
  state,
  usedAt: null,
  usedFrom: null,
  enrolledAt: null,
});

function isUsable({ expiration, reuse_count: usesLeft }: DuoBypassCode, now: number): boolean {
  const isOver = typeof expiration === 'number' && expiration * 1000 <= now;
  return !isOver && usesLeft !== 0;
}

function isUse({ event_type: type, factor, result }: DuoLogEntry): boolean {
  return type === 'authentication' && factor === 'bypass_code' && result === 'success';
}

const earliest = (entries: readonly DuoLogEntry[]): DuoLogEntry | undefined =>
  [...entries].sort((one, other) => one.timestamp - other.timestamp)[0];

function findSignIn({ last_login: lastLogin }: DuoUser, since: number): number | null {
  const at = (lastLogin ?? 0) * 1000;
  return at >= Math.floor(since / 1000) * 1000 ? at : null;
}

/**
 * When a new factor came after the code was used: an enrolment in the log, or a passkey or security key of that date. Duo gives phones and
 * hardware tokens no date, so one that an administrator adds is not seen.
 */
function findEnrolment(user: DuoUser, usedAt: number, log: readonly DuoLogEntry[]): number | null {
  const keys = (user.webauthncredentials ?? []).map((key) => (key.date_added ?? 0) * 1000);
  const enrolments = log
    .filter(({ event_type: type, result }) => type === 'enrollment' && result === 'success')
    .map(({ timestamp }) => timestamp * 1000);
  const later = [...keys, ...enrolments].filter((at) => at >= usedAt);
  return later.length === 0 ? null : Math.min(...later);
}
