import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createGoogleProvider } from '../../../src/providers/google/google-connector.ts';
import { startGoogleFake } from '../../../src/sandbox/vendors/google.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeProvider } from '../describe-provider.ts';

const ada = {
  kind: 'admin#directory#user',
  id: '1001',
  primaryEmail: 'ada@corp.example',
  aliases: ['ada.byron@corp.example'],
  name: { fullName: 'Ada Byron' },
  suspended: false,
  archived: false,
  isAdmin: false,
  isDelegatedAdmin: false,
  isEnrolledIn2Sv: true,
  isEnforcedIn2Sv: false,
};
const account = { id: ada.id, login: ada.primaryEmail };
const wish = { minutes: 60, startsAt: null };
const scopes = 'https://www.googleapis.com/auth/admin';

async function start() {
  const { world, pass } = testWorld();
  const fake = await startGoogleFake({ now: world.clock.now });
  fake.people.set(ada.id, ada);
  fake.people.set('1002', { ...ada, id: '1002', primaryEmail: 'bob@corp.example', aliases: [] });
  const open = (more: Record<string, string> = {}) =>
    createGoogleProvider(world).open({
      settings: { admin: fake.admin, url: fake.origin, ...more },
      secret: new Secret(fake.keyFile),
    });
  const change = (more: object) => void fake.people.set(ada.id, { ...ada, ...more });
  return { fake, codes: fake.codes, open, pass, change, now: world.clock.now };
}

describe('as every provider', () => {
  describeProvider(async () => {
    const { fake, codes, open, pass, change } = await start();
    return {
      fake,
      kind: 'google',
      connection: open(),
      email: 'ADA@corp.example',
      account,
      isMaking: ({ path }) => path.endsWith('/verificationCodes/generate'),
      addTwin: () =>
        void fake.people.set('1003', {
          ...ada,
          id: '1003',
          primaryEmail: 'x@corp.example',
          aliases: ['ada@corp.example'],
        }),
      unfit: [
        ['provider_account_disabled', () => change({ suspended: true })],
        ['provider_account_disabled', () => change({ archived: true })],
        ['provider_account_guest', () => change({ isGuestUser: true })],
        ['provider_account_missing', () => void fake.people.delete(ada.id)],
      ],
      makeOther: () => codes.make(ada.id),
      working: () => codes.working(ada.id),
      made: () => codes.made,
      redeem: (code) => codes.redeem(ada.id, code),
      enrol: () => {},
      sessionsEnded: () => codes.signedOut(ada.id),
      pass,
      confidential: ['PRIVATE KEY', 'ya29', 'corp.example', 'Ada'],
    };
  });
});

let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
});
afterEach(() => started.fake.stop());
const preflight = (settings = {}) => started.open(settings).preflight(account, wish, never);
const refused = (code: string) => ({ kind: 'refused', refusals: [{ code }] });
const issued = async () => {
  const outcome = await started.open().issue(account, wish, never);
  return outcome.kind === 'issued' ? outcome : expect.unreachable();
};

it('finds a person by an alias', async () => {
  const found = await started.open().find({ email: 'ada.byron@corp.example' }, never);
  expect(found).toEqual({ kind: 'found', account });
});

describe('preflight', () => {
  it('a person without a second step has nothing to replace, unless it is enforced', async () => {
    started.change({ isEnrolledIn2Sv: false });
    expect(await preflight()).toEqual(refused('provider_no_factor'));
    started.change({ isEnrolledIn2Sv: false, isEnforcedIn2Sv: true });
    expect(await preflight()).toMatchObject({ kind: 'ready', minutes: null });
  });

  it.each([{ suspended: true }, { archived: true }])('%o since they were found', async (more) => {
    started.change(more);
    expect(await preflight()).toEqual(refused('provider_account_disabled'));
  });

  it('deleted since they were found', async () => {
    started.fake.people.delete(ada.id);
    expect(await preflight()).toEqual(refused('provider_account_missing'));
  });

  it.each([{ isAdmin: true }, { isDelegatedAdmin: true }])(
    'S: %o is refused, unless the operator allows administrators',
    async (more) => {
      started.change(more);
      expect(await preflight()).toEqual(refused('provider_privileged'));
      expect(await preflight({ administrators: 'allow' })).toMatchObject({ kind: 'ready' });
    },
  );

  it.each([
    ['/Finance', '/Finance', true],
    ['/Finance/Payroll', '/staff, /finance', true],
    ['/Financeless', '/Finance', false],
    ['/Sales', '/Finance', false],
    ['/Sales', '/', true],
    [undefined, '/Finance', false],
  ])(
    'S: a person in %s, where only security keys are allowed in %s: refused %s',
    async (orgUnitPath, securityKeyUnits, isRefused) => {
      started.change({ orgUnitPath });
      const expected = isRefused ? refused('provider_security_keys_only') : { kind: 'ready' };
      expect(await preflight({ securityKeyUnits })).toMatchObject(expected);
    },
  );

  it('an administrator with a role of their own may not see to a super administrator', async () => {
    started.codes.isSuperAdmin = false;
    started.change({ isAdmin: true });
    expect(await preflight({ administrators: 'allow' })).toEqual(refused('provider_privileged'));
  });
});

