import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import { VendorError } from '../../ports/vendor.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

/** An id of Duo's. It becomes part of a path, so it may hold nothing that would lead elsewhere. */
const duoId = z.string().regex(/^[A-Z0-9]{1,64}$/i);
const ok = z.literal('OK');
/** Seconds of the epoch. */
const time = z.number().nonnegative();
const metadata = z.object({ next_offset: z.number().int().positive().nullish() }).nullish();

const duoUser = z.object({
  user_id: duoId,
  username: z.string().min(1),
  email: z.string().nullish(),
  status: z.string(),
  /** `false`: without any device, so Duo asks to set one up instead of asking for a second step. */
  is_enrolled: z.boolean().nullish(),
  last_login: time.nullish(),
  groups: z.array(z.object({ status: z.string().nullish() })).nullish(),
  alias1: z.string().nullish(),
  alias2: z.string().nullish(),
  alias3: z.string().nullish(),
  alias4: z.string().nullish(),
  aliases: z.record(z.string(), z.string()).nullish(),
  webauthncredentials: z.array(z.object({ date_added: time.nullish() })).nullish(),
});
export type DuoUser = z.output<typeof duoUser>;

const bypassCode = z.object({
  bypass_code_id: duoId,
  expiration: time.nullish(),
  /** Uses that are left; `null`: no limit. */
  reuse_count: z.number().nullish(),
});
export type DuoBypassCode = z.output<typeof bypassCode>;

const logEntry = z.object({
  event_type: z.string().nullish(),
  factor: z.string().nullish(),
  result: z.string().nullish(),
  timestamp: time,
  user: z.object({ key: z.string().nullish() }).nullish(),
  access_device: z.object({ ip: z.string().nullish() }).nullish(),
});
export type DuoLogEntry = z.output<typeof logEntry>;

const usersAnswer = z.object({ stat: ok, response: z.array(duoUser), metadata });
const userAnswer = z.object({ stat: ok, response: duoUser });
const codesAnswer = z.object({ stat: ok, response: z.array(bypassCode), metadata });
const logAnswer = z.object({ stat: ok, response: z.object({ authlogs: z.array(logEntry) }) });
const doneAnswer = z.object({ stat: ok });
const madeAnswer = z.object({
  stat: ok,
  response: z.tuple([
    z
      .string()
      .regex(/^[0-9A-Za-z-]{4,64}$/)
      .transform((code) => new Secret(code)),
  ]),
});

const CODES_A_PAGE = 100;
/** Duo keeps 100 codes of a person. Ten times as many are no list of theirs. */
const CODES_MAX = 1000;
const LOG_ENTRIES_MAX = 1000;
/** Duo refuses a search that begins more than 180 days ago. */
const LOG_AGE_MS_MAX = 179 * 86_400_000;
/** Has the form of an id, and is nobody's. */
const NO_CODE = `DB${'0'.repeat(18)}`;

/** @throws VendorError for what is no id, such as `..` */
function pathPart(id: string): string {
  if (!duoId.safeParse(id).success) throw new VendorError('unexpected_answer', 'id');
  return encodeURIComponent(id);
}

/** The people that one criterion finds; `null` if they fill more than a page. */
export async function findUsers(
  duo: VendorClient,
  query: { readonly email: string } | { readonly username: string },
  signal: AbortSignal,
): Promise<readonly DuoUser[] | null> {
  const { body } = await duo.send({ path: '/admin/v1/users', query, schema: usersAnswer, signal });
  return typeof body.metadata?.next_offset === 'number' ? null : body.response;
}

/** `null`: there is none. @throws VendorError also if the answer is about another person */
export async function getUser(duo: VendorClient, id: string, signal: AbortSignal): Promise<DuoUser | null> {
  const path = `/admin/v1/users/${pathPart(id)}`;
  const answer = await duo.find({ path, schema: userAnswer, signal }, [404]);
  if (answer === null) return null;
  if (answer.body.response.user_id !== id) throw new VendorError('unexpected_answer', 'another user');
  return answer.body.response;
}

/** What a person has; nothing, if there is no such person. */
export async function listCodes(
  duo: VendorClient,
  userId: string,
  signal: AbortSignal,
): Promise<readonly DuoBypassCode[]> {
  const path = `/admin/v1/users/${pathPart(userId)}/bypass_codes`;
  const read = async (next: string | null) => {
    const query = { limit: CODES_A_PAGE, offset: next ?? 0 };
    const answer = await duo.find({ path, query, schema: codesAnswer, signal }, [404]);
    const offset = answer?.body.metadata?.next_offset ?? null;
    return { items: answer?.body.response ?? [], next: offset === null ? null : String(offset) };
  };
  const codes: DuoBypassCode[] = [];
  for await (const page of readPages(read, (code) => code.bypass_code_id)) {
    codes.push(...page);
    if (codes.length > CODES_MAX) throw new VendorError('unexpected_answer', 'too many codes');
  }
  return codes;
}

/** One code for one use; those that the person had, end. */
export async function makeCode(
  duo: VendorClient,
  userId: string,
  seconds: number,
  signal: AbortSignal,
): Promise<Secret> {
  const { body } = await duo.send({
    method: 'POST',
    path: `/admin/v1/users/${pathPart(userId)}/bypass_codes`,
    form: { count: '1', reuse_count: '1', valid_secs: String(seconds), preserve_existing: 'false' },
    schema: madeAnswer,
    signal,
  });
  return body.response[0];
}

/** A code that is gone is deleted. */
export async function deleteCode(duo: VendorClient, id: string, signal: AbortSignal): Promise<void> {
  const path = `/admin/v1/bypass_codes/${pathPart(id)}`;
  await duo.find({ method: 'DELETE', path, isSafe: true, schema: doneAnswer, signal }, [404]);
}

/**
 * What a person did since a time, as far as Duo's log has it: some two minutes late. `null`: the log may not be read.
 * @param userId `null`: nobody; it is only asked whether it may be read
 */
export async function readLog(
  duo: VendorClient,
  userId: string | null,
  { since, now }: { readonly since: number; readonly now: number },
  signal: AbortSignal,
): Promise<readonly DuoLogEntry[] | null> {
  const query = {
    mintime: Math.max(since, now - LOG_AGE_MS_MAX),
    // Has to be later than the earliest time.
    maxtime: Math.max(now, since + 1),
    ...(userId === null ? { limit: 1 } : { limit: LOG_ENTRIES_MAX, users: userId }),
  };
  const path = '/admin/v2/logs/authentication';
  const answer = await duo.find({ path, query, schema: logAnswer, signal }, [403]);
  return answer?.body.response.authlogs.filter(({ user }) => userId !== null && user?.key === userId) ?? null;
}

/** Fails if codes may not be made and ended: Duo refuses to delete for want of the permission before it looks for the code. */
export async function assertMayWrite(duo: VendorClient, signal: AbortSignal): Promise<void> {
  await deleteCode(duo, NO_CODE, signal);
}
