import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openClientWorld } from './open-client-world.ts';

const RUNS = 150;

it(`whatever is sent to whatever endpoint is answered in JSON and never by a 5xx: ${RUNS} requests to each`, async () => {
  const world = await openClientWorld();
  const { addClient, main, lena, organizationId, store } = world;
  const client = await addClient('Portal', { requestsPerMinute: 60_000 });
  const { code } = await world.issue();
  const opened = await main.send(client, '/v1/challenges', { user: 'ghost@people.example' });
  const paths = [
    '/v1/codes/redeem',
    '/v1/challenges',
    `/v1/challenges/${opened.body.challengeId}/answer`,
    '/v1/challenges/chl_0000000000000000/answer',
    `/v1/users/${lena.id}/factor-enrolled`,
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constant('a@b.example'),
  );
  const body = fc.oneof(
    fc.json(),
    text,
    fc
      .record({ user: text, code: text, returnTo: text }, { requiredKeys: [] })
      .map((each) => JSON.stringify(each)),
    fc.record({ user: fc.anything(), code: fc.anything() }).map((each) => stringify(each)),
  );
  const key = fc.option(
    // What an HTTP client can send at all.
    fc.string({
      unit: fc
        .integer({ min: 0x20, max: 0xff })
        .filter((at) => at < 0x7f || at > 0x9f)
        .map((at) => String.fromCharCode(at)),
    }),
  );
  for (const path of paths) {
    await fc.assert(
      fc.asyncProperty(body, key, async (sent, idempotencyKey) => {
        const response = await fetch(`${main.url}${path}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${client.credential}`,
            'content-type': 'application/json',
            ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
          },
          body: sent,
        });
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get('content-type')).toContain('application/json');
        expect(typeof (await response.json())).toBe('object');
      }),
      { numRuns: RUNS },
    );
  }
  const live = await store.read.codes.findLive(organizationId, lena.id);
  expect(live?.state).toBe('active');
  expect((await main.send(client, '/v1/codes/redeem', { user: lena.email, code })).status).toBe(200);
}, 120_000);

/** `JSON.stringify`, but for values that it throws at. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{}';
  }
}
