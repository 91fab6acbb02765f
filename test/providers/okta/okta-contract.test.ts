import { describe } from 'vitest';
import { describeProvider } from '../describe-provider.ts';
import { email, lena, oktaPerson, startOktaWorld } from './okta-world.ts';

// With a service app: it has the login besides.
describe('Okta', () => {
  describeProvider(async () => {
    const { fake, openApp, pass } = await startOktaWorld();
    const change = (status: string) => () =>
      fake.people.set(lena.id, oktaPerson(lena.id, lena.login, status));
    return {
      fake,
      kind: 'okta',
      connection: openApp(),
      email,
      account: lena,
      isMaking: ({ method, path }) => method === 'POST' && path.endsWith('/tac'),
      addTwin: () => fake.people.set('00u3', oktaPerson('00u3', 'l.fischer@corp.example', 'ACTIVE', email)),
      unfit: [
        ['provider_account_missing', () => fake.people.delete(lena.id)],
        ...['STAGED', 'PROVISIONED', 'SUSPENDED', 'DEPROVISIONED', 'SOMETHING_NEW'].map(
          (status) => ['provider_account_disabled', change(status)] as const,
        ),
      ],
      makeOther: () => fake.codes.make(lena.id),
      working: () => fake.codes.working(lena.id),
      made: () => fake.codes.made,
      redeem: (code) => fake.codes.redeem(lena.id, code),
      enrol: () => fake.codes.enrol(lena.id),
      sessionsEnded: () => fake.codes.endedSessions.length,
      pass,
      confidential: [fake.apiToken, 'eyJ.', 'corp.example', 'Fischer', 'PRIVATE'],
    };
  });
});
