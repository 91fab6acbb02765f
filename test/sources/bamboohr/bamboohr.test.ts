import { afterEach, describe, expect, it } from 'vitest';
import {
  type BambooFake,
  type BambooFakeOptions,
  type FakeEmployee,
  startBambooFake,
} from '../../../src/sandbox/vendors/bamboohr.ts';
import { createBambooConnector } from '../../../src/sources/bamboohr/bamboohr.ts';
import { statusOf } from '../../../src/sources/bamboohr/bamboohr-person.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { accessOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

let fake: BambooFake | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

function crowd(size: number): FakeEmployee[] {
  return Array.from({ length: size }, (_, index) => ({
    id: String(index + 1),
    status: 'Active',
    firstName: 'P',
    lastName: String(index + 1),
    workEmail: `p${index + 1}@corp.example`,
  }));
}

async function start(options: BambooFakeOptions = {}, key = 'bamboo_fake') {
  const { world, waits, pass } = testWorld();
  fake = await startBambooFake({ now: () => world.clock.now(), ...options });
  const connector = createBambooConnector(world);
  const connection = connector.open(accessOf(key, { company: 'acme', url: fake.origin }));
  return { fake, connection, waits, pass };
}

describe('everybody', () => {
  it.each([
    [0, 1],
    [1, 2],
    [500, 2],
    [501, 3],
  ])('%i people are told in %i pages', async (size, pages) => {
    const { connection } = await start({ people: crowd(size) });
    const whole = await readWhole(connection.readAll(never));
    expect(whole.people.map(({ externalId }) => externalId)).toEqual(crowd(size).map(({ id }) => id));
    expect(whole.pages).toBe(pages);
    expect(whole.cursor).toBe('2026-03-01T11:50:00Z');
  });

  it('a person is told with what is known of them; the private address is not asked for', async () => {
    const { fake, connection } = await start();
    fake.hire({
      firstName: 'Augusta',
      preferredName: 'Ada',
      lastName: 'Byron',
      workEmail: ' ada@corp.example',
      homeEmail: 'ada@home.example',
      mobilePhone: '+1 555 0100',
      department: 'Engineering',
      jobTitle: 'Analyst',
      supervisorEmail: 'mary@corp.example',
      employeeNumber: '77',
      hireDate: '2024-04-01',
      terminationDate: '0000-00-00',
    });
    expect((await readWhole(connection.readAll(never))).people).toEqual([
      {
        externalId: '1',
        displayName: 'Ada Byron',
        email: 'ada@corp.example',
        mobile: '+1 555 0100',
        alias: null,
        status: 'confirmed',
        manager: 'mary@corp.example',
        department: 'Engineering',
        employeeNumber: '77',
        groups: null,
        attributes: { title: 'Analyst' },
        hasTwoPrimaries: false,
      },
    ]);
    expect(JSON.stringify(fake.exchanges.map(({ body }) => body))).not.toContain('homeEmail');
  });

  it('people who start later are told too', async () => {
    const { fake, connection } = await start();
    fake.hire({ status: 'Inactive', hireDate: '2026-04-01' });
    expect((await readWhole(connection.readAll(never))).people[0]?.status).toBe('invited');
  });

  it.each([
    ['cut-body', {}, 'unreachable'],
    ['throttle', { status: 503 }, 'throttled'],
    ['throttle', { status: 429 }, 'throttled'],
    ['html', {}, 'unexpected_answer'],
    ['error', { status: 403 }, 'not_permitted'],
    ['error', { status: 404 }, 'unknown_account'],
  ] as const)('half a list is an error: %s %o', async (kind, more, problem) => {
    const { fake, connection } = await start({ people: crowd(3) });
    fake.strike({ kind, times: 99, ...more });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe(problem);
  });

  it.each([429, 503])('%i with Retry-After is waited for', async (status) => {
    const { fake, connection, waits } = await start({ people: crowd(3) });
    fake.strike({ kind: 'throttle', status, retryAfter: '5' });
    expect((await readWhole(connection.readAll(never))).people).toHaveLength(3);
    expect(waits).toEqual([5500]);
  });

  it.each([
    ['cut', {}, 'unreachable'],
    ['error', { status: 401 }, 'credential_refused'],
    ['error', { status: 200, body: { fields: [], employees: [] } }, 'not_permitted'],
    ['repeat', {}, 'unexpected_answer'],
  ] as const)('half a list is an error: %s %o from the third report on', async (kind, more, problem) => {
    const { fake, connection } = await start({ people: crowd(1100) });
    fake.strike({ kind, after: 2, times: 99, ...more });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe(problem);
  });

  it('someone who was listed and is then missing ends the reading', async () => {
    const { fake, connection } = await start({ people: crowd(1100) });
    const reading = (async () => {
      for await (const { people } of connection.readAll(never))
        if (people[0]?.externalId === '1') fake.remove('900');
    })();
    expect(await problemOf(reading)).toBe('unexpected_answer');
  });

  it('a date in a form that is not known is an error, and leaves no account open', async () => {
    const { connection } = await start({
      people: [{ ...crowd(1)[0], hireDate: '01/04/2026' } as FakeEmployee],
    });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe('unexpected_answer');
  });
});

