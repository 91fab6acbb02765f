import { expect, it } from 'vitest';
import { startDuoFake } from '../../../src/sandbox/vendors/duo.ts';
import { signDuo } from '../../../src/vendors/duo/sign-duo.ts';
import { never } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { startDuo } from './start-duo.ts';

describeByVendor('duo.json', (description) => {
  it('what the connector sends and what the fake answers is as Duo describes it', async () => {
    const duo = await startDuo({ pageMax: 1 });
    try {
      const wish = { minutes: 60, startsAt: null };
      await duo.connection.test(never);
      await duo.connection.find({ email: 'ada@corp.example' }, never);
      await duo.connection.find({ email: 'bob@corp.example' }, never);
      await duo.connection.find({ email: 'eve@corp.example' }, never);
      await duo.connection.preflight(duo.account, wish, never);
      const outcome = await duo.connection.issue(duo.account, wish, never);
      if (outcome.kind !== 'issued') return expect.unreachable('refused');
      const { userId, ...code } = [...duo.fake.codes.values()][0] ?? expect.unreachable('no code');
      duo.fake.codes.set('DBSECOND', { ...code, userId, id: 'DBSECOND', expiration: null, usesLeft: null });
      expect(await duo.connection.list(duo.account, never)).toHaveLength(2);
      const since = duo.world.clock.now();
      await duo.connection.status(duo.account, outcome.reference, since, never);
      await duo.connection.revoke(duo.account, null, never);
      await duo.connection.revoke(duo.account, outcome.reference, never);
      await duo.connection.list({ id: 'DUNOBODY' }, never);
      duo.fake.grants.clear();
      await duo.connection.list(duo.account, never).catch(() => {});
      await duo
        .open({}, 'wrong')
        .list(duo.account, never)
        .catch(() => {});
      // The log isn't in the description.
      const described = duo.fake.exchanges.filter(({ path }) => !path.startsWith('/admin/v2/logs'));
      expect(new Set(described.map(({ status }) => status))).toEqual(new Set([200, 401, 403, 404]));
      expect(described.flatMap((exchange) => description.check(exchange))).toEqual([]);
    } finally {
      await duo.fake.stop();
    }
  });
});

it('the fake refuses what Duo doesn’t know, and whoever signs wrongly or late', async () => {
  const fake = await startDuoFake();
  try {
    const { host, integrationKey, secretKey } = fake;
    const ask = async (query: string, { now = Date.now(), key = secretKey, sent = query } = {}) => {
      const path = '/admin/v1/users';
      const params = [...new URLSearchParams(query)];
      const keys = { host, integrationKey, secretKey: key };
      const headers = signDuo(keys, { method: 'GET', path, params }, now);
      const answer = await fetch(`${fake.origin}${path}?${sent}`, { headers });
      return ((await answer.json()) as { code?: number }).code ?? answer.status;
    };
    expect(await ask('limit=5&username=a%20%2B~b')).toBe(200);
    expect(await ask('limit=5', { sent: 'limit=6' })).toBe(40_103);
    expect(await ask('limit=5', { key: 'other' })).toBe(40_103);
    expect(await ask('limit=5', { now: Date.now() - 400_000 })).toBe(40_105);
    expect(await ask('limit=0')).toBe(40_002);
    expect(await ask('limit=301')).toBe(40_002);
    expect(await ask('name=ada')).toBe(40_002);
    fake.grants.delete('read resource');
    expect(await ask('limit=5')).toBe(40_301);
    const unsigned = await fetch(`${fake.origin}/admin/v1/users`);
    expect(await unsigned.json()).toMatchObject({ stat: 'FAIL', code: 40_101 });
  } finally {
    await fake.stop();
  }
});
