import http from 'node:http';
import https from 'node:https';
import official, { type DuoAnswer } from '@duosecurity/duo_api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DuoFake, startDuoFake } from '../../../src/sandbox/vendors/duo.ts';
import { describeDuoPerson } from '../../../src/sandbox/vendors/duo-records.ts';

let fake: DuoFake;
beforeEach(async () => {
  fake = await startDuoFake({ logDelayMs: 0 });
  // Duo's client speaks to port 443 with a pinned certificate: only the way to the server is another here.
  vi.spyOn(https, 'request').mockImplementation(((options: https.RequestOptions, done: () => void) => {
    const { host, port } = new URL(fake.origin);
    const headers = { ...options.headers, Host: host };
    return http.request({ ...options, headers, host: '127.0.0.1', port }, done);
  }) as typeof https.request);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fake.stop();
});

function ask(method: string, path: string, params: Record<string, string> = {}, key = fake.secretKey) {
  const client = new official.Client(fake.integrationKey, key, fake.host);
  return new Promise<DuoAnswer>((done) => client.jsonApiCall(method, path, params, done));
}

it('Duo’s own client finds people, makes, lists and deletes codes, and reads the log', async () => {
  const person = describeDuoPerson("o'hara (test)*!~é +1", { email: 'o.hara@corp.example' });
  fake.people.set(person.user_id, person);
  expect(await ask('GET', '/admin/v1/users', { username: person.username, limit: '5', offset: '0' })).toEqual(
    {
      stat: 'OK',
      response: [person],
      metadata: { total_objects: 1 },
    },
  );
  const codes = `/admin/v1/users/${person.user_id}/bypass_codes`;
  const made = await ask('POST', codes, { count: '1', valid_secs: '3600', reuse_count: '1' });
  expect(made).toEqual({ stat: 'OK', response: fake.working(person.user_id) });
  expect(await ask('GET', codes)).toMatchObject({
    stat: 'OK',
    response: [{ bypass_code_id: [...fake.codes.keys()][0], reuse_count: 1 }],
  });
  const [code] = fake.codes.values();
  expect(await ask('DELETE', `/admin/v1/bypass_codes/${code?.id}`)).toMatchObject({ stat: 'OK' });
  expect(fake.working(person.user_id)).toEqual([]);
  const times = { mintime: String(Date.now() - 60_000), maxtime: String(Date.now() + 1000) };
  const log = await ask('GET', '/admin/v2/logs/authentication', { ...times, users: person.user_id });
  expect(log).toMatchObject({ stat: 'OK', response: { authlogs: [] } });
});

it('and is refused with another key', async () => {
  expect(await ask('GET', '/admin/v1/users', {}, 'other')).toMatchObject({ stat: 'FAIL', code: 40_103 });
});
