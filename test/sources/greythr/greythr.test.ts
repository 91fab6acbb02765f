import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeGreytEmployee,
  type GreytFake,
  type GreytFakeOptions,
  startGreytFake,
} from '../../../src/sandbox/vendors/greythr.ts';
import { createGreytConnector } from '../../../src/sources/greythr/greythr.ts';
import { categoryOf, statusOf } from '../../../src/sources/greythr/greythr-person.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { accessOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

let fake: GreytFake | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

const crowd = (size: number): FakeGreytEmployee[] =>
  Array.from({ length: size }, (_, index) => ({
    employeeId: index + 1,
    name: `P ${index + 1}`,
    email: `p${index + 1}@corp.example`,
    leftorg: false,
  }));

async function start(
  options: GreytFakeOptions = {},
  settings: Record<string, string> = {},
  password = 'greyt_fake',
) {
  const { world } = testWorld();
  fake = await startGreytFake(options);
  const connector = createGreytConnector(world);
  const given = { tenant: 'acme', user: 'api', url: fake.origin, ...settings };
  return { fake, connection: connector.open(accessOf(password, given)) };
}

const idsOf = (people: readonly { externalId: string }[]) =>
  people.map(({ externalId }) => Number(externalId));
const range = (size: number) => crowd(size).map(({ employeeId }) => employeeId);

describe('everybody', () => {
  for (const firstPage of [0, 1] as const) {
    it.each([0, 1, 100, 101, 250, 300])(
      `%i people are read once each where the first page is ${firstPage}, and the server gives 100 at a time`,
      async (size) => {
        const { connection } = await start({ people: crowd(size), firstPage, sizeMax: 100 });
        const { people, cursor } = await readWhole(connection.readAll(never));
        expect(idsOf(people)).toEqual(range(size));
        expect(cursor).toBeNull();
      },
    );
  }

  it('a person is told with what is known of them; private addresses are not', async () => {
    const { fake, connection } = await start();
    fake.add({
      employeeNo: 'C-007',
      name: 'Ada Byron',
      email: 'ada@corp.example',
      personalEmail: 'ada@home.example',
      mobile: '+915550100',
      dateOfJoin: '2024-04-01',
      leavingDate: null,
      lastModified: '2026-01-02T03:04:05',
      status: 1,
      department: 'Engineering',
    });
    expect((await readWhole(connection.readAll(never))).people).toEqual([
      {
        externalId: '1',
        displayName: 'Ada Byron',
        email: 'ada@corp.example',
        mobile: '+915550100',
        alias: null,
        status: 'confirmed',
        manager: null,
        department: 'Engineering',
        employeeNumber: 'C-007',
        groups: null,
        attributes: {},
        hasTwoPrimaries: false,
      },
    ]);
  });

  it.each([
    ['cut', {}, 'unreachable'],
    ['throttle', {}, 'throttled'],
    ['html', {}, 'credential_refused'],
    ['repeat', {}, 'unexpected_answer'],
    ['error', { status: 403 }, 'not_permitted'],
    ['error', { status: 404 }, 'unexpected_answer'],
  ] as const)('half a list is an error: %s %o from the third page on', async (kind, more, problem) => {
    const { fake, connection } = await start(
      { people: crowd(500), sizeMax: 100 },
      { departmentCategory: 'none' },
    );
    fake.strike({ kind, path: '/employee/v2/employees', after: 2, times: 999, ...more });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe(problem);
  });

  it('a page that does not say whether more follow is an error', async () => {
    const { fake, connection } = await start({ people: crowd(1) });
    fake.strike({ kind: 'error', status: 200, path: '/employee', body: { data: [{ employeeId: 1 }] } });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe('unexpected_answer');
  });
});

describe('status on 2026-03-01', () => {
  it.each([
    [false, null, null, 'confirmed'],
    [null, null, '2024-01-01', 'confirmed'],
    [undefined, '', '2026-03-01', 'confirmed'],
    [false, '2026-03-01', '2024-01-01', 'confirmed'],
    [false, '2026-04-01', '2024-01-01', 'confirmed'],
    [false, '2026-02-28', '2024-01-01', 'deactivated'],
    [false, '2026-02-28T00:00:00', '2024-01-01', 'deactivated'],
    [true, null, '2024-01-01', 'deactivated'],
    [true, '2026-04-01', '2026-05-01', 'deactivated'],
    [false, null, '2026-03-02', 'invited'],
  ] as const)('left %s, leaves %s, joins %s: %s', (leftorg, leavingDate, dateOfJoin, status) => {
    const person = { leftorg, leavingDate: leavingDate === '' ? null : leavingDate, dateOfJoin };
    expect(statusOf(person, '2026-03-01')).toBe(status);
  });

  it('a date in a form that is not known is an error, and leaves no account open', () => {
    const person = { leftorg: false, leavingDate: '28/02/2026', dateOfJoin: null };
    expect(() => statusOf(person, '2026-03-01')).toThrow('unexpected_answer: field leavingDate');
  });
});

