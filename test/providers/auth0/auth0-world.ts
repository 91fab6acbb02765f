import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createAuth0Provider } from '../../../src/providers/auth0/auth0-connector.ts';
import { startAuth0Fake } from '../../../src/sandbox/vendors/auth0.ts';
import { testWorld } from '../../sources/source-worlds.ts';

export const lena = { id: 'auth0|lena', login: 'lena@corp.example' };
export const email = lena.login;
export const wish = { minutes: 60, startsAt: null };

export const auth0Person = (id: string, address: string, more = {}, connection = 'Staff') => {
  const [provider = '', userId = ''] = id.split('|');
  return {
    user_id: id,
    email: address,
    email_verified: true,
    identities: [{ connection, provider, user_id: userId, isSocial: false }],
    ...more,
  };
};

/** A tenant with Lena, who has a second step, and a way to connect to it. */
export async function startAuth0World() {
  const { world, waits, pass } = testWorld();
  const fake = await startAuth0Fake({ now: world.clock.now });
  fake.people.set(lena.id, auth0Person(lena.id, lena.login));
  fake.enrolments.set(lena.id, [{ id: 'totp|dev_1', status: 'confirmed' }]);
  for (const scope of scopes) fake.granted.add(scope);
  const open = (more: Record<string, string> = {}, secret = fake.clientSecret) =>
    createAuth0Provider(world).open({
      settings: { domain: 'acme.eu.auth0.com', clientId: fake.clientId, url: fake.origin, ...more },
      secret: new Secret(secret),
    });
  return { fake, open, world, waits, pass };
}

export const scopes = [
  'read:users',
  'update:users',
  'read:guardian_factors',
  'read:logs',
  'delete:sessions',
  'delete:refresh_tokens',
];
