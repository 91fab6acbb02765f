import type { ScimServer } from './open-scim-server.ts';
import { send } from './send.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface ScimAnswer {
  readonly id?: string;
  readonly displayName?: string;
  readonly totalResults?: number;
  readonly Resources?: readonly { readonly id: string }[];
}

/** @throws Error unless it is answered with this status */
export async function callScim(
  { url, token }: ScimServer,
  [method, path, body]: readonly [method: string, path: string, body?: object],
  expected: number,
): Promise<ScimAnswer> {
  const sent = body === undefined ? null : JSON.stringify(body);
  const length = sent === null ? {} : { 'content-length': String(Buffer.byteLength(sent)) };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...length };
  const answer = await send(method, `${url}${path}`, headers, sent);
  if (answer.status !== expected) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return (answer.body === '' ? {} : JSON.parse(answer.body)) as ScimAnswer;
}

export const loginOf = (number: number): string => `person${number}@acme.test`;

/** As an identity provider sends it. */
export function describeUser(number: number) {
  return {
    schemas: [USER],
    userName: loginOf(number),
    externalId: `external-${number}`,
    name: { givenName: 'Person', familyName: String(number) },
    displayName: `Person ${number}`,
    active: true,
    emails: [{ type: 'work', primary: true, value: loginOf(number) }],
  };
}

/** @returns the new user's id */
export async function createUser(server: ScimServer, number: number): Promise<string> {
  const { id } = await callScim(server, ['POST', '/Users', describeUser(number)], 201);
  if (id === undefined) throw new Error('A user was created without an id');
  return id;
}

export async function renameUser(server: ScimServer, id: string, displayName: string): Promise<void> {
  const change = {
    schemas: [PATCH],
    Operations: [{ op: 'replace', path: 'displayName', value: displayName }],
  };
  const user = await callScim(server, ['PATCH', `/Users/${id}`, change], 200);
  if (user.displayName !== displayName) throw new Error('A user was not renamed');
}

export async function lookUpUser(server: ScimServer, login: string): Promise<void> {
  const filter = encodeURIComponent(`userName eq "${login}"`);
  const { totalResults } = await callScim(server, ['GET', `/Users?filter=${filter}`], 200);
  if (totalResults !== 1) throw new Error(`${totalResults} users have the login ${login}`);
}

/** @param place where the page starts: `cursor=` or `startIndex=`, and its value */
export async function readPage(server: ScimServer, place: string, count: number): Promise<void> {
  const { Resources } = await callScim(server, ['GET', `/Users?${place}&count=${count}`], 200);
  if (Resources?.length !== count) throw new Error(`A page at ${place} has ${Resources?.length} users`);
}
