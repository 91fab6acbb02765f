import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capabilities } from '../../src/domain/providers/capabilities.ts';
import type {
  CodeWish,
  IssueOutcome,
  ProviderConnection,
  ProviderConnector,
  ProviderRefusalCode,
  VendorAccount,
} from '../../src/ports/providers/provider.ts';
import type { VendorFake } from '../../src/sandbox/vendors/vendor-fake.ts';
import { never } from '../sources/source-worlds.ts';

export interface ProviderSubject {
  readonly fake: VendorFake;
  readonly kind: ProviderConnector['kind'];
  readonly connection: ProviderConnection;
  /** The person that everything is about; also as their id and login at the vendor. */
  readonly email: string;
  readonly account: VendorAccount;
  /** Whether a request is the one that makes a code. */
  isMaking(request: { readonly method: string; readonly path: string }): boolean;
  /** Adds another person who has the same address; `null` where the vendor can have no two. */
  readonly addTwin: (() => void) | null;
  /** Changes the person so that `find` refuses. */
  readonly unfit: readonly (readonly [ProviderRefusalCode, () => void])[];
  /** Makes a code of the person by other means than ours; `null` where there is none of it. */
  readonly makeOther: (() => void) | null;
  /** The person's codes that would work now, as they are typed in. */
  working(): readonly string[];
  /** Every code that was ever made for anyone. */
  made(): readonly string[];
  /** Uses a code as the person; false if it doesn't work. */
  redeem(code: string): boolean;
  /** Gives the person a new factor. */
  enrol(): void;
  /** How often the person's sessions were ended. */
  sessionsEnded(): number;
  /** Moves the clock of both sides. */
  pass(ms: number): void;
  /** What no error may show, besides codes: the credential, tokens, addresses. */
  readonly confidential: readonly string[];
  /** A moment in which the vendor still tells of a use. Default: at once. */
  readonly tellsUseAfterMs?: number;
}

const wish: CodeWish = { minutes: 60, startsAt: null };
/** What a request can meet: before it is carried out, and (`lost`, `masked`) after. */
const faults = ['cut', 'cut-body', 'slow', 'error', 'throttle', 'html', 'lost', 'masked'] as const;
const STAYS = 1000;
/** After this long, every vendor's token has ended. */
const TOKEN_LIFE_MS = 2 * 60 * 60_000;

interface Settled<Value> {
  readonly value: Value | null;
  readonly error: unknown;
}