describe('issue', () => {
  it('gives the whole set; the reference is how many there are', async () => {
    const { codes, reference, endsAt } = await issued();
    expect([codes.length, reference, endsAt]).toEqual([10, 'set-of-10', null]);
  });

  it('made, and then not to be read: unclear, never a refusal', async () => {
    for (const fault of [{ status: 403 }, { status: 404 }, { status: 401, times: 9 }]) {
      started.fake.strike({
        kind: 'error',
        path: '/admin/directory/v1/users/1001/verificationCodes',
        after: 1,
        ...fault,
      });
      await expect(started.open().issue(account, wish, never)).rejects.toMatchObject({ name: 'VendorError' });
      started.fake.clear();
    }
  });

  it.each([
    ['suspended in the meantime', () => started.change({ suspended: true }), 'provider_refused', 'invalid'],
    [
      'deleted in the meantime',
      () => void started.fake.people.delete(ada.id),
      'provider_account_missing',
      'notFound',
    ],
  ])('%s: refused for certain', async (_title, change, code, vendorCode) => {
    change();
    const outcome = await started.open().issue(account, wish, never);
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ code, vendorCode }] });
  });

  it('a limit that comes as 403 is a limit', async () => {
    const body = { error: { code: 403, message: 'Limit', errors: [{ reason: 'userRateLimitExceeded' }] } };
    started.fake.strike({ kind: 'error', status: 403, body, path: '/admin' });
    expect(await started.open().issue(account, wish, never)).toMatchObject({
      refusals: [{ code: 'provider_throttled' }],
    });
  });
});

describe('status', () => {
  const use = async () => {
    const { codes, reference } = await issued();
    started.pass(60_000);
    started.codes.redeem(ada.id, codes[3]?.reveal() ?? '');
    return { reference, since: started.now() - 60_000 };
  };
  const used = { state: 'used', enrolledAt: null };

  it('fewer codes than were made: used, when and from where', async () => {
    const { reference, since } = await use();
    const usedAt = Date.parse('2026-03-01T12:01:00Z');
    expect(await started.open().status(account, reference, since, never)).toEqual({
      ...used,
      usedAt,
      usedFrom: '198.51.100.7',
    });
  });

  it('without the scope for reports: used, and no more', async () => {
    started.fake.delegated.delete(`${scopes}.reports.audit.readonly`);
    const { reference, since } = await use();
    expect(await started.open().status(account, reference, since, never)).toEqual({
      ...used,
      usedAt: null,
      usedFrom: null,
    });
  });
});

describe('test', () => {
  it('reads no codes, and says whether sign-ins can be read', async () => {
    started.codes.make('1001');
    expect(await started.open().test(never)).toEqual({ facts: { readsSignIns: 'yes' } });
    expect(started.fake.exchanges.some(({ path }) => path.includes('verificationCodes'))).toBe(false);
    started.fake.delegated.delete(`${scopes}.reports.audit.readonly`);
    expect(await started.open().test(never)).toEqual({ facts: { readsSignIns: 'no' } });
  });

  it('names the scopes that are to be delegated', async () => {
    started.fake.delegated.delete(`${scopes}.directory.user.security`);
    await expect(started.open().test(never)).rejects.toMatchObject({
      problem: 'not_permitted',
      detail: `${scopes}.directory.user.readonly ${scopes}.directory.user.security`,
    });
  });
});

it.each([
  [{ admin: 'ada@corp.example', set: 'all', administrators: 'refuse' }, []],
  [
    { admin: 'ada', set: 'two', administrators: 'yes' },
    ['admin malformed', 'set not_a_choice', 'administrators not_a_choice'],
  ],
  [{ groups: 'x' }, ['groups unknown', 'admin missing']],
  [{ admin: 'ada@corp.example', securityKeyUnits: '/Finance, /Staff/Admins' }, []],
  [{ admin: 'ada@corp.example', securityKeyUnits: 'Finance' }, ['securityKeyUnits malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createGoogleProvider(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describeByVendor('google-directory.json', (description) => {
  it('every request and every answer is as Google describes it', async () => {
    const connection = started.open();
    await connection.test(never);
    await connection.find({ email: "o'hara@corp.example" }, never);
    await connection.find({ email: 'ada@corp.example' }, never);
    await preflight();
    const { reference, codes } = await issued();
    started.codes.redeem(ada.id, codes[0].reveal());
    await connection.status(account, reference, 0, never);
    await connection.revoke(account, reference, never);
    await connection.endSessions(account, never);
    await connection.revoke({ id: 'gone' }, null, never);
    // Reports are another interface, which is not in the description.
    const exchanges = started.fake.exchanges.filter(({ path }) => path.startsWith('/admin/directory/'));
    expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200, 204, 404]));
    // It knows no answer without a body; Google gives none for orders.
    const problems = exchanges
      .map((exchange) => (exchange.status === 204 ? { ...exchange, status: 200 } : exchange))
      .flatMap((exchange) => description.check(exchange));
    expect(problems).toEqual([]);
  });
});
