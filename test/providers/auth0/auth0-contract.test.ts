import { describe } from 'vitest';
import type { ProviderConnection } from '../../../src/ports/providers/provider.ts';
import { describeProvider } from '../describe-provider.ts';
import { auth0Person, email, lena, startAuth0World } from './auth0-world.ts';

describe('Auth0', () => {
  describeProvider(async () => {
    const { fake, open, pass } = await startAuth0World();
    const inner = open();
    /** Codes that replaced others, and that no one has read. */
    const unseen = new Set<string>();
    const connection: ProviderConnection = {
      ...inner,
      async revoke(...args) {
        await inner.revoke(...args);
        const code = fake.working.get(lena.id);
        if (code !== undefined) unseen.add(code);
      },
    };
    const change = (more: object) => () => fake.people.set(lena.id, auth0Person(lena.id, lena.login, more));
    return {
      fake,
      kind: 'auth0',
      connection,
      email,
      account: lena,
      isMaking: ({ method, path }) => method === 'POST' && path.endsWith('/recovery-code-regeneration'),
      addTwin: () => fake.people.set('google-oauth2|1', auth0Person('google-oauth2|1', email, {}, 'google')),
      unfit: [
        ['provider_account_missing', () => fake.people.delete(lena.id)],
        ['provider_account_missing', change({ email_verified: false })],
        ['provider_account_disabled', change({ blocked: true })],
      ],
      makeOther: () => void fake.regenerate(lena.id),
      working: () => [...fake.working.values()].filter((code) => !unseen.has(code)),
      made: () => fake.made,
      redeem: (code) => fake.redeem(lena.id, code),
      enrol: () => fake.enrol(lena.id),
      sessionsEnded: () => fake.endedAccess.length,
      pass,
      confidential: [fake.clientSecret, 'eyJ.', 'corp.example', 'lena'],
    };
  });
});
