import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import { STRANGER_WAIT_MINUTES_MAX } from '../../../src/domain/redeeming/lockout.ts';
import type { VouchedBy } from '../../../src/services/redeeming/attempt.ts';
import { createUnlockByOperator } from '../../../src/services/redeeming/unlock-by-operator.ts';
import { openClientWorld, storeKinds, wrongCode } from '../../redeeming/open-client-world.ts';
import { attemptCode } from './attempt-code.ts';

describe.each(storeKinds)('who vouches for the first factor, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const { deps, store, organizationId, clock } = world;
    const lena: DirectoryUser = { ...world.lena, mobile: '+4915123456789', alias: 'lena@corp.example' };
    await store.transact(organizationId, (tx) => tx.directory.update(lena));
    const client = (await world.addClient('Portal')).service;
    const attempt = (vouchedBy: VouchedBy, login: string | null, code = wrongCode()) =>
      attemptCode(deps, {
        client,
        vouchedBy,
        login: login ?? '',
        typedCode: new Secret(code),
        source: 'test',
      });
    /** So many that are looked at; the longest wait in between, in seconds. */
    async function fail(vouchedBy: VouchedBy, login: string | null, count: number): Promise<number> {
      let longest = 0;
      for (let looked = 0; looked < count; ) {
        const result = await attempt(vouchedBy, login);
        if (result.kind !== 'refused') throw new Error('A wrong code was taken');
        if (result.reason === 'disabled') return longest;
        if (result.reason !== 'delayed') looked += 1;
        longest = Math.max(longest, result.retryAfterSeconds ?? 0);
        clock.at += (result.retryAfterSeconds ?? 0) * 1000;
      }
      return longest;
    }
    const issue = () => world.issue({ createdAt: clock.at, expiresAt: clock.at + 3_600_000 });
    const setPolicy = (change: object) =>
      store.transact(organizationId, async (tx) => {
        const organization = await tx.organizations.findById(organizationId);
        if (organization === null) throw new Error('The organization is gone');
        await tx.organizations.setPolicy(organizationId, { ...organization.policy, ...change });
      });
    const events = async () => store.read.audit.list(organizationId, { after: 0, limit: 5000 });
    return { ...world, lena, attempt, fail, issue, setPolicy, events };
  }

  it('N16: strangers never disable, and keep the person out at no door, not for a second', async () => {
    const { lena, attempt, fail, issue, setPolicy } = await open();
    await setPolicy({ failuresMax: 10, freezeMinutes: 24 * 60, delaySecondsMax: 3600 });
    for (const door of ['nobody', 'service', 'hint'] as const) {
      const longest = await fail('nobody', lena.email, 60);
      expect(longest).toBeLessThanOrEqual(STRANGER_WAIT_MINUTES_MAX * 60);
      expect(await attempt('nobody', lena.email)).toMatchObject({ reason: 'delayed' });
      const { code } = await issue();
      expect((await attempt(door, lena.email, code)).kind, door).toBe('redeemed');
    }
  }, 60_000);

  it('N9: an alarm about a name that is nobody’s does not hold the name', async () => {
    const { fail, events, setPolicy } = await open();
    await setPolicy({ burstFailures: 5 });
    await fail('service', 'ghost@people.example', 12);
    const all = await events();
    const [frozen] = all.filter(({ action }) => action === 'redeem.frozen');
    expect(frozen?.target).toMatch(/^unknown_[0-9a-f]{32}$/);
    expect(JSON.stringify(all)).not.toContain('ghost');
  });

  it.each(['service', 'hint'] as const)(
    'N7: those who are vouched for by %s disable, as ever',
    async (door) => {
      const { lena, attempt, fail, issue, setPolicy } = await open();
      await setPolicy({ failuresMax: 10 });
      await fail(door, lena.email, 10);
      const { code } = await issue();
      expect(await attempt(door, lena.email, code)).toMatchObject({ reason: 'disabled' });
      // What is disabled is disabled at every door.
      expect(await attempt('nobody', lena.email, code)).toMatchObject({ reason: 'disabled' });
    },
  );

  it('N7: several names give no more tries; an unlock takes off all of it', async () => {
    const { lena, attempt, fail, issue, setPolicy, deps, organizationId, events } = await open();
    await setPolicy({ failuresMax: 10 });
    await fail('service', lena.email, 4);
    await fail('service', lena.mobile, 3);
    await fail('service', lena.alias, 3);
    const { code } = await issue();
    for (const login of [lena.email, lena.mobile, lena.alias]) {
      expect(await attempt('service', login, code)).toMatchObject({ reason: 'disabled' });
    }
    expect((await events()).filter(({ action }) => action === 'redeem.disabled')).toHaveLength(1);
    expect(await createUnlockByOperator(deps)(organizationId, lena.email ?? '')).toMatchObject({
      kind: 'unlocked',
    });
    expect((await attempt('service', lena.mobile, code)).kind).toBe('redeemed');
  });

  it('N16, N20: what strangers do is told, and not as often as they do it', async () => {
    const { lena, fail, setPolicy, events, store, clock } = await open();
    await setPolicy({ securityChannelId: 'C1', freezeMinutes: 1 });
    clock.at += 3_600_000 - (clock.at % 3_600_000);
    await fail('nobody', lena.email, 25);
    const frozen = (await events()).filter(({ action }) => action === 'redeem.frozen');
    expect(frozen[0]).toMatchObject({ target: lena.id, reason: 'strangers' });
    expect((await events()).filter(({ action }) => action === 'redeem.disabled')).toHaveLength(0);
    const notices = await store.read.notices.listOverdue(clock.now(), 50);
    expect(notices.map(({ content }) => content)).toContainEqual(
      expect.objectContaining({ kind: 'security_redeem_alarm', userId: lena.id, alarm: 'strangers' }),
    );
    for (let name = 0; name < 12; name += 1) await fail('nobody', `ghost${name}@people.example`, 10);
    expect((await events()).filter(({ action }) => action === 'redeem.frozen').length).toBeLessThan(13);
  }, 60_000);

  it('N20: a flood of mistyped codes, known names or not, is a few hundred events an hour at most', async () => {
    const { lena, attempt, events, clock } = await open();
    clock.at += 3_600_000 - (clock.at % 3_600_000);
    for (let count = 0; count < 320; count += 1) await attempt('nobody', lena.email, 'typo');
    expect((await events()).length).toBeLessThan(40);
    for (let count = 0; count < 600; count += 1) await attempt('nobody', `g${count}@people.example`, 'typo');
    const logged = (await events()).filter(({ action }) => action === 'redeem.refused');
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.length).toBeLessThan(220);
    // Yet the history says that there were more.
    expect(logged.some(({ details }) => Number(details.ofName) >= 160)).toBe(true);
  }, 120_000);
});

