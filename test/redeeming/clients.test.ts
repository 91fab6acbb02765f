import { describe, expect, it } from 'vitest';
import { createRotateClientSecret } from '../../src/services/clients/rotate-client-secret.ts';
import { errorCodeOf, openClientWorld, storeKinds, wrongCode } from './open-client-world.ts';

const HOUR = 3_600_000;

describe.each(storeKinds)('the credential of a client, on %s', (kind) => {
  it('does what its scopes say and nothing else, and a refusal is on record', async () => {
    const { main, addClient, lena, actions } = await openClientWorld(kind);
    const calls = {
      'codes:redeem': ['/v1/codes/redeem', { user: lena.email, code: wrongCode() }],
      challenges: ['/v1/challenges', { user: lena.email }],
      'enrolments:report': [`/v1/users/${lena.id}/factor-enrolled`, {}],
    } as const;
    const oidc = {
      profile: 'code',
      redirectUris: ['https://portal.example/in'],
      authMethod: 'client_secret_basic',
      hintIssuer: null,
    } as const;
    const scopes = ['codes:redeem', 'challenges', 'enrolments:report', 'oidc'] as const;
    for (const scope of scopes) {
      const client = await addClient(scope, scope === 'oidc' ? { oidc } : { scopes: [scope] });
      for (const [needed, [path, body]] of Object.entries(calls)) {
        const answer = await main.send(client, path, body);
        const isForbidden = errorCodeOf(answer) === 'forbidden' && answer.status === 403;
        expect(isForbidden, `${scope} at ${path}`).toBe(needed !== scope);
      }
      const looking = await main.send(client, '/v1/challenges/chl_0000000000000000');
      expect(errorCodeOf(looking)).toBe(scope === 'challenges' ? 'challenge_not_found' : 'forbidden');
    }
    expect((await actions()).filter((action) => action === 'client.refused')).toHaveLength(12);
  });

  it('ends at its time, to the millisecond', async () => {
    const { main, addClient, lena, clock } = await openClientWorld(kind);
    const client = await addClient('Portal', { expiresAt: clock.at + HOUR });
    const open = () => main.send(client, '/v1/challenges', { user: lena.email });
    clock.at += HOUR - 1;
    expect((await open()).status).toBe(200);
    clock.at += 1;
    expect(errorCodeOf(await open())).toBe('unauthorized');
  });

  it('is rotated without a moment in which none works: both for the overlap, then the new one', async () => {
    const world = await openClientWorld(kind);
    const { main, addClient, lena, clock, deps, organizationId } = world;
    const first = await addClient('Portal');
    const rotate = createRotateClientSecret(deps);
    const next = async (overlapMs?: number) => {
      const rotated = await rotate(organizationId, 'Portal', overlapMs);
      if (rotated.kind !== 'rotated') throw new Error(rotated.kind);
      return { ...first, credential: rotated.credential.reveal() };
    };
    const works = async (client: typeof first) =>
      (await main.send(client, '/v1/challenges', { user: lena.email })).status;
    const second = await next();
    expect([await works(first), await works(second)]).toEqual([200, 200]);
    clock.at += 24 * HOUR - 1;
    expect([await works(first), await works(second)]).toEqual([200, 200]);
    clock.at += 1;
    expect([await works(first), await works(second)]).toEqual([401, 200]);
    const third = await next(HOUR);
    const fourth = await next(HOUR);
    expect([await works(second), await works(third), await works(fourth)]).toEqual([401, 200, 200]);
    const fifth = await next(0);
    expect([await works(third), await works(fourth), await works(fifth)]).toEqual([401, 401, 200]);
    expect((await world.actions()).filter((action) => action === 'client.rotated')).toHaveLength(4);
    expect((await rotate(organizationId, 'Portal', -1)).kind).toBe('invalid_overlap');
    expect((await rotate(organizationId, 'Nobody')).kind).toBe('unknown_service');
  });

  it('is limited in its rate across instances, by the minute, alone, and with one line in the history', async () => {
    const { main, start, openAnother, addClient, lena, clock, actions } = await openClientWorld(kind);
    const other = await start({ store: await openAnother() });
    const portal = await addClient('Portal', { requestsPerMinute: 20 });
    const calm = await addClient('Calm');
    const flood = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        (i % 2 === 0 ? main : other).send(portal, '/v1/challenges', { user: lena.email }),
      ),
    );
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(20);
    const refused = flood.filter((answer) => errorCodeOf(answer) === 'rate_limited');
    expect(refused).toHaveLength(10);
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(refused.map(() => '60'));
    expect((await main.send(calm, '/v1/challenges', { user: lena.email })).status).toBe(200);
    clock.at += 59_999;
    expect((await main.send(portal, '/v1/challenges', { user: lena.email })).status).toBe(429);
    clock.at += 1;
    expect((await main.send(portal, '/v1/challenges', { user: lena.email })).status).toBe(200);
    expect((await actions()).filter((action) => action === 'client.refused')).toHaveLength(1);
  });
});
