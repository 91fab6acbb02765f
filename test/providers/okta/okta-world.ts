import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createOktaProvider } from '../../../src/providers/okta/okta-connector.ts';
import { startOktaFake } from '../../../src/sandbox/vendors/okta.ts';
import { testWorld } from '../../sources/source-worlds.ts';

export const lena = { id: '00u1', login: 'lena@corp.example' };
export const email = lena.login;
export const wish = { minutes: 60, startsAt: null };

export const oktaPerson = (id: string, login: string, status = 'ACTIVE', address = login) => ({
  id,
  status,
  lastUpdated: '2026-02-01T08:00:00.000Z',
  profile: { login, email: address, firstName: 'Lena', lastName: 'Fischer' },
});

/** An organization with Lena and Noor, and a way to connect to it. */
export async function startOktaWorld() {
  const { world, waits, pass } = testWorld();
  const fake = await startOktaFake({ now: world.clock.now });
  fake.people.set(lena.id, oktaPerson(lena.id, lena.login));
  fake.people.set('00u2', oktaPerson('00u2', 'noor@corp.example'));
  for (const scope of appScopes) fake.granted.add(scope);
  const open = (more: Record<string, string> = {}, key = fake.apiToken) =>
    createOktaProvider(world).open({
      settings: { domain: 'acme.okta.com', url: fake.origin, ...more },
      secret: new Secret(key),
    });
  const openApp = () => open({ clientId: fake.clientId }, fake.jwk);
  return { fake, open, openApp, world, waits, pass };
}

export const appScopes = [
  'okta.users.read',
  'okta.users.manage',
  'okta.authenticators.read',
  'okta.roles.read',
  'okta.logs.read',
];
