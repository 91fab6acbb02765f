import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { createAddClient } from '../../src/services/clients/add-client.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import type { Visit } from './browser.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, goOn, openPage, readContinueUrl, typeCode } from './sign-in.ts';

/** By how much the pages are ahead of the redeems, or behind, round after round: near each other, and so far that the winner is sure. */
const HEAD_STARTS_MS = [0, 10, 20, 40, 80, 160, 2000, -2000];

const isDone = ({ text }: Visit): boolean => text.includes('class="action" href');

const master = (id: string, byte: number) => ({ id, bytes: new Secret(new Uint8Array(32).fill(byte)) });

describe.each(storeKinds)('several instances on one store, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  let child: ChildProcess | null = null;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterEach(async () => {
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
    child = null;
  });
  afterAll(() => world.close());

  it('N3: one code typed into five pages and redeemed over HTTP by another process at once works exactly once', async () => {
    child = fork(new URL('./redeem-child.ts', import.meta.url), [world.databaseUrl], { execArgv: [] });
    const [redeemUrl] = await once(child, 'message');
    const deps = { store: world.store, clock: world.clock, random: systemRandom, keys: world.keys };
    const added = await createAddClient(deps)(world.organizationId, 'Login service');
    if (added.kind !== 'created') throw new Error(added.kind);
    const redeem = async (code: string): Promise<string> => {
      const response = await fetch(`${redeemUrl}v1/codes/redeem`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${added.credential.reveal()}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ user: world.lena.email, code }),
      });
      const body = (await response.json()) as { error?: { code: string } };
      return body.error?.code ?? 'redeemed';
    };
    const winners = new Set<string>();
    for (const headStart of HEAD_STARTS_MS) {
      const code = await world.issueCode(world.lena);
      const pages = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
          return { attempt, ...(await openPage(attempt)) };
        }),
      );
      const head = (await world.store.read.audit.head(world.organizationId)).sequence;
      const typed = pages.map(async ({ attempt, pageUrl }) => {
        await sleep(Math.max(0, -headStart));
        return attempt.browser.post(pageUrl, { code });
      });
      await sleep(Math.max(0, headStart));
      const redeems = await Promise.all(pages.map(() => redeem(code)));
      const visits = await Promise.all(typed);
      const done = visits.flatMap((visit, index) => (isDone(visit) ? [{ visit, page: pages[index] }] : []));
      const redeemed = redeems.filter((outcome) => outcome === 'redeemed');
      expect(done.length + redeemed.length).toBe(1);
      // Everybody else came too late, and is told so; nobody met an outage, or was never looked at.
      const late = visits.filter((visit) => !isDone(visit));
      expect(late.map(({ text }) => text.includes('This code was already used.'))).toEqual(
        late.map(() => true),
      );
      expect(redeems.filter((outcome) => outcome !== 'redeemed')).toEqual(
        Array.from({ length: 5 - redeemed.length }, () => 'code_used'),
      );
      for (const { visit, page } of done) {
        if (page === undefined) continue;
        const tokens = await exchange(page.attempt, await goOn(page.attempt, visit));
        expect(tokens.claims()?.sub).toBe(world.lena.id);
      }
      const events = await world.store.read.audit.list(world.organizationId, { after: head, limit: 50 });
      expect(events.filter(({ action }) => action === 'code.redeemed')).toHaveLength(1);
      winners.add(done.length === 1 ? 'page' : 'redeem');
      // Of those who came too late some count as wrong codes; the lockout is not what this is about.
      const lockout = await world.store.read.lockouts.find(world.organizationId, world.lena.id);
      expect(lockout?.consecutiveFailures ?? 0).toBe(0);
    }
    expect([...winners].sort()).toEqual(['page', 'redeem']);
  }, 180_000);

  it('a sign-in goes on after a restart, and on whichever instance the browser and the service come to', async () => {
    const other = await world.startAnother();
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    const there = (url: string) => url.replace(world.url, other.url);
    const done = await attempt.browser.post(there(pageUrl), { code }, { origin: world.url });
    const returned = await attempt.browser.get(readContinueUrl(done));
    expect((await exchange(attempt, new URL(returned.location ?? ''))).claims()?.sub).toBe(world.lena.id);
    await other.close();
  });

  it('keys rotated in flight: what was begun is finished, old tokens are verified, and both keys are published', async () => {
    const before = await beginSignIn(world, client, { login_hint: world.lena.email });
    const first = await openPage(before);
    const { id_token: oldToken = '' } = await exchange(
      before,
      await typeCode(before, first.pageUrl, await world.issueCode(world.lena)),
    );
    const halfway = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(halfway);
    const rotated = createKeyRing([master('next', 9), master('test', 7)]);
    const next = await world.startAnother({ keys: rotated });
    const there = (url: string) => url.replace(world.url, next.url);
    const code = await world.issueCode(world.lena);
    const done = await halfway.browser.post(there(pageUrl), { code }, { origin: world.url });
    const back = await halfway.browser.get(there(readContinueUrl(done)));
    const moved = await beginSignIn(world, client, { login_hint: world.lena.email, id_token_hint: oldToken });
    const hinted = await moved.browser.get(there(moved.url.href));
    expect(hinted.location).toContain('/interaction/');
    // The service fetches keys from an instance that does not have the new master key yet, and finds the new signing key there.
    const kidsOf = async (url: string) => {
      const response = await fetch(`${url}/oidc/jwks`);
      const { keys } = (await response.json()) as { keys: { kid: string; d?: string }[] };
      for (const key of keys) expect(key.d).toBeUndefined();
      return keys.map(({ kid }) => kid).sort();
    };
    expect(await kidsOf(world.url)).toHaveLength(2);
    expect(await kidsOf(next.url)).toEqual(await kidsOf(world.url));
    const returned = new URL(back.location ?? '');
    const response = await fetch(`${next.url}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.id,
        client_secret: client.secret,
        code: returned.searchParams.get('code') ?? '',
        code_verifier: halfway.verifier,
        redirect_uri: 'http://127.0.0.1:9/callback',
      }),
    });
    const { id_token: newToken } = (await response.json()) as { id_token: string };
    const kidOf = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(kidOf(newToken)).not.toBe(kidOf(oldToken));
    expect(await kidsOf(world.url)).toEqual([kidOf(newToken), kidOf(oldToken)].sort());
    world.clock.offset += 71 * 3_600_000;
    expect(await kidsOf(world.url)).toHaveLength(2);
    // Three days later an instance publishes no key of a master key that it does not have.
    world.clock.offset += 2 * 3_600_000;
    expect(await kidsOf(world.url)).toEqual([kidOf(oldToken)]);
    world.clock.offset = 0;
  });
});
