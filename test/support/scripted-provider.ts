import { Secret } from '../../src/domain/crypto/secret.ts';
import { capabilities } from '../../src/domain/providers/capabilities.ts';
import type { ProviderKind } from '../../src/domain/providers/provider.ts';
import type {
  CodeStatus,
  IssueOutcome,
  ProviderConnection,
  ProviderConnectors,
  ProviderRefusal,
} from '../../src/ports/providers/provider.ts';
import { VendorError } from '../../src/ports/vendor.ts';

interface ScriptedCode {
  readonly reference: string;
  readonly plain: string;
  readonly accountId: string;
  readonly madeAt: number;
  readonly endsAt: number | null;
  state: 'usable' | 'used' | 'ended';
  usedAt: number | null;
}

/** What becomes of a request to the vendor: it does it, does it and the answer is lost, or is not reached. */
export type Fate = 'done' | 'answer_lost' | 'not_reached' | 'not_permitted';

/** A vendor that does what a test tells it to, and keeps the promises of its kind. */
export interface ScriptedProvider extends ProviderConnectors {
  readonly kind: ProviderKind;
  /** Every code that it ever made. */
  readonly codes: ScriptedCode[];
  /** The requests, by name, in their order. */
  readonly requests: string[];
  /** What becomes of each request; may also do something, or wait. */
  fate: (request: string) => Fate | Promise<Fate>;
  /** What it refuses, and when. */
  refusals: { find?: ProviderRefusal[]; preflight?: ProviderRefusal[]; issue?: ProviderRefusal[] };
  /** Its own limit of a lifetime, in minutes. */
  minutesMin: number;
  enrolledAt: number | null;
  sessionsEnded: number;
  /** How late its log is, in which it tells of a use. */
  logLateMs: number;
  /** The person signs in with a code. @returns whether it worked */
  use(plain: string): boolean;
  /** What works at the vendor now, in plain. */
  working(): string[];
  /** A code that someone made in the vendor's console. */
  makeElsewhere(email: string): string;
}

export function createScriptedProvider(kind: ProviderKind, clock: { now(): number }): ScriptedProvider {
  const { makes, ends, replaces, lifetimeMinutes } = capabilities[kind];
  let made = 0;
  const isWorking = (code: ScriptedCode) =>
    code.state === 'usable' && (code.endsAt === null || clock.now() < code.endsAt);

  const make = (accountId: string, minutes: number | null): ScriptedCode[] => {
    if (replaces === true)
      for (const code of provider.codes)
        if (code.accountId === accountId && isWorking(code)) code.state = 'ended';
    return Array.from({ length: makes === 'set' ? 10 : 1 }, () => {
      made += 1;
      const code: ScriptedCode = {
        reference: `ref-${made}`,
        plain: `vendor-code-${made}`,
        accountId,
        madeAt: clock.now(),
        endsAt: minutes === null ? null : clock.now() + minutes * 60_000,
        state: 'usable',
        usedAt: null,
      };
      provider.codes.push(code);
      return code;
    });
  };

  async function request<Answer>(name: string, act: () => Answer): Promise<Answer> {
    provider.requests.push(name);
    const fate = await provider.fate(name);
    if (fate === 'not_permitted') throw new VendorError('not_permitted', `${name}: 403`);
    if (fate === 'not_reached') throw new VendorError('unreachable', `${name}: no answer`);
    const answer = act();
    if (fate === 'answer_lost') throw new VendorError('unreachable', `${name}: no answer`);
    return answer;
  }

  const workingOf = (accountId: string) =>
    provider.codes.filter((code) => code.accountId === accountId && isWorking(code));
  const minutesOf = (minutes: number) =>
    lifetimeMinutes === null ? null : Math.max(minutes, provider.minutesMin);

  const connection: ProviderConnection = {
    test: () => request('test', () => ({ facts: {} })),
    find: ({ email }) =>
      request('find', () => {
        const { find } = provider.refusals;
        if (find !== undefined) return { kind: 'refused', refusals: find };
        return { kind: 'found', account: { id: `acc-${email}`, login: email } };
      }),
    preflight: (account, { minutes }) =>
      request('preflight', () => {
        const { preflight } = provider.refusals;
        if (preflight !== undefined) return { kind: 'refused', refusals: preflight };
        const before = ends === 'one' ? workingOf(account.id).map(({ reference }) => reference) : [];
        return { kind: 'ready', minutes: minutesOf(minutes), before };
      }),
    issue: (account, { minutes }) =>
      request('issue', (): IssueOutcome => {
        const { issue } = provider.refusals;
        if (issue !== undefined) return { kind: 'refused', refusals: issue };
        const [first, ...others] = make(account.id, minutesOf(minutes));
        if (first === undefined) throw new Error('nothing was made');
        const rest = others.map(({ plain }) => new Secret(plain));
        return {
          kind: 'issued',
          codes: [new Secret(first.plain), ...rest],
          reference: makes === 'set' ? 'set-of-10' : first.reference,
          endsAt: first.endsAt,
        };
      }),
    list: ({ id }) =>
      request('list', () => (ends === 'one' ? workingOf(id).map(({ reference }) => reference) : null)),
    status: ({ id }, reference) =>
      request('status', (): CodeStatus => {
        const nothing = { usedAt: null, usedFrom: null, enrolledAt: null };
        const own = provider.codes.filter((code) => code.accountId === id);
        const used = own.find(
          (code) => code.state === 'used' && (makes === 'set' || code.reference === reference),
        );
        if (used !== undefined && clock.now() < (used.usedAt ?? 0) + provider.logLateMs)
          return { ...nothing, state: 'unclear' };
        if (used !== undefined)
          return {
            state: 'used',
            usedAt: used.usedAt,
            usedFrom: '203.0.113.7',
            enrolledAt: provider.enrolledAt,
          };
        const known =
          makes === 'set' ? own.find(isWorking) : own.find((code) => code.reference === reference);
        if (known === undefined) return { ...nothing, state: 'gone' };
        return { ...nothing, state: isWorking(known) ? 'usable' : 'ended' };
      }),
    revoke: ({ id }, reference) =>
      request('revoke', () => {
        if (ends === 'none') return;
        for (const code of workingOf(id))
          if (ends === 'all' || code.reference === reference) code.state = 'ended';
      }),
    endSessions: () =>
      request('endSessions', () => {
        provider.sessionsEnded += 1;
      }),
  };

  const provider: ScriptedProvider = {
    kind,
    codes: [],
    requests: [],
    fate: () => 'done',
    refusals: {},
    minutesMin: 1,
    enrolledAt: null,
    sessionsEnded: 0,
    logLateMs: 0,
    use(plain) {
      const code = provider.codes.find((each) => each.plain === plain);
      if (code === undefined || !isWorking(code)) return false;
      code.state = 'used';
      code.usedAt = clock.now();
      return true;
    },
    working: () => provider.codes.filter(isWorking).map(({ plain }) => plain),
    makeElsewhere(email) {
      const [code] = make(`acc-${email}`, 60);
      return code?.plain ?? '';
    },
    load: async () => ({ kind, settings: [], checkSettings: () => [], open: () => connection }),
  };
  return provider;
}
