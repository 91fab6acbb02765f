import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

const person = z.object({
  user_id: z.string().min(1),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  blocked: z.boolean().nullish(),
  identities: z.array(z.object({ connection: z.string().nullish() })).nullish(),
});

const newCode = z.object({
  recovery_code: z
    .string()
    .min(1)
    .transform((value) => new Secret(value)),
});

const logEvent = z.object({
  type: z.string(),
  date: z.string().transform((value) => Date.parse(value)),
  ip: z.string().nullish(),
});
export type Auth0LogEvent = z.output<typeof logEvent>;

const fields = Object.keys(person.shape).join(',');
const PAGE_SIZE = 100;
/** Auth0 shows no more than the latest thousand events of a person. */
const PAGES_MAX = 10;

/** An id may name a person, as `samlp|acme|lena@corp.example`, so errors don't show it. */
const ofPerson = (id: string, rest = '') => ({
  path: `/api/v2/users/${encodeURIComponent(id)}${rest}`,
  pathInErrors: `/api/v2/users/{id}${rest}`,
});

/** Every account with the address, of all connections. */
export async function findPeople(auth0: VendorClient, email: string, signal: AbortSignal) {
  const query = { email, fields, include_fields: 'true' };
  const { body } = await auth0.send({
    path: '/api/v2/users-by-email',
    query,
    schema: z.array(person),
    signal,
  });
  return body.filter((each) => each.email?.toLowerCase() === email.toLowerCase());
}

/** `null` if Auth0 no longer has the person. */
export async function readPerson(auth0: VendorClient, id: string, signal: AbortSignal) {
  const query = { fields, include_fields: 'true' };
  const answer = await auth0.find({ ...ofPerson(id), query, schema: person, signal }, [404]);
  return answer?.body ?? null;
}

/** Whether the tenant has recovery codes turned on. */
export async function isRecoveryOn(auth0: VendorClient, signal: AbortSignal): Promise<boolean> {
  const schema = z.array(z.object({ name: z.string().nullish(), enabled: z.boolean() }));
  const { body } = await auth0.send({ path: '/api/v2/guardian/factors', schema, signal });
  return body.some(({ name, enabled }) => name === 'recovery-code' && enabled);
}

/** Whether the person has set up a second step that a recovery code can stand in for. */
export async function isEnrolled(auth0: VendorClient, id: string, signal: AbortSignal): Promise<boolean> {
  const schema = z.array(z.object({ status: z.string().nullish() }));
  const answer = await auth0.find({ ...ofPerson(id, '/enrollments'), schema, signal }, [404]);
  return answer?.body.some(({ status }) => status !== 'pending') ?? false;
}

const regeneration = (id: string) =>
  ({ method: 'POST', ...ofPerson(id, '/recovery-code-regeneration') }) as const;

/** Sent once: a second one would end the first code. */
export async function createCode(auth0: VendorClient, id: string, signal: AbortSignal): Promise<Secret> {
  const { body } = await auth0.send({ ...regeneration(id), schema: newCode, signal });
  return body.recovery_code;
}

/** Makes a code that no one reads: the person's code no longer works then. Without a second step there is none. */
export async function replaceCode(auth0: VendorClient, id: string, signal: AbortSignal): Promise<void> {
  const schema = z.object({ recovery_code: z.unknown().transform(() => null) });
  await auth0.find({ ...regeneration(id), isSafe: true, schema, signal }, [404]);
}

/** What happened to the person since then, the newest first. */
export async function readEvents(auth0: VendorClient, id: string, since: number, signal: AbortSignal) {
  const events: Auth0LogEvent[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { page, per_page: PAGE_SIZE, sort: 'date:-1' };
    const { body } = await auth0.send({ ...ofPerson(id, '/logs'), query, schema: z.array(logEvent), signal });
    events.push(...body.filter(({ date }) => date >= since));
    if (body.length < PAGE_SIZE || body.some(({ date }) => date < since)) break;
  }
  return events;
}

/** Ends the person's sessions and refresh tokens. */
export async function revokeAccess(auth0: VendorClient, id: string, signal: AbortSignal): Promise<void> {
  const request = { method: 'POST', ...ofPerson(id, '/revoke-access'), json: {} } as const;
  await auth0.find({ ...request, isSafe: true, mayBeEmpty: true, schema: z.undefined(), signal }, [404]);
}
