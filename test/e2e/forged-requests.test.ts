import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../src/sandbox/sandbox.ts';
import { ask, findUser, lastClick, listEvents, press, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
let url: string;
beforeAll(async () => {
  world = await startWorld({ mode: 'http' });
  url = `${world.service.httpUrl}/slack/events`;
});
afterAll(() => world.stop());

interface Claim {
  readonly body: string;
  readonly type?: string;
  /** seconds since the epoch; default: now */
  readonly at?: number;
  readonly secret?: string;
  readonly headers?: Record<string, string>;
}

/** A request as Slack would send it, or nearly. */
async function send({ body, type, at, secret, headers = {} }: Claim, to = url): Promise<number> {
  const timestamp = String(at ?? Math.floor(world.clock.now() / 1000));
  const signature = createHmac('sha256', secret ?? world.sandbox.app().signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const response = await fetch(to, {
    method: 'POST',
    headers: {
      'content-type': type ?? 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
    body,
    signal: AbortSignal.timeout(5000),
  });
  await response.arrayBuffer();
  return response.status;
}

let commands = 0;
/** A command of Adam's, valid in everything. */
function helpCommand(more: Record<string, string> = {}): string {
  commands += 1;
  return new URLSearchParams({
    command: '/backupcode',
    text: 'help',
    team_id: 'TACME',
    user_id: 'UADAM',
    channel_id: 'CGENERAL',
    trigger_id: `t.${commands}`,
    response_url: `${world.sandbox.origin}/commands/none`,
    ...more,
  }).toString();
}

/** One that opens a request. */
function realCommand(): string {
  return helpCommand({ text: '<@UMIA|mia> lost phone' });
}

const countReplays = (): number =>
  world
    .log()
    .split('\n')
    .filter((line) => line.includes('claimed to be from Slack') && line.includes('"reason":"replay"')).length;

describe('requests that claim to be Slack’s', () => {
  it('S1: a rightly signed one is taken', async () => {
    expect(await send({ body: helpCommand() })).toBe(200);
  });

  it.each([
    ['signed with another secret', { secret: 'not-the-secret' }],
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['a signature that is too short', { headers: { 'x-slack-signature': 'v0=ab' } }],
    ['another version', { headers: { 'x-slack-signature': `v1=${'a'.repeat(64)}` } }],
    ['no time', { headers: { 'x-slack-request-timestamp': '' } }],
    ['a time that is no number', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['a time in exponent form', { headers: { 'x-slack-request-timestamp': '2e9' } }],
    ['the time changed after signing', { headers: { 'x-slack-request-timestamp': '1900000000' } }],
    ['a secret that differs in case only', { secret: 'upper' }],
  ])('S1: %s: refused', async (_what, change) => {
    const secret =
      'secret' in change && change.secret === 'upper'
        ? world.sandbox.app().signingSecret.toUpperCase()
        : undefined;
    const opened = await listEvents(world, 'request.opened');
    const body = helpCommand({ text: '<@ULENA|lena>' });
    expect(await send({ body, ...change, ...(secret === undefined ? {} : { secret }) })).toBe(401);
    expect(await listEvents(world, 'request.opened')).toEqual(opened);
  });

  it('S1: a body changed after signing', async () => {
    const body = helpCommand();
    const at = Math.floor(world.clock.now() / 1000);
    const signature = createHmac('sha256', world.sandbox.app().signingSecret)
      .update(`v0:${at}:${body}`)
      .digest('hex');
    const headers = { 'x-slack-signature': `v0=${signature}` };
    expect(await send({ body: body.replace('help', 'hell'), at, headers })).toBe(401);
    expect(await send({ body, at, headers })).toBe(200);
  });

  it.each([
    [-301, 401],
    [301, 401],
    [-86_400, 401],
    [86_400, 401],
    [299, 200],
    [-298, 200],
  ])('S1: a clock that is %d s off: %d', async (skew, expected) => {
    const at = Math.floor(world.clock.now() / 1000) + skew;
    expect(await send({ body: helpCommand(), at })).toBe(expected);
  });

  it('S1 S11: the very same request again is refused, and nothing is done twice by any instance', async () => {
    const second = await world.startAnother();
    const elsewhere = `${second.httpUrl}/slack/events`;
    const claim = { body: realCommand(), at: Math.floor(world.clock.now() / 1000) };
    const opened = await listEvents(world, 'request.opened');
    expect(await send(claim)).toBe(200);
    expect(await send(claim)).toBe(401);
    await waitForEvent(world, 'request.opened', opened.length + 1);
    const logged = countReplays();
    // Slack, or whoever it is, hears its 200 there; the store knows better.
    expect(await send(claim, elsewhere)).toBe(200);
    await expect.poll(countReplays).toBe(logged + 1);
    expect(await send(claim, elsewhere)).toBe(401);
    // One that started after it refuses it at once.
    const third = await world.startAnother();
    expect(await send(claim, `${third.httpUrl}/slack/events`)).toBe(401);
    const both = { ...claim, body: realCommand(), at: claim.at + 290 };
    expect(await Promise.all([send(both), send(both, elsewhere)])).toEqual([200, 200]);
    await expect.poll(countReplays).toBe(logged + 4);
    await waitForEvent(world, 'request.opened', opened.length + 2);
    await second.stop();
    await third.stop();
    expect(await listEvents(world, 'request.opened')).toHaveLength(opened.length + 2);
  });

  it('S1: other spellings of the path are no way around', async () => {
    const claim = { body: helpCommand(), at: Math.floor(world.clock.now() / 1000) };
    expect(await send(claim)).toBe(200);
    for (const path of [
      '/slack/events/',
      '/SLACK/EVENTS',
      '/slack/events?x=1',
      '/slack//events',
      '/slack/%65vents',
    ]) {
      expect(await send(claim, world.service.httpUrl + path)).toBeGreaterThanOrEqual(400);
    }
  });

  it('S1: a body over a mebibyte is refused unread', async () => {
    expect(await send({ body: helpCommand({ text: 'x'.repeat(1024 * 1024) }) })).toBe(413);
    expect(await send({ body: helpCommand() })).toBe(200);
  });

  it('S1 N6: a refusal is logged without what was sent', async () => {
    const body = helpCommand({ text: 'very-private-text' });
    expect(await send({ body, secret: 'wrong' })).toBe(401);
    await expect.poll(() => world.log()).toContain('claimed to be from Slack was refused');
    expect(world.log()).not.toContain('very-private-text');
    expect(world.log()).not.toContain(world.sandbox.app().signingSecret);
  });
});

/** Replaces one thing somewhere in a payload. */
function damage(payload: Envelope['payload'], path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const copy: Record<string, unknown> = { ...payload };
  const inner = copy[head];
  if (rest.length === 0 && value === undefined) delete copy[head];
  else if (Array.isArray(inner)) copy[head] = [damage(inner[0], rest.slice(1), value)];
  else copy[head] = damage(inner as Envelope['payload'], rest, value);
  return copy;
}

const strange = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('__proto__', '\0', '🙈', '../..', '$where', '{"$gt":""}', 'x'.repeat(5000)),
  fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.anything({ maxDepth: 1 }), { maxKeys: 3 }),
);

describe('requests rightly signed but not as Slack would make them', () => {
  it('S1 S9: a click with anything in place of anything is answered, and brings no code', async () => {
    const prompt = await ask(world, 'amina', '@lena', 'it-help');
    await press(world, 'amina', prompt, 'cancel_request');
    const { payload } = lastClick(world);
    const places = fc.constantFrom(
      ['team'],
      ['team', 'id'],
      ['enterprise'],
      ['user'],
      ['user', 'id'],
      ['channel'],
      ['channel', 'id'],
      ['container'],
      ['container', 'is_ephemeral'],
      ['trigger_id'],
      ['response_url'],
      ['actions', '0', 'value'],
      ['actions', '0', 'block_id'],
    );
    await fc.assert(
      fc.asyncProperty(places, strange, fc.nat(), async (place, value, nonce) => {
        const forged = damage({ ...payload, nonce, trigger_id: `fuzz.${nonce}` }, place, value);
        const body = new URLSearchParams({ payload: JSON.stringify(forged) }).toString();
        // Without a user Bolt itself gives up, and says 500.
        expect(await send({ body })).toBeGreaterThanOrEqual(200);
      }),
      { numRuns: 60, seed: 20_260_102 },
    );
    await expectUnharmed();
  });

  it('N14 N20: what was forged, old or replayed is in the history, sparsely, with the caller’s address, and all of it in the log', async () => {
    const list = async (wanted: string) =>
      (await listEvents(world, 'slack.refused')).filter(({ reason }) => reason === wanted);
    const body = helpCommand();
    for (let nth = 1; nth <= 12; nth += 1) expect(await send({ body, secret: 'not Slack’s' })).toBe(401);
    expect(await send({ body, at: 1 })).toBe(401);
    expect(await send({ body })).toBe(200);
    expect(await send({ body })).toBe(401);
    await expect.poll(async () => (await list('skew')).length).toBeGreaterThanOrEqual(1);
    await expect.poll(async () => (await list('replay')).length).toBeGreaterThanOrEqual(1);
    const forged = await list('signature');
    expect(forged.length).toBeGreaterThanOrEqual(1);
    expect(forged.length, 'not one for each').toBeLessThan(12);
    expect(forged.at(-1)).toMatchObject({ outcome: 'refused', source: 'http:127.0.0.1' });
    expect(forged.at(-1)?.details.causedBy).toMatch(/^\w{10}$/);
    expect(world.log()).toContain('"reason":"signature","source":"http:127.0.0.1"');
  });

  it('S1 S5: a command with anything in place of anything is answered, and brings no code', async () => {
    const fields = fc.constantFrom(
      'text',
      'team_id',
      'enterprise_id',
      'user_id',
      'channel_id',
      'trigger_id',
      'response_url',
    );
    await fc.assert(
      fc.asyncProperty(fields, fc.string({ unit: 'binary', maxLength: 200 }), async (field, value) => {
        expect(await send({ body: helpCommand({ [field]: value }) })).toBe(200);
      }),
      { numRuns: 60, seed: 20_260_103 },
    );
    await expectUnharmed();
  });

  it('S1: a body that is nothing of the kind is answered', async () => {
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
    );
    const bodies = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.json({ maxDepth: 2 }).filter((text) => !text.includes('"type"')),
      fc.constantFrom(
        '',
        'payload=',
        'payload=%7B',
        'payload=null',
        '{',
        'null',
        '[]',
        '"x"',
        'ssl_check=1',
        '{"type":7}',
        '{"__proto__":{}}',
      ),
    );
    // All at once: what nobody handles is answered only after the 3 s that Slack would wait for an `ack`.
    const claims = fc.sample(fc.record({ type: types, body: bodies }), { numRuns: 80, seed: 20_260_101 });
    const now = Math.floor(world.clock.now() / 1000);
    const statuses = await Promise.all(claims.map((claim, index) => send({ ...claim, at: now - index })));
    for (const status of statuses) expect(status).toBeGreaterThanOrEqual(200);
    await expectUnharmed();
  });
});

async function expectUnharmed(): Promise<void> {
  expect(await send({ body: helpCommand() })).toBe(200);
  expect(world.codes).toEqual([]);
  const lena = await findUser(world, 'lena');
  expect(await world.store.read.codes.listLatest(world.organization.id, lena.id, 1)).toEqual([]);
}