/** What every vendor's connector promises: see `ports/providers/provider.ts`. Each test has a fake of its own. */
export function describeProvider(start: () => Promise<ProviderSubject>): void {
  let subject: ProviderSubject;
  beforeEach(async () => {
    subject = await start();
  });
  afterEach(() => subject.fake.stop());

  const restart = async () => {
    await subject.fake.stop();
    subject = await start();
  };
  const can = (name: keyof (typeof capabilities)['own']) => capabilities[subject.kind][name];
  const countMaking = () => subject.fake.exchanges.filter(subject.isMaking).length;

  /** What came of it; an error must show nothing confidential. */
  const settle = async <Value>(asking: Promise<Value>): Promise<Settled<Value>> => {
    const settled = await asking.then(
      (value) => ({ value, error: null }),
      (error: unknown) => ({ value: null, error }),
    );
    if (settled.error === null) return settled;
    const text = inspect(settled.error, { depth: 10, showHidden: true });
    for (const word of [...subject.confidential, ...subject.made()]) expect(text).not.toContain(word);
    expect(settled.error).toMatchObject({ name: 'VendorError' });
    return settled;
  };
  const preflight = async () => {
    const ready = await subject.connection.preflight(subject.account, wish, never);
    if (ready.kind === 'refused') expect.unreachable(`preflight: ${JSON.stringify(ready.refusals)}`);
    return ready;
  };
  const issue = async (signal = never): Promise<IssueOutcome> => {
    const { minutes } = await preflight();
    return subject.connection.issue(subject.account, { ...wish, minutes: minutes ?? wish.minutes }, signal);
  };
  const issued = async () => {
    const outcome = await issue();
    if (outcome.kind === 'refused') expect.unreachable(`issue: ${JSON.stringify(outcome.refusals)}`);
    return outcome;
  };
  const statusOf = (reference: string | null, since = 0) =>
    subject.connection.status(subject.account, reference, since, never);

  /** What the program does about an issue whose outcome isn't known: whatever wasn't there before is ended. */
  const endWhatWasMade = async (before: readonly string[]) => {
    if (can('ends') === 'none') return;
    if (can('ends') === 'all') return subject.connection.revoke(subject.account, null, never);
    const listed = (await subject.connection.list(subject.account, never)) ?? [];
    for (const reference of listed.filter((each) => !before.includes(each)))
      await subject.connection.revoke(subject.account, reference, never);
  };

  it('test: proves the credential, and makes nothing', async () => {
    const { facts } = await subject.connection.test(never);
    for (const value of Object.values(facts)) expect(typeof value).toBe('string');
    expect([subject.made(), subject.sessionsEnded(), countMaking()]).toEqual([[], 0, 0]);
  });

  describe('find', () => {
    const find = (email: string) => subject.connection.find({ email }, never);

    it('the one account of an address', async () => {
      expect(await find(subject.email)).toEqual({ kind: 'found', account: subject.account });
    });

    it('S: no account by a part of an address, by a pattern, or by more than an address', async () => {
      const { email } = subject;
      const [local = '', domain = ''] = email.split('@');
      const quote = `o'hara" or 1 eq 1@${domain}`;
      const others = [
        ...[`x${email}`, `${email}x`, email.slice(1), `${local.slice(0, -1)}*@${domain}`, `%@${domain}`],
        ...[
          `*@${domain}`,
          quote,
          `${email}' or '1' eq '1`,
          `${email}" or "1" eq "1`,
          `../${email}`,
          `nobody@${domain}`,
        ],
      ];
      for (const other of others) {
        const found = await find(other);
        expect([other, found]).toEqual([
          other,
          { kind: 'refused', refusals: [{ code: 'provider_account_missing' }] },
        ]);
      }
    });

    it('S: two accounts that fit are refused', async () => {
      if (subject.addTwin === null) return;
      subject.addTwin();
      expect(await find(subject.email)).toMatchObject({ refusals: [{ code: 'provider_account_ambiguous' }] });
    });

    it('accounts that get no code', async () => {
      for (const index of subject.unfit.keys()) {
        await restart();
        const [code, change] = subject.unfit[index] ?? expect.unreachable();
        change();
        expect(await find(subject.email)).toMatchObject({ kind: 'refused', refusals: [{ code }] });
      }
    });
  });

  it('preflight: makes nothing, narrows the lifetime, and lists what was there before', async () => {
    const [min, max] = capabilities[subject.kind].lifetimeMinutes ?? [0, 0];
    for (const minutes of [1, 60, 10_000_000]) {
      const ready = await subject.connection.preflight(subject.account, { ...wish, minutes }, never);
      if (ready.kind !== 'ready') expect.unreachable();
      if (can('lifetimeMinutes') === null) expect(ready.minutes).toBeNull();
      else {
        expect(ready.minutes).toBeGreaterThanOrEqual(min);
        expect(ready.minutes).toBeLessThanOrEqual(max);
      }
      expect(ready.before).toEqual([]);
    }
    expect(countMaking()).toBe(0);
    if (subject.makeOther === null) return;
    subject.makeOther();
    const listed = await subject.connection.list(subject.account, never);
    if (listed === null) return;
    expect(listed).toHaveLength(1);
    expect((await preflight()).before).toEqual(listed);
  });

  describe('issue', () => {
    it('makes one code, or one set, that works; the reference is no code', async () => {
      const { codes, reference, endsAt } = await issued();
      expect(codes.map((code) => code.reveal()).toSorted()).toEqual([...subject.working()].toSorted());
      expect(codes.length === 1).toBe(can('makes') === 'code');
      expect(countMaking()).toBe(1);
      for (const code of codes) expect(reference ?? '').not.toContain(code.reveal());
      expect(endsAt === null).toBe(can('lifetimeMinutes') === null);
      expect(await statusOf(reference)).toMatchObject({ state: 'usable', usedAt: null });
      const listed = await subject.connection.list(subject.account, never);
      if (listed !== null) expect(listed).toHaveLength(1);
      for (const code of codes) expect(JSON.stringify(listed)).not.toContain(code.reveal());
    });

    it('a lifetime beyond what the vendor takes is narrowed there, too', async () => {
      for (const minutes of [1, 10_000_000]) {
        await restart();
        const long = { ...wish, minutes };
        const ready = await subject.connection.preflight(subject.account, long, never);
        const outcome = await subject.connection.issue(subject.account, long, never);
        if (ready.kind !== 'ready' || outcome.kind !== 'issued') expect.unreachable();
        expect(subject.working().length).toBeGreaterThan(0);
      }
    });

    it('a code prints as [secret]', async () => {
      const outcome = await issued();
      const text = inspect(outcome, { depth: 10, showHidden: true }) + JSON.stringify(outcome);
      for (const code of subject.made()) expect(text).not.toContain(code);
    });

    it('works once, and its use is seen', async () => {
      const { codes, reference } = await issued();
      const [code] = codes;
      subject.pass(30_000);
      expect(subject.redeem(code.reveal())).toBe(true);
      expect(subject.redeem(code.reveal())).toBe(false);
      subject.pass(30_000);
      subject.enrol();
      subject.pass(subject.tellsUseAfterMs ?? 0);
      if (can('tellsUse') !== true) return;
      const status = await statusOf(reference);
      expect(status.state).toBe('used');
      expect(status.enrolledAt !== null).toBe(can('tellsEnrolment'));
    });

    it('a code that was made by other means is no longer there, where a new one replaces it', async () => {
      if (subject.makeOther === null || can('replaces') !== true) return;
      subject.makeOther();
      const earlier = subject.working();
      const { codes } = await issued();
      expect(subject.working()).toHaveLength(codes.length);
      for (const code of earlier) expect(subject.redeem(code)).toBe(false);
    });
  });

  describe('revoke', () => {
    it('ends the code, and may be repeated', async () => {
      const { codes, reference } = await issued();
      await subject.connection.revoke(subject.account, reference, never);
      if (can('ends') === 'none') return expect(subject.working()).toHaveLength(codes.length);
      expect(subject.working()).toEqual([]);
      for (const code of codes) expect(subject.redeem(code.reveal())).toBe(false);
      await subject.connection.revoke(subject.account, reference, never);
      // A vendor that lists no codes tells of a use alone.
      if ((await subject.connection.list(subject.account, never)) === null) return;
      expect((await statusOf(reference)).state).not.toMatch(/usable|early/);
      if (can('makes') === 'code')
        expect((await subject.connection.list(subject.account, never)) ?? []).toEqual([]);
    });

    it.each(faults)(
      '%s at every request: it throws, or the code is ended; the next time it is ended',
      async (kind) => {
        if (can('ends') === 'none') return;
        await issued();
        for (let index = 0; ; index += 1) {
          await restart();
          const { reference } = await issued();
          const before = subject.fake.exchanges.length;
          subject.fake.strike({ kind, after: index, times: STAYS });
          const thrown = await settle(subject.connection.revoke(subject.account, reference, never));
          if (thrown === null) expect(subject.working()).toEqual([]);
          const isBeyond = subject.fake.exchanges.length - before <= index;
          if (isBeyond) break;
          await restart();
          const again = await issued();
          subject.fake.strike({ kind, after: index });
          await settle(subject.connection.revoke(subject.account, again.reference, never));
          await subject.connection.revoke(subject.account, again.reference, never);
          expect(subject.working()).toEqual([]);
        }
      },
    );
  });

  it('endSessions: ends them, and may be repeated', async () => {
    if (can('endsSessions') !== true) return;
    await subject.connection.endSessions(subject.account, never);
    await subject.connection.endSessions(subject.account, never);
    expect(subject.sessionsEnded()).toBeGreaterThanOrEqual(1);
  });

  describe('a fault at any request of an issue', () => {
    /** The outcome of an issue under a fault; then what the program does about it. */
    const judge = async (
      outcome: Promise<IssueOutcome>,
      before: readonly string[],
      earlier: readonly string[],
    ) => {
      const { value: known, error } = await settle(outcome);
      subject.fake.clear();
      expect(countMaking()).toBeLessThanOrEqual(1);
      if (known?.kind === 'issued') {
        expect(known.codes.map((code) => code.reveal()).toSorted()).toEqual(
          [...subject.working()].toSorted(),
        );
        return 'issued';
      }
      if (known?.kind === 'refused') {
        expect(subject.working()).toEqual(earlier);
        return 'refused';
      }
      expect(error).not.toBeNull();
      await endWhatWasMade(before);
      if (can('ends') !== 'none') for (const code of subject.working()) expect(earlier).toContain(code);
      return 'unclear';
    };

    it.each(faults.flatMap((kind) => [[kind, 1] as const, [kind, STAYS] as const]))(
      '%s, %d times: issued, refused with nothing made, or unclear and then ended',
      async (kind, times) => {
        const seen = new Set<string>();
        // The second time, the token has ended in the meantime, so that the issue logs in first.
        for (const ms of [0, TOKEN_LIFE_MS]) {
          for (let index = 0, isHit = true; isHit && index < 20; index += 1) {
            await restart();
            subject.makeOther?.();
            const { before } = await preflight();
            subject.pass(ms);
            const earlier = subject.working();
            const count = subject.fake.exchanges.length;
            subject.fake.strike({ kind, times, after: index, ms: 5 });
            const outcome = subject.connection.issue(subject.account, wish, never);
            seen.add(await judge(outcome, before, earlier));
            isHit = subject.fake.exchanges.length - count > index;
          }
        }
        if (kind === 'slow') expect([...seen]).toEqual(['issued']);
        if (kind === 'lost' || kind === 'masked') expect(seen).toContain('unclear');
      },
    );

    it('a preflight under a fault answers as it is, or throws; it makes nothing', async () => {
      for (const kind of faults) {
        for (let index = 0; index < 20; index += 1) {
          await restart();
          subject.fake.strike({ kind, times: STAYS, after: index, ms: 1 });
          const { value } = await settle(subject.connection.preflight(subject.account, wish, never));
          if (value !== null) expect(value.kind).toBe('ready');
          expect(countMaking()).toBe(0);
          if (subject.fake.exchanges.length <= index) break;
        }
      }
    });

    it('cancelled on its way: unclear, and then ended', async () => {
      subject.makeOther?.();
      const { before } = await preflight();
      const earlier = subject.working();
      const stop = new AbortController();
      subject.fake.strike({ kind: 'slow', ms: 50, times: STAYS });
      const issuing = subject.connection.issue(subject.account, wish, stop.signal);
      setTimeout(() => stop.abort(), 10);
      const { error } = await settle(issuing);
      expect(error).toMatchObject({ problem: 'cancelled' });
      // The request goes on at the vendor, whatever became of us.
      await new Promise((done) => setTimeout(done, 100));
      subject.fake.clear();
      await endWhatWasMade(before);
      if (can('ends') !== 'none') for (const code of subject.working()) expect(earlier).toContain(code);
    });
  });

  it('S: a list or a status under a fault is true, or an error', async () => {
    for (const kind of faults) {
      for (const times of [1, STAYS]) {
        await restart();
        const { reference } = await issued();
        subject.fake.strike({ kind, times, ms: 1 });
        const { value: listed } = await settle(subject.connection.list(subject.account, never));
        if (listed !== null) expect(listed).toHaveLength(1);
        subject.fake.clear();
        subject.fake.strike({ kind, times, ms: 1 });
        const { value: status } = await settle(statusOf(reference));
        if (status !== null) expect(status.state).toBe('usable');
        subject.fake.clear();
      }
    }
  });
}
