import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { type OktaFake, startOktaFake } from '../../../src/sandbox/vendors/okta.ts';
import { createOktaConnector } from '../../../src/sources/okta/okta-connector.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeSourceFaults } from '../describe-source-faults.ts';
import { idsOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

const ids = ['00u1', '00u2', '00u3', '00u4', '00u5'];
const person = (id: string, status = 'ACTIVE', lastUpdated = '2026-02-01T08:00:00.000Z') => ({
  id,
  status,
  lastUpdated,
  profile: { login: `${id}@corp.example`, email: `${id}@corp.example`, firstName: 'Person', lastName: id },
});
const groups = 'Admins=00g1, Help desk=00g2';

async function start(pageMax = 2) {
  const { world, waits, pass } = testWorld();
  const fake = await startOktaFake({ pageMax, now: world.clock.now });
  for (const id of ids) fake.people.set(id, person(id));
  fake.people.set('00u9', person('00u9', 'DEPROVISIONED'));
  fake.groups.set('00g1', ['00u1', '00u3', '00u4']);
  fake.groups.set('00g2', ['00u3']);
  const open = (more: Record<string, string> = {}, key = fake.apiToken) =>
    createOktaConnector(world).open({
      settings: { domain: 'acme.okta.com', url: fake.origin, ...more },
      secret: new Secret(key),
    });
  return { fake, open, waits, pass };
}

let fake: OktaFake;
let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
  fake = started.fake;
});
afterEach(() => fake.stop());

describe('the whole list', () => {
  it('has everybody but the deprovisioned, by the links that Okta gives', async () => {
    const whole = await readWhole(started.open().readAll(never));
    expect(idsOf(whole)).toEqual(ids);
    expect(whole.cursor).toBe('2026-03-01T11:45:00.000Z');
    expect(fake.exchanges.map(({ query }) => Object.keys(query))).toEqual([
      ['limit'],
      ['limit', 'after'],
      ['limit', 'after'],
    ]);
    expect(fake.exchanges[0]?.headers.authorization).toBe(`SSWS ${fake.apiToken}`);
  });

  it('tells named groups by their names, and then has no list of changes', async () => {
    const { people, cursor } = await readWhole(started.open({ groups }).readAll(never));
    expect(people.map((each) => each.groups)).toEqual([
      ['Admins'],
      [],
      ['Admins', 'Help desk'],
      ['Admins'],
      [],
    ]);
    expect(cursor).toBeNull();
    expect(await started.open({ groups }).readChanges('2026-03-01T11:45:00.000Z', never)).toBeNull();
  });

  it('a group that is gone ends the run', async () => {
    fake.groups.delete('00g2');
    const reading = readWhole(started.open({ groups }).readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unknown_group',
      detail: 'group Help desk',
    });
  });
});

describe('the list of changes', () => {
  it('has who changed since, with the deprovisioned, and goes on from its start', async () => {
    fake.people.set('00u1', person('00u1', 'DEPROVISIONED', '2026-03-01T11:50:00.000Z'));
    fake.people.set('00u2', person('00u2', 'SUSPENDED', '2026-03-01T11:51:00.000Z'));
    fake.people.set('00u6', person('00u6', 'STAGED', '2026-03-01T11:52:00.000Z'));
    const pages = await started.open().readChanges('2026-03-01T11:45:00.000Z', never);
    const { people, gone, cursor } = await readWhole(pages);
    expect(people.map(({ externalId, status }) => [externalId, status])).toEqual([
      ['00u1', 'deactivated'],
      ['00u2', 'suspended'],
      ['00u6', 'invited'],
    ]);
    expect([gone, cursor]).toEqual([[], '2026-03-01T11:45:00.000Z']);
  });

  it.each(['', 'soon', '" or status eq "ACTIVE'])(
    'a cursor that is no time (%s): the whole list',
    async (cursor) => {
      expect(await started.open().readChanges(cursor, never)).toBeNull();
    },
  );
});

