import { fetchUserInfo } from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDisownCodes, type DisownResult } from '../../src/services/codes/disown-codes.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { type Attempt, beginSignIn, exchange, goOn, openPage, typeCode } from './sign-in.ts';

const fixtures = createStoreFixtures('disown');

describe.each(storeKinds)('“This wasn’t me” during a sign-in over OpenID Connect, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeEach(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
    const link = fixtures.identity(world.lena, { slackTenantId: 'T1', slackUserId: 'ULENA' });
    await world.store.transact(world.organizationId, (tx) => tx.identities.insert(link));
  });
  afterEach(() => world.close());

  let presses = 0;
  async function disown(): Promise<DisownResult> {
    const { store, clock, keys, organizationId, lena } = world;
    const organization = await store.read.organizations.findById(organizationId);
    const [code] = await store.read.codes.listLatest(organizationId, lena.id, 1);
    if (organization === null || code === undefined) throw new Error('There is nothing to disown');
    presses += 1;
    return createDisownCodes({ store, clock, keys, random: systemRandom })({
      organization,
      workspace: { teamId: 'T1', enterpriseId: null },
      channelId: 'D1',
      slackUserId: 'ULENA',
      codeId: code.id,
      deliveryKey: `press-${presses}`,
      lookUpClicker: async () => null,
    });
  }

  /** The code is typed and right. */
  async function answer(): Promise<{
    attempt: Attempt;
    pageUrl: string;
    done: Awaited<ReturnType<typeof post>>;
  }> {
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    return { attempt, pageUrl, done: await post(attempt, pageUrl, code) };
  }
  function post({ browser }: Attempt, pageUrl: string, code: string) {
    return browser.post(pageUrl, { code });
  }

  it('N19: an answered sign-in that is not finished goes no further, and no other code opens it again', async () => {
    const { attempt, pageUrl, done } = await answer();
    expect(await disown()).toMatchObject({ kind: 'disowned', disowning: { signInsStopped: 1, ended: null } });
    const returned = await goOn(attempt, done).catch(() => null);
    expect(returned?.searchParams.get('code') ?? null).toBeNull();
    const other = await world.issueCode(world.lena);
    await post(attempt, pageUrl, other);
    const again = await goOn(attempt, done).catch(() => null);
    expect(again?.searchParams.get('code') ?? null).toBeNull();
  });

  it('N19: an authorization code that is not exchanged yet brings no token', async () => {
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, code);
    expect(returned.searchParams.get('code')).not.toBeNull();
    expect(await disown()).toMatchObject({ disowning: { signInsStopped: 1 } });
    await expect(exchange(attempt, returned)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('N19: an access token that is not used yet tells nothing; what the service knows is not claimed to be stopped', async () => {
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    const tokens = await exchange(attempt, await typeCode(attempt, pageUrl, code));
    expect(await disown()).toMatchObject({ disowning: { signInsStopped: 0 } });
    await expect(fetchUserInfo(attempt.configuration, tokens.access_token, world.lena.id)).rejects.toThrow();
  });

  it('N19: another person’s sign-in goes on', async () => {
    const code = await world.issueCode(world.mia);
    const attempt = await beginSignIn(world, client, { login_hint: world.mia.email });
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, code);
    await world.issueCode(world.lena);
    await disown();
    expect((await exchange(attempt, returned)).claims()?.sub).toBe(world.mia.id);
  });
});