describe('departments', () => {
  const entry = {
    category: null,
    categoryDesc: null,
    value: null,
    valueDesc: null,
    effectiveFrom: null,
    effectiveTo: null,
  };
  it.each([
    ['described', { categoryDesc: 'Department', valueDesc: 'Sales', category: '2', value: '9' }, 'Sales'],
    ['with texts in place of numbers', { category: 'DEPARTMENT', value: 'Sales' }, 'Sales'],
    ['of another category', { categoryDesc: 'Grade', valueDesc: 'G1' }, null],
    ['that has ended', { categoryDesc: 'Department', valueDesc: 'Sales', effectiveTo: '2026-02-28' }, null],
    [
      'that ends today',
      { categoryDesc: 'Department', valueDesc: 'Sales', effectiveTo: '2026-03-01' },
      'Sales',
    ],
    ['of the future', { categoryDesc: 'Department', valueDesc: 'Sales', effectiveFrom: '2026-03-02' }, null],
  ])('an entry %s', (_title, change, department) => {
    const categoryList = [{ ...entry, ...change }];
    expect(categoryOf({ employeeId: '1', categoryList }, 'Department', '2026-03-01')).toBe(department);
  });

  it('are read only where wanted', async () => {
    const options = {
      people: [{ ...crowd(1)[0], department: 'Sales' } as FakeGreytEmployee],
      hasCategories: false,
    };
    const { connection } = await start(options);
    expect(await problemOf(connection.test(never))).toBe('not_permitted');
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe('not_permitted');
    await fake?.stop();
    const without = await start(options, { departmentCategory: 'none' });
    expect(await problemOf(without.connection.test(never))).toBe('none');
    expect((await readWhole(without.connection.readAll(never))).people[0]?.department).toBeNull();
  });
});

describe('credentials', () => {
  it.each(['401', 'html'] as const)('a token that has ended is replaced (%s)', async (refusal) => {
    const { fake, connection } = await start({ people: crowd(3), refusal });
    await connection.test(never);
    fake.endTokens();
    expect(idsOf((await readWhole(connection.readAll(never))).people)).toEqual(range(3));
    expect(fake.exchanges.filter(({ path }) => path.startsWith('/uas'))).toHaveLength(2);
  });

  it.each([
    ['a wrong password', {}, 'wrong', 'credential_refused'],
    ['a wrong user', { user: 'other' }, 'greyt_fake', 'credential_refused'],
    ['another tenant', { tenant: 'other' }, 'greyt_fake', 'not_permitted'],
    ['the right ones', {}, 'greyt_fake\n', 'none'],
  ])('%s', async (_title, settings, password, problem) => {
    const { connection } = await start({}, settings, password);
    expect(await problemOf(connection.test(never))).toBe(problem);
  });

  it('a token that is refused as soon as it has been given is not asked for again', async () => {
    const { fake, connection } = await start();
    fake.strike({ kind: 'error', status: 401, path: '/employee', times: 9 });
    expect(await problemOf(connection.test(never))).toBe('credential_refused');
    expect(fake.exchanges).toHaveLength(2);
  });
});

it('there is no list of changes', async () => {
  const { connection } = await start();
  expect(await connection.readChanges('2026-03-01T11:00:00Z', never)).toBeNull();
});

it('settings', () => {
  const { world } = testWorld({ allowLoopback: false });
  const check = (settings: Record<string, string>) => createGreytConnector(world).checkSettings(settings);
  expect(check({ tenant: 'acme', user: 'api', departmentCategory: 'none' })).toEqual([]);
  expect(check({ tenant: 'acme.evil', user: 'a:b' })).toEqual([
    { name: 'tenant', problem: 'malformed' },
    { name: 'user', problem: 'malformed' },
  ]);
  expect(check({})).toEqual([
    { name: 'tenant', problem: 'missing' },
    { name: 'user', problem: 'missing' },
  ]);
});

describeByVendor('greythr.json', (description) => {
  it('every request, and every answer of the fake, is as others have found greytHR', async () => {
    const { fake, connection } = await start({ people: crowd(150), sizeMax: 100 });
    fake.add({ department: 'Sales', leavingDate: null, mobile: null });
    await connection.test(never);
    await readWhole(connection.readAll(never));
    expect(fake.exchanges.length).toBeGreaterThan(5);
    // The description has the login without the body that every connector but one sends.
    const described = fake.exchanges.map((exchange) =>
      exchange.path.startsWith('/uas') ? { ...exchange, body: undefined } : exchange,
    );
    expect(described.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
