import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { readNextLink } from '../../vendors/okta/next-link.ts';

const text = z.string().nullish();
const person = z.object({
  id: z.string().min(1),
  status: z.string(),
  profile: z.object({ login: text, email: text }),
});
export type OktaPerson = z.output<typeof person>;

const minutes = z.number().int().positive();
const authenticator = z.object({ key: z.string(), id: z.string().min(1), status: z.string() });
const tacAuthenticator = authenticator.extend({
  provider: z.object({ configuration: z.object({ minTtl: minutes, maxTtl: minutes }) }),
});
export type TacAuthenticator = z.output<typeof tacAuthenticator>;

/** Okta writes a time of a temporary access code with or without its zone; it is UTC. */
const utcTime = z.string().transform((value) => {
  const at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(at) ? null : at;
});
const enrolment = z.object({
  id: z.string().min(1),
  key: z.string(),
  status: z.string().nullish(),
  profile: z.object({ expiresAt: utcTime.nullish() }).nullish(),
});
export type OktaEnrolment = z.output<typeof enrolment>;

const newCode = z.object({
  id: z.string().min(1),
  profile: z.object({
    tac: z
      .string()
      .min(1)
      .transform((value) => new Secret(value)),
    expiresAt: utcTime.nullish(),
  }),
});

const logEvent = z.object({
  uuid: z.string().min(1),
  published: z.string().transform((value) => Date.parse(value)),
  eventType: z.string(),
  client: z.object({ ipAddress: text }).nullish(),
  outcome: z.object({ result: text }).nullish(),
  target: z.array(z.object({ id: text, type: text })).nullish(),
  debugContext: z.object({ debugData: z.object({ factor: text }).nullish() }).nullish(),
});
export type OktaLogEvent = z.output<typeof logEvent>;

const ofPerson = (id: string, rest = '') => `/api/v1/users/${encodeURIComponent(id)}${rest}`;
const enrolmentPath = (personId: string, id: string) =>
  ofPerson(personId, `/authenticator-enrollments/${encodeURIComponent(id)}`);

/** Everybody who has the address as login or as primary email address. Those who are deprovisioned are among them. */
export async function findPeople(okta: VendorClient, email: string, signal: AbortSignal) {
  const value = `"${email.replace(/[\\"]/g, '\\$&')}"`;
  const query = { filter: `profile.login eq ${value} or profile.email eq ${value}`, limit: 200 };
  const { body } = await okta.send({ path: '/api/v1/users', query, schema: z.array(person), signal });
  const isSame = (other: string | null | undefined) => other?.toLowerCase() === email.toLowerCase();
  return body.filter(({ profile }) => isSame(profile.login) || isSame(profile.email));
}

/** `null` if Okta no longer has the person. */
export async function readPerson(okta: VendorClient, id: string, signal: AbortSignal) {
  const answer = await okta.find({ path: ofPerson(id), schema: person, signal }, [404]);
  return answer?.body ?? null;
}

/** The authenticator that makes temporary access codes; `null` if the organization has none, or if it is turned off. */
export async function readTacAuthenticator(
  okta: VendorClient,
  signal: AbortSignal,
): Promise<TacAuthenticator | null> {
  const path = '/api/v1/authenticators';
  const { body } = await okta.send({
    path,
    schema: z.array(z.union([tacAuthenticator, authenticator])),
    signal,
  });
  const found = body.find(({ key, status }) => key === 'tac' && status === 'ACTIVE');
  return found !== undefined && 'provider' in found ? found : null;
}

/** The person's temporary access codes; `null` if Okta doesn't have the person. */
export async function listCodes(okta: VendorClient, personId: string, signal: AbortSignal) {
  const path = ofPerson(personId, '/authenticator-enrollments');
  const answer = await okta.find({ path, schema: z.array(enrolment), signal }, [404]);
  return answer?.body.filter(({ key, status }) => key === 'tac' && status !== 'INACTIVE') ?? null;
}

export async function readCode(okta: VendorClient, personId: string, id: string, signal: AbortSignal) {
  const answer = await okta.find({ path: enrolmentPath(personId, id), schema: enrolment, signal }, [404]);
  return answer?.body ?? null;
}

/** Sent once: a second one would end the first code. */
export async function createCode(
  okta: VendorClient,
  personId: string,
  authenticatorId: string,
  ttl: number,
  signal: AbortSignal,
) {
  const { body } = await okta.send({
    method: 'POST',
    path: ofPerson(personId, '/authenticator-enrollments/tac'),
    // Okta's description has `ttl` as text; its examples, and programs that are in use, send a number.
    json: { authenticatorId, profile: { ttl, multiUse: false } },
    schema: newCode,
    signal,
  });
  return body;
}

/** One that is gone is deleted. */
export async function deleteCode(okta: VendorClient, personId: string, id: string, signal: AbortSignal) {
  await okta.find(
    {
      method: 'DELETE',
      path: enrolmentPath(personId, id),
      isSafe: true,
      mayBeEmpty: true,
      schema: z.undefined(),
      signal,
    },
    [404],
  );
}

/** Whether the person has a role of an administrator. */
export async function hasRole(okta: VendorClient, personId: string, signal: AbortSignal): Promise<boolean> {
  const roles = z.array(z.object({ status: text }));
  const answer = await okta.find({ path: ofPerson(personId, '/roles'), schema: roles, signal }, [404]);
  return answer?.body.some(({ status }) => status !== 'INACTIVE') ?? false;
}

/** What the person did with their factors, the oldest first. */
export async function readFactorEvents(
  okta: VendorClient,
  personId: string,
  [since, until]: readonly [number, number],
  signal: AbortSignal,
): Promise<OktaLogEvent[]> {
  const types = `eventType eq "${SIGNED_IN}" or eventType eq "${ENROLLED}"`;
  const query = {
    since: new Date(since).toISOString(),
    // Without an end, Okta always names a next page.
    until: new Date(until).toISOString(),
    filter: `actor.id eq "${personId.replace(/[\\"]/g, '\\$&')}" and (${types})`,
    sortOrder: 'ASCENDING',
    limit: 1000,
  };
  const first = { path: '/api/v1/logs', query };
  const events: OktaLogEvent[] = [];
  const read = async (link: string | null) => {
    const place = link === null ? first : { path: link };
    const { body, headers } = await okta.send({ ...place, schema: z.array(logEvent), signal });
    return { items: body, next: readNextLink(headers) };
  };
  for await (const items of readPages(read, ({ uuid }) => uuid)) events.push(...items);
  return events;
}

export const SIGNED_IN = 'user.authentication.auth_via_mfa';
export const ENROLLED = 'user.mfa.factor.activate';

/** Ends the person's sessions and their tokens of applications. */
export async function endSessions(okta: VendorClient, personId: string, signal: AbortSignal) {
  await okta.find(
    {
      method: 'DELETE',
      path: ofPerson(personId, '/sessions'),
      query: { oauthTokens: 'true' },
      isSafe: true,
      mayBeEmpty: true,
      schema: z.undefined(),
      signal,
    },
    [404],
  );
}
