import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countPlain, findLeaks, type Written } from '../support/find-leaks.ts';
import { openScimWorld, testStores } from './open-scim-world.ts';

const PASSWORD = 'placeholder-Zq7Wd2Xk9';
const [sqlite] = testStores;

it('a password that Okta sends, and the token, are neither stored nor logged nor answered', async () => {
  if (sqlite === undefined) throw new Error('SQLite is always there');
  const world = await openScimWorld(sqlite);
  const client = await world.addClient('Okta');
  const answers: string[] = [];
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await client.send(method, path, body);
    answers.push(answer.text, JSON.stringify(answer.headers));
    return answer;
  };
  const user = { userName: 'seen@corp.example', password: PASSWORD };
  const { body: made } = await send('POST', '/Users', user);
  await send('POST', '/Users', user);
  await send('PUT', `/Users/${made.id}`, { ...user, PASSWORD });
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  for (const operation of [
    { op: 'replace', value: { password: PASSWORD } },
    { op: 'replace', path: 'password', value: PASSWORD },
    { op: 'replace', path: 'active', value: PASSWORD },
    { op: 'replace', path: `emails[value eq "${PASSWORD}"`, value: 1 },
  ])
    await send('PATCH', `/Users/${made.id}`, { schemas, Operations: [operation] });
  await send('POST', '/Users', `{"password":"${PASSWORD}",`);
  await send('POST', '/Users', { userName: [PASSWORD] });
  await send('GET', `/Users?filter=password%20eq%20%22${PASSWORD}%22`);
  await send('GET', `/Users?filter=userName%20eq%20%22x%22&attributes=password`);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const fields = {
    grant_type: 'client_credentials',
    client_id: client.client.id,
    client_secret: client.credential,
  };
  const token = await world.send('POST', '/oauth/token', new URLSearchParams(fields).toString(), form);
  const secrets = {
    'the password': PASSWORD,
    'the credential': client.credential,
    'the access token': String(token.body.access_token),
  };
  await world.send('GET', '/Users', undefined, { authorization: `Bearer ${secrets['the access token']}` });

  const written: Written[] = [
    { where: 'log', content: world.logText() },
    ...answers.map((content) => ({ where: 'answer', content })),
  ];
  const folder = world.folder ?? '';
  for (const name of await readdir(folder))
    written.push({ where: name, content: await readFile(join(folder, name)) });
  expect(countPlain(written, 'seen@corp.example')).toBeGreaterThan(0);
  expect(written.some(({ where }) => where.startsWith('test.db'))).toBe(true);
  // The path that could not be read names what it names; a password has no place in a path.
  const leaks = findLeaks(
    written,
    Object.entries(secrets).map(([name, value]) => ({ name, value })),
  );
  expect(leaks).toEqual([]);
  await world.close();
});