/** What an attacker does, under each of the names alike: waits, types something, and sees what comes back. */
const stepsOf = (isMoreTried: fc.Arbitrary<boolean>) =>
  fc.array(
    fc.record({
      waitSeconds: fc.constantFrom(0, 0, 0, 1, 3, 30, 301, 1000),
      typed: fc.constantFrom('wrong', 'wrong', 'wrong', 'typo'),
      vouchedBy: fc.constantFrom<VouchedBy>('service', 'service', 'hint', 'nobody'),
      /** Whether the first name is tried once more than the others. */
      isMoreTried,
    }),
    { minLength: 20, maxLength: 45 },
  );

describe.each([
  ['tried alike', fc.constant(false), 0],
  ['after more was tried under one of them', fc.boolean(), 1],
] as const)('N9: the names of a person, and names of no one, %s', (_what, isMoreTried, from) => {
  it('answer the same to whatever is tried', async () => {
    const world = await openClientWorld('sqlite');
    const { deps, store, organizationId, clock } = world;
    const client = (await world.addClient('Portal')).service;
    const attempt = async (vouchedBy: VouchedBy, login: string, typed: string) => {
      const code = typed === 'typo' ? 'typo' : wrongCode();
      const input = { client, vouchedBy, login, typedCode: new Secret(code), source: 'test' };
      const result = await attemptCode(deps, input);
      if (result.kind !== 'refused') throw new Error('A wrong code was taken');
      return `${result.publicCode} ${result.retryAfterSeconds}`;
    };
    await store.transact(organizationId, async (tx) => {
      const organization = await tx.organizations.findById(organizationId);
      if (organization === null) throw new Error('The organization is gone');
      await tx.organizations.setPolicy(organizationId, { ...organization.policy, failuresMax: 12 });
    });
    let run = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(stepsOf(isMoreTried), async (plan) => {
        run += 1;
        const email = `lena${run}@people.example`;
        const [mobile, alias] = [`+49151${10_000_000 + run}`, `lena${run}@corp.example`];
        await store.transact(organizationId, (tx) =>
          tx.directory.update({ ...world.lena, email, mobile, alias }),
        );
        const names = [email, mobile, alias, `ghost${run}@people.example`, `+49152${10_000_000 + run}`];
        for (const { waitSeconds, typed, vouchedBy, isMoreTried: once } of plan) {
          clock.at += waitSeconds * 1000;
          if (once) await attempt('service', email, 'wrong');
          const answers = await Promise.all(names.map((name) => attempt(vouchedBy, name, typed)));
          const [first, ...others] = answers.slice(from);
          expect(others).toEqual(others.map(() => first));
          seen.add(String(first).replace(/\d+/, 'N'));
        }
      }),
      { seed: 8, numRuns: 12 },
    );
    expect([...seen].sort()).toEqual([
      'code_mistyped null',
      'code_refused null',
      'too_many_attempts N',
      'too_many_attempts null',
    ]);
  }, 120_000);
});
