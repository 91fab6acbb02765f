import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visit } from './browser.ts';
import { createFlakyStore, createFlaw } from './flaky-store.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { type Attempt, beginSignIn, openPage, readContinueUrl } from './sign-in.ts';

describe.each(storeKinds)('an outage of the store, on %s', (kind) => {
  const flaw = createFlaw();
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind, { wrapStore: (store) => createFlakyStore(store, flaw) });
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  const isDone = ({ text }: Visit) => text.includes('class="action" href');

  /** As a person does it: type, and while "unavailable" is said load the page again, and type again if it asks again. */
  async function pass(attempt: Attempt, pageUrl: string, code: string): Promise<string> {
    let visit = await attempt.browser.post(pageUrl, { code });
    for (let tries = 0; tries < 4 && !isDone(visit); tries += 1) {
      expect(visit.status, visit.text).toBe(503);
      visit = await attempt.browser.get(pageUrl);
      if (visit.text.includes('name="code"')) visit = await attempt.browser.post(pageUrl, { code });
    }
    let back = await attempt.browser.get(readContinueUrl(visit));
    for (let tries = 0; tries < 4 && back.location === null; tries += 1) {
      expect(back.status, back.text).toBe(503);
      back = await attempt.browser.get(readContinueUrl(visit));
    }
    const authorizationCode = new URL(back.location ?? '').searchParams.get('code');
    if (authorizationCode === null) throw new Error(`No code: ${back.location}`);
    return authorizationCode;
  }

  async function redeem(attempt: Attempt, authorizationCode: string) {
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.id,
        client_secret: client.secret,
        code: authorizationCode,
        code_verifier: attempt.verifier,
        redirect_uri: REDIRECT_URI,
      }),
    });
    return {
      status: response.status,
      body: (await response.json()) as { error?: string; id_token?: string },
    };
  }

  it.each(['before', 'after'] as const)(
    'at any step from the code on (%s it): the code is spent once, and the same browser still gets in',
    async (moment) => {
      const outcomes = new Set<string>();
      for (let failAt = 1; failAt < 60; failAt += 1) {
        const code = await world.issueCode(world.lena);
        const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
        const { pageUrl } = await openPage(attempt);
        const before = (await world.store.read.audit.head(world.organizationId)).sequence;
        Object.assign(flaw, { failAt, moment, steps: 0 });
        let tokens = await redeem(attempt, await pass(attempt, pageUrl, code));
        if (tokens.status !== 200) {
          outcomes.add(`${tokens.status} ${tokens.body.error}`);
          expect(`${tokens.status} ${tokens.body.error}`).toBe('503 temporarily_unavailable');
          expect(flaw.hasFailed).toBe(true);
          // Whether the outage came before or after anything was written is not for the client to know: it starts over.
          const again = await attempt.browser.get(pageUrl);
          if (isDone(again)) {
            const back = await attempt.browser.get(readContinueUrl(again));
            tokens = await redeem(attempt, new URL(back.location ?? '').searchParams.get('code') ?? '');
          } else {
            // The token was written and its answer lost with the process: the one thing that cannot be fetched again.
            expect(moment).toBe('after');
            outcomes.add('lost with the token');
            tokens = { status: 200, body: {} };
          }
        }
        expect(tokens.status, `${failAt} ${JSON.stringify(tokens.body)}`).toBe(200);
        const { hasFailed } = flaw;
        Object.assign(flaw, { failAt: 0 });
        const history = await world.store.read.audit.list(world.organizationId, { after: before, limit: 20 });
        expect(history.filter(({ action }) => action === 'code.redeemed')).toHaveLength(1);
        if (!hasFailed) {
          expect(failAt).toBeGreaterThan(15);
          expect([...outcomes]).toContain('503 temporarily_unavailable');
          return;
        }
      }
      throw new Error('The flow has no end');
    },
    60_000,
  );
});
