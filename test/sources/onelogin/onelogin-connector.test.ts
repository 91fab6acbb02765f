import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import {
  type OneLoginFake,
  type OneLoginFakeOptions,
  startOneLoginFake,
} from '../../../src/sandbox/vendors/onelogin.ts';
import { createOneLoginConnector } from '../../../src/sources/onelogin/onelogin-connector.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeSourceFaults } from '../describe-source-faults.ts';
import { idsOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

const ids = ['1', '2', '3', '4', '5'];
const person = (id: number, status = 1, updatedAt = '2026-02-01T08:00:00.000Z') => ({
  id,
  status,
  state: 1,
  username: `p${id}@corp.example`,
  email: `p${id}@corp.example`,
  firstname: 'Person',
  lastname: String(id),
  department: 'Research',
  manager_user_id: '1',
  updated_at: updatedAt,
});
const groups = 'Admins=11, Help desk=12';

async function start(options: OneLoginFakeOptions = { pageMax: 2 }) {
  const { world, waits, pass } = testWorld();
  const fake = await startOneLoginFake(options);
  for (const id of ids) fake.people.set(Number(id), person(Number(id)));
  fake.roles.set('11', [1, 3, 4]);
  fake.roles.set('12', [3]);
  const open = (more: Record<string, string> = {}, secret = fake.clientSecret) =>
    createOneLoginConnector(world).open({
      settings: { subdomain: 'acme', clientId: fake.clientId, url: fake.origin, ...more },
      secret: new Secret(secret),
    });
  return { fake, open, waits, pass };
}

let fake: OneLoginFake;
let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
  fake = started.fake;
});
afterEach(() => fake.stop());

describe('the whole list', () => {
  it('has everybody, with the fields that are asked for, by the cursor in the header', async () => {
    const whole = await readWhole(started.open().readAll(never));
    expect(idsOf(whole)).toEqual(ids);
    expect(whole.people[1]).toMatchObject({ department: 'Research', manager: '1', groups: null });
    expect(whole.cursor).toBe('2026-03-01T11:45:00.000Z');
    expect(fake.exchanges.map(({ path }) => path)).toEqual([
      '/auth/oauth2/v2/token',
      ...Array(3).fill('/api/2/users'),
    ]);
  });

  it('tells named roles as groups, and then has no list of changes', async () => {
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

  it('a role that is gone ends the run', async () => {
    fake.roles.delete('12');
    const reading = readWhole(started.open({ groups }).readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unknown_group',
      detail: 'group Help desk',
    });
  });
});

describe('the list of changes', () => {
  it('has who changed since, and goes on from its start', async () => {
    fake.people.set(2, person(2, 2, '2026-03-01T11:51:00.000Z'));
    fake.people.set(6, person(6, 0, '2026-03-01T11:52:00.000Z'));
    const pages = await started.open().readChanges('2026-03-01T11:45:00.000Z', never);
    const { people, gone, cursor } = await readWhole(pages);
    expect(people.map(({ externalId, status }) => [externalId, status])).toEqual([
      ['2', 'suspended'],
      ['6', 'invited'],
    ]);
    expect([gone, cursor]).toEqual([[], '2026-03-01T11:45:00.000Z']);
  });

  it('a cursor that is no time: the whole list', async () => {
    expect(await started.open().readChanges('soon', never)).toBeNull();
  });
});

it.each([
  ['a wrong secret', {}, 'wrong', 'credential_refused', 'POST /auth/oauth2/v2/token 401 Unauthorized'],
  [
    'a wrong client',
    { clientId: 'other' },
    undefined,
    'credential_refused',
    'POST /auth/oauth2/v2/token 401 Unauthorized',
  ],
])('%s is refused', async (_title, settings: Record<string, string>, secret, problem, detail) => {
  await expect(started.open(settings, secret).test(never)).rejects.toMatchObject({ problem, detail });
});

it('a subdomain that is not there', async () => {
  fake.strike({ kind: 'error', status: 404, path: '/auth' });
  expect(await problemOf(started.open().test(never))).toBe('unknown_account');
});

it('a token in a list is taken', async () => {
  await fake.stop();
  started = await start({ wrapsToken: true });
  fake = started.fake;
  expect(await started.open({ groups }).test(never)).toEqual({ people: 5 });
});

it('a test says how many there are, if one page shows them', async () => {
  expect(await started.open().test(never)).toEqual({ people: null });
});

const good = { subdomain: 'acme', clientId: 'abc123' };
it.each([
  [good, []],
  [{ ...good, groups }, []],
  [{}, ['subdomain missing', 'clientId missing']],
  [{ ...good, subdomain: 'acme.onelogin.com' }, ['subdomain malformed']],
  [{ ...good, subdomain: 'evil.example/' }, ['subdomain malformed']],
  [{ ...good, clientId: 'a:b' }, ['clientId malformed']],
  [{ ...good, groups: 'Admins=Admins' }, ['groups malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createOneLoginConnector(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describe('faults', () => {
  describeSourceFaults(async () => {
    const { fake, open, waits } = await start();
    return {
      fake,
      connection: open({ groups }),
      waits,
      listPath: '/api/2/users',
      ids,
      confidential: [fake.clientSecret, 'Basic', 'corp.example', 'Person'],
      revokeTokens: fake.revokeTokens,
    };
  });
});

describeByVendor('onelogin.json', (description) => {
  it('every request and every answer is as OneLogin describes it', async () => {
    await readWhole(started.open({ groups }).readAll(never));
    await readWhole(await started.open().readChanges('2026-01-01T00:00:00.000Z', never));
    await problemOf(started.open({ groups: 'Nothing=99' }).test(never));
    await problemOf(started.open({}, 'wrong').test(never));
    expect(new Set(fake.exchanges.map(({ status }) => status))).toEqual(new Set([200, 401, 404]));
    expect(fake.exchanges.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
