import { afterEach, describe, expect, it } from 'vitest';
import { createRequestScope } from '../../src/system/request-scope.ts';
import { anotherCode, type HttpWorld, openHttpWorld } from './open-http-world.ts';

let world: HttpWorld;
afterEach(() => world.close());

/** Redeems wrongly. @returns from where, as the history and the log have it */
async function redeemFrom(forwarded: string | null) {
  const headers = forwarded === null ? {} : { 'x-forwarded-for': forwarded };
  const { status } = await world.redeem({ user: world.lena.email, code: anotherCode() }, headers);
  expect(status).toBe(403);
  const events = await world.store.read.audit.listLatest(world.lena.organizationId, 100);
  const line = world.logLines().findLast(({ msg }) => msg === 'request');
  return { audited: events[0]?.source, logged: line?.address };
}

describe('N14: from where a caller comes', () => {
  it('is the connection: nobody else’s header is believed', async () => {
    world = await openHttpWorld();
    const here = { audited: 'http:127.0.0.1', logged: '127.0.0.1' };
    expect(await redeemFrom(null)).toEqual(here);
    expect(await redeemFrom('192.0.2.66')).toEqual(here);
  });

  it.each([
    ['the proxy’s word', '192.0.2.7', '192.0.2.7'],
    ['not what the caller wrote before it', '198.51.100.1, 127.0.0.1, 192.0.2.7', '192.0.2.7'],
    ['beyond a second proxy', '198.51.100.1, 192.0.2.7, 10.1.2.3', '192.0.2.7'],
    ['without a port', '192.0.2.7:4711', '192.0.2.7'],
    ['without brackets', '[2001:db8::7]:4711', '2001:db8::7'],
    ['as IPv4 where it is', '::ffff:192.0.2.7', '192.0.2.7'],
    ['no text of anyone’s', 'x"}\u00ff', '127.0.0.1'],
    ['nothing', '', '127.0.0.1'],
  ])('behind trusted proxies: %s', async (_what, forwarded, address) => {
    world = await openHttpWorld({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    expect(await redeemFrom(forwarded)).toEqual({ audited: `http:${address}`, logged: address });
  });
});

it('N14: an event that a request caused names the request, as its answer and its log line do', async () => {
  const requestScope = createRequestScope();
  world = await openHttpWorld({}, requestScope);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => world.redeem({ user: world.lena.email, code: anotherCode() })),
  );
  const ids = answers.map(({ headers }) => headers.get('x-request-id')).sort();
  const events = await world.store.read.audit.listLatest(world.lena.organizationId, 100);
  const refused = events.filter(({ action }) => action === 'redeem.refused');
  expect(refused.map(({ details }) => details.causedBy).sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(5);
});
