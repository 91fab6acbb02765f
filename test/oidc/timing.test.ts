import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import { nameLockoutKeyOf } from '../../src/services/redeeming/lockout-key.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { compareTimes, EFFECT_MAX, measureInterleaved } from '../support/timing-effect.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { type Attempt, beginSignIn, openPage } from './sign-in.ts';

const SAMPLES = 200;

describe.each(storeKinds)('what a stranger may measure at the sign-in page, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
    await world.issueCode(world.lena);
  });
  afterAll(() => world.close());

  /** Each answer, less what names the sign-in and the person who signs in. */
  const answers = new Map<string, Set<string>>();

  function wrongCode(): string {
    const body = systemRandom.codeSymbols().reveal();
    return formatCode(body + computeCheckSymbol(body));
  }

  /** A code typed into a fresh page, by someone whom no earlier attempt has locked out. */
  function attempt(name: string, user: DirectoryUser | null, typed = wrongCode) {
    const login = user?.email ?? 'nobody@corp.example';
    let open: { attempt: Attempt; pageUrl: string } | null = null;
    return {
      name,
      async prepare() {
        // A second for each, so that neither an address nor a service asks too often.
        world.clock.offset += 1000;
        const { organizationId, clock, keys, store } = world;
        const key = nameLockoutKeyOf(keys, organizationId, login, false);
        const lockout = newLockout(organizationId, key, clock.now());
        await store.transact(organizationId, (tx) => tx.lockouts.put(lockout));
        const begun = await beginSignIn(world, client, { login_hint: login });
        open = { attempt: begun, pageUrl: (await openPage(begun)).pageUrl };
      },
      async run() {
        if (open === null) throw new Error('Nothing was prepared');
        const { status, headers, text } = await open.attempt.browser.post(open.pageUrl, { code: typed() });
        const said = text.replaceAll(login, 'LOGIN').replaceAll(/interaction\/[\w-]+/g, 'interaction/ID');
        const known = answers.get(name) ?? new Set();
        answers.set(name, known.add(`${status} ${headers.get('retry-after')} ${said}`));
      },
    };
  }

  it(`N9: unknown person, no code, wrong code: same status, same body, same time (effect below ${EFFECT_MAX} over ${SAMPLES} samples each)`, async () => {
    answers.clear();
    const cases = [
      attempt('unknown person', null),
      attempt('no code', world.mia),
      attempt('wrong code', world.lena),
    ];
    const times = await measureInterleaved(cases, SAMPLES);
    const said = [...answers.values()].map((each) => [...each]);
    expect(said).toHaveLength(3);
    for (const each of said) expect(each).toHaveLength(1);
    expect(new Set(said.flat()).size).toBe(1);
    expect(said.flat()[0]).toMatch(/^422 null .*This code doesn’t work/s);
    for (const effect of compareTimes(times)) expect(effect).toBeLessThan(EFFECT_MAX);
  }, 240_000);

  // That a comparison which is skipped shows is proven where the rest of a request does not drown it: test/redeeming/timing.
  it('N9: the measure would notice an answer that takes twice as long', async () => {
    const [once, twice] = [attempt('once', world.lena), attempt('twice', world.lena)];
    const run = async () => {
      await twice.run();
      await twice.run();
    };
    const times = await measureInterleaved([once, { ...twice, run }], SAMPLES / 2);
    for (const effect of compareTimes(times)) expect(effect).toBeGreaterThan(EFFECT_MAX);
  }, 240_000);
});