describe('a service app', () => {
  const app = (more: Record<string, string> = {}, key = fake.jwk) =>
    started.open({ clientId: fake.clientId, ...more }, key);

  it('reads with a key as a JWK or in PEM, and with no more scopes than it needs', async () => {
    expect(idsOf(await readWhole(app().readAll(never)))).toEqual(ids);
    fake.granted.delete('okta.groups.read');
    expect(idsOf(await readWhole(app({}, fake.pem).readAll(never)))).toEqual(ids);
    expect(await problemOf(readWhole(app({ groups }).readAll(never)))).toBe('credential_refused');
  });

  it.each(['{"kty":"oct","k":"c2VjcmV0"}', '{', '-----BEGIN PRIVATE KEY-----', 'token'])(
    'the key %s is none, and no error shows it',
    async (key) => {
      const error = await app({}, key)
        .test(never)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        problem: 'credential_refused',
        detail: 'private_key: not a key',
      });
    },
  );

  it('another client is refused', async () => {
    const reading = app({ clientId: '0oaOther' }).test(never);
    await expect(reading).rejects.toMatchObject({
      problem: 'credential_refused',
      detail: 'POST /oauth2/v1/token 401 invalid_client',
    });
  });
});

it('a wrong API token is refused', async () => {
  const reading = started.open({}, 'wrong').test(never);
  await expect(reading).rejects.toMatchObject({
    problem: 'credential_refused',
    detail: 'GET /api/v1/users 401 E0000011',
  });
  expect(() => started.open({}, ' ')).toThrow('credential_refused');
});

it('a limit is waited for until it starts again, by the clock of Okta', async () => {
  // Okta's clock is an hour ahead.
  const reset = Date.parse('2026-03-01T13:00:50Z') / 1000;
  const headers = { date: 'Sun, 01 Mar 2026 13:00:00 GMT', 'x-rate-limit-reset': String(reset) };
  fake.strike({ kind: 'throttle', retryAfter: null, headers });
  await started.open().test(never);
  expect(started.waits).toEqual([50_500]);
});

it('a test says how many there are, if one page shows them', async () => {
  expect(await started.open({ groups }).test(never)).toEqual({ people: null });
  for (const id of ids.slice(2)) fake.people.delete(id);
  expect(await started.open().test(never)).toEqual({ people: 2 });
});

describe('S: a link to the next page', () => {
  it.each([
    'https://evil.example/api/v1/users',
    'http://127.0.0.1:1/api/v1/users',
    'https://acme.okta.com@evil.example/',
  ])('to %s is not followed: the token stays here', async (link) => {
    fake.lureTo(link);
    const reading = readWhole(started.open().readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unexpected_answer',
      detail: 'link to another server',
    });
  });

  it('that leads back ends the reading', async () => {
    fake.lureTo(`${fake.origin}/api/v1/users?limit=1`);
    const reading = readWhole(started.open().readAll(never));
    await expect(reading).rejects.toMatchObject({ problem: 'unexpected_answer', detail: 'repeated cursor' });
  });
});

it.each([
  [{ domain: 'acme.okta.com' }, []],
  [{ domain: 'login.corp.example', clientId: '0oa1', groups }, []],
  [{}, ['domain missing']],
  [{ domain: 'https://acme.okta.com' }, ['domain malformed']],
  [{ domain: 'acme.okta.com', clientId: 'a b' }, ['clientId malformed']],
  [{ domain: 'acme.okta.com', groups: 'Admins=Admins group' }, ['groups malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createOktaConnector(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describe.each(['an API token', 'a service app'])('faults, with %s', (kind) => {
  describeSourceFaults(async () => {
    const { fake, open, waits } = await start();
    const isApp = kind === 'a service app';
    return {
      fake,
      connection: isApp ? open({ clientId: fake.clientId }, fake.jwk) : open({ groups }),
      waits,
      listPath: '/api/v1/users',
      ids,
      confidential: [fake.apiToken, 'eyJ.', 'corp.example', 'Person', 'PRIVATE'],
      revokeTokens: isApp ? fake.revokeTokens : null,
    };
  });
});

describeByVendor('okta.json', (description) => {
  it('every request and every answer is as Okta describes it', async () => {
    await readWhole(started.open({ groups }).readAll(never));
    await readWhole(await started.open().readChanges('2026-01-01T00:00:00.000Z', never));
    await problemOf(started.open({ groups: 'Nothing=00g9' }).test(never));
    expect(new Set(fake.exchanges.map(({ status }) => status))).toEqual(new Set([200, 404]));
    expect(fake.exchanges.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