describe('status', () => {
  it.each([
    ['Active', null, 'confirmed'],
    ['Active', '2026-02-28', 'confirmed'],
    ['Active', '2026-03-01', 'confirmed'],
    ['Active', '2026-03-02', 'invited'],
    ['active', '0000-00-00', 'confirmed'],
    ['Inactive', null, 'deactivated'],
    ['Inactive', '2024-01-01', 'deactivated'],
    ['Inactive', '2026-03-01', 'deactivated'],
    ['Inactive', '2026-03-02', 'invited'],
    ['On leave', '2024-01-01', 'suspended'],
    [null, null, 'suspended'],
  ] as const)('%s, hired on %s: %s', (status, hireDate, ours) => {
    expect(statusOf({ status, hireDate }, '2026-03-01')).toBe(ours);
  });
});

describe('what the key may see', () => {
  it.each(['workEmail', 'status', 'firstName', 'lastName'])('without %s nothing is read', async (field) => {
    const { connection } = await start({ people: crowd(2), hiddenFields: [field] });
    const error = await connection.test(never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'not_permitted', detail: `fields ${field}` });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe('not_permitted');
  });

  it('without the others, people are told without them', async () => {
    const hiddenFields = ['mobilePhone', 'department', 'supervisorEmail', 'hireDate'];
    const { connection } = await start({ people: crowd(1), hiddenFields });
    expect((await readWhole(connection.readAll(never))).people[0]).toMatchObject({
      department: null,
      manager: null,
    });
  });

  it('a key that is wrong', async () => {
    const { connection } = await start({}, 'wrong');
    expect(await problemOf(connection.test(never))).toBe('credential_refused');
  });

  it('a key that is right, with a line end from its file', async () => {
    const { fake, connection } = await start({ people: crowd(3) }, 'bamboo_fake\n');
    expect(await connection.test(never)).toEqual({ people: null });
    expect(fake.exchanges[0]?.answer).toMatchObject({ employees: [] });
  });
});

describe('changes', () => {
  it('tell who came, changed and was deleted since the last reading', async () => {
    const { fake, connection, pass } = await start({ people: crowd(5) });
    const { cursor } = await readWhole(connection.readAll(never));
    pass(60_000);
    const added = fake.hire({ workEmail: 'new@corp.example' });
    fake.change('2', { status: 'Inactive' });
    fake.remove('3');
    const changes = await readWhole(await connection.readChanges(cursor ?? '', never));
    expect(changes.people.map(({ externalId, status }) => [externalId, status])).toEqual([
      ['2', 'deactivated'],
      [added.id, 'confirmed'],
    ]);
    expect(changes.gone).toEqual(['3']);
    expect(changes.cursor).toBe('2026-03-01T12:01:00Z');
  });

  it('none: no report is read, and the cursor stays', async () => {
    const { fake, connection } = await start({ people: crowd(5) });
    const changes = await readWhole(await connection.readChanges('2026-03-01T11:00:00Z', never));
    expect(changes).toMatchObject({ people: [], gone: [], cursor: '2026-03-01T11:00:00Z' });
    expect(fake.exchanges).toHaveLength(1);
  });

  it('are read in reports of 500', async () => {
    const { fake, connection } = await start({ people: crowd(1200) });
    for (const { id } of crowd(1001)) fake.change(id, { department: 'Sales' });
    const { people } = await readWhole(await connection.readChanges('2026-03-01T11:00:00Z', never));
    expect(people).toHaveLength(1001);
    expect(fake.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(3);
  });

  it('are left to a full reading if there are many, or the cursor is none', async () => {
    const { fake, connection } = await start({ people: crowd(2001) });
    expect(await connection.readChanges('yesterday', never)).toBeNull();
    for (const { id } of crowd(2001)) fake.change(id, { department: 'Sales' });
    expect(await connection.readChanges('2026-03-01T11:00:00Z', never)).toBeNull();
  });
});

it('settings', () => {
  const { world } = testWorld({ allowLoopback: false });
  const check = (settings: Record<string, string>) => createBambooConnector(world).checkSettings(settings);
  expect(check({ company: 'acme' })).toEqual([]);
  expect(check({})).toEqual([{ name: 'company', problem: 'missing' }]);
  for (const company of ['acme.evil.example/', 'acme@evil', 'a b', '../x']) {
    expect(check({ company })).toEqual([{ name: 'company', problem: 'malformed' }]);
  }
});

describeByVendor('bamboohr.json', (description) => {
  it('every request, and every answer of the fake, is as BambooHR describes it', async () => {
    const { fake, connection } = await start({ people: crowd(3) });
    fake.change('2', { department: 'Sales' });
    fake.remove('3');
    await connection.test(never);
    await readWhole(connection.readAll(never));
    await readWhole(await connection.readChanges('2026-03-01T11:00:00Z', never));
    expect(fake.exchanges).toHaveLength(5);
    expect(fake.exchanges.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
