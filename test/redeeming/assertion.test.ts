import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTVerifyOptions, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Answer, openClientWorld, ringOf, type TestClient } from './open-client-world.ts';

async function redeemed() {
  const world = await openClientWorld();
  const portal = await world.addClient('Portal');
  const { code, record } = await world.issue();
  const answer = await world.main.send(portal, '/v1/codes/redeem', { user: world.lena.email, code });
  return { world, portal, record, answer, assertion: assertionOf(answer) };
}

const assertionOf = ({ body }: Answer) => String(body.assertion);
const keySetOf = (url: string) => createRemoteJWKSet(new URL('/.well-known/jwks.json', url));

describe('the signed proof of a redeem', () => {
  const rules = (url: string, client: TestClient, at: number): JWTVerifyOptions => ({
    issuer: url,
    audience: client.service.id,
    algorithms: ['EdDSA'],
    typ: 'backupcode-assertion+jwt',
    currentDate: new Date(at),
  });

  it('N10: says who, for which service, with which factor, when and by which code, to any JWT library', async () => {
    const { world, portal, record, assertion } = await redeemed();
    const { url } = world.main;
    const { payload } = await jwtVerify(assertion, keySetOf(url), rules(url, portal, world.clock.at));
    const now = Math.floor(world.clock.at / 1000);
    expect(payload).toEqual({
      iss: url,
      aud: portal.service.id,
      sub: world.lena.id,
      login: world.lena.email,
      org: world.organizationId,
      amr: ['otp'],
      auth_time: now,
      iat: now,
      exp: now + 120,
      jti: `redeem:${record.id}`,
      code_id: record.id,
      code_spent: true,
    });
  });

  it('N6: neither the proof nor the published keys hold what must stay secret', async () => {
    const { world, assertion } = await redeemed();
    const { text, body } = await world.main.send(null, '/.well-known/jwks.json');
    const [key] = body.keys as Record<string, unknown>[];
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const seed = ringOf('test').current('assertion-signing').bytes;
    for (const form of [seed.toString('base64url'), seed.toString('hex'), seed.toString('base64')]) {
      expect(text + assertion).not.toContain(form);
    }
  });

  it('is good for two minutes and for the service that asked, and no other', async () => {
    const { world, portal, assertion } = await redeemed();
    const other = await world.addClient('Other');
    const { url } = world.main;
    const keys = keySetOf(url);
    const { at } = world.clock;
    await expect(jwtVerify(assertion, keys, rules(url, portal, at + 119_000))).resolves.toBeTruthy();
    await expect(jwtVerify(assertion, keys, rules(url, portal, at + 121_000))).rejects.toThrow('"exp"');
    await expect(jwtVerify(assertion, keys, rules(url, other, at))).rejects.toThrow('"aud"');
    await expect(
      jwtVerify(assertion, keys, { ...rules(url, portal, at), issuer: 'https://other.example' }),
    ).rejects.toThrow('"iss"');
  });

  it('with another body, without a signature or signed with the public key is no proof', async () => {
    const { world, portal, assertion } = await redeemed();
    const { url } = world.main;
    const [head = '', , signature = ''] = assertion.split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forgedBody = encode({ ...decodeJwt(assertion), sub: world.mia.id });
    const forgeries = [
      `${head}.${forgedBody}.${signature}`,
      `${encode({ ...decodeProtectedHeader(assertion), alg: 'none' })}.${forgedBody}.`,
      `${encode({ ...decodeProtectedHeader(assertion), alg: 'HS256' })}.${forgedBody}.${signature}`,
    ];
    for (const forged of forgeries) {
      const verified = jwtVerify(forged, keySetOf(url), rules(url, portal, world.clock.at));
      await expect(verified).rejects.toMatchObject({ code: /^ERR_J(WS|OSE)/ });
    }
  });

  it('N4: stays good while the master keys are rotated, on old instances and on new ones', async () => {
    const { world, portal, assertion } = await redeemed();
    const rotated = await world.start({ keys: ringOf('new-key', 'test') });
    const old = decodeJwt(assertion).iss ?? '';
    const options = rules(old, portal, world.clock.at);
    // What the old instance has signed, a verifier that knows the new instance's keys still takes.
    await expect(jwtVerify(assertion, keySetOf(rotated.url), options)).resolves.toBeTruthy();
    const { code } = await world.issue();
    const answer = await rotated.send(portal, '/v1/codes/redeem', { user: world.lena.email, code });
    const fresh = assertionOf(answer);
    expect(decodeProtectedHeader(fresh).kid).toBe('new-key');
    const freshOptions = rules(rotated.url, portal, world.clock.at);
    await expect(jwtVerify(fresh, keySetOf(rotated.url), freshOptions)).resolves.toBeTruthy();
    // And once the old key has left the ring, what it signed is worth nothing.
    const later = await world.start({ keys: ringOf('new-key') });
    await expect(jwtVerify(assertion, keySetOf(later.url), options)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });

  it('is not given with a refusal', async () => {
    const { world, portal } = await redeemed();
    const again = await world.main.send(portal, '/v1/codes/redeem', { user: world.lena.email, code: 'x' });
    expect(again.text).not.toContain('assertion');
  });
});
