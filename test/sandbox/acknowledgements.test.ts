import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  actions,
  button,
  Cleanup,
  DELIVERIES,
  httpBolt,
  manifest,
  sandboxFor,
  webClient,
} from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

describe.each(DELIVERIES)('S2 sandbox: acknowledgements over $mode', ({ mode, connect }) => {
  test('a late ack is a visible operation_timeout, to the one who typed', async () => {
    const sandbox = await sandboxFor(cleanup, { mode, ackTimeoutMs: 100 });
    await connect(cleanup, sandbox, (app) =>
      app.command('/probe', async ({ ack }) => {
        await wait(250);
        await ack('too late').catch(() => undefined);
      }),
    );
    const adam = sandbox.actAs('adam');
    expect(await adam.command('#general', '/probe x')).toMatchObject({
      acked: false,
      error: 'operation_timeout',
    });
    await wait(250);
    expect(adam.visibleMessages('#general').map(({ text, ephemeral }) => ({ text, ephemeral }))).toEqual([
      { text: '/probe failed with the error "operation_timeout"', ephemeral: true },
    ]);
    expect(sandbox.actAs('mia').visibleMessages('#general')).toEqual([]);
  });

  test('nobody there is a dispatch_failed', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const adam = sandbox.actAs('adam');
    expect(await adam.command('#general', '/probe x')).toMatchObject({
      acked: false,
      error: 'dispatch_failed',
    });
    expect(adam.visibleMessages('#general')[0]?.text).toContain('"dispatch_failed"');
  });

  test('an ack with a text is an ephemeral answer, unless it says in_channel', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    await connect(cleanup, sandbox, (app) =>
      app.command('/probe', async ({ ack, command }) => {
        if (command.text === 'all') await ack({ text: 'for all', response_type: 'in_channel' });
        else await ack('for you');
      }),
    );
    const adam = sandbox.actAs('adam');
    await adam.command('#general', '/probe');
    await adam.command('#general', '/probe all');
    expect(adam.visibleMessages('#general').map(({ text }) => text)).toEqual(['for you', 'for all']);
    expect(
      sandbox
        .actAs('mia')
        .visibleMessages('#general')
        .map(({ text }) => text),
    ).toEqual(['for all']);
  });

  test('a click that nobody acknowledges says so to the test, and posts nothing', async () => {
    const sandbox = await sandboxFor(cleanup, { mode, ackTimeoutMs: 100 });
    await connect(cleanup, sandbox, (app) => app.action('slow', async () => undefined));
    await webClient(sandbox).chat.postMessage({
      channel: 'CGENERAL',
      text: 'x',
      blocks: [actions(button('slow')) as never],
    });
    const adam = sandbox.actAs('adam');
    const [message] = adam.visibleMessages('#general');
    if (!message) throw new Error('no message');
    expect(await adam.click(message, 'slow')).toMatchObject({ acked: false, error: 'operation_timeout' });
    expect(adam.visibleMessages('#general')).toHaveLength(1);
  });

  test('S11 sandbox: the same envelope again, ten times', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const bodies: unknown[] = [];
    await connect(cleanup, sandbox, (app) =>
      app.command('/probe', async ({ ack, body }) => {
        bodies.push(body);
        await ack();
      }),
    );
    await sandbox.actAs('adam').command('#general', '/probe x');
    const [first] = sandbox.envelopes();
    if (!first) throw new Error('no envelope');
    const again = await sandbox.redeliver(first, 9);
    expect(again.every(({ acked }) => acked)).toBe(true);
    expect(bodies).toHaveLength(10);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    const [replayed] = await sandbox.redeliver(first, 1, 'replayed');
    expect(replayed).toMatchObject({ acked: true });
    const last = sandbox.envelopes().at(-1);
    expect(last).toMatchObject({ id: first.id });
    if (mode === 'http') expect(last?.signed).toEqual(first.signed);
  });
});

test('S1 sandbox: what is signed with another secret does not get past Bolt', async () => {
  const apps = [{ manifest: manifest({ events: [] }) }, { manifest: manifest() }];
  const sandbox = await sandboxFor(cleanup, { apps: apps.map((app) => ({ ...app, mode: 'http' })) });
  let calls = 0;
  await httpBolt(
    cleanup,
    sandbox,
    (app) =>
      app.command('/probe', async ({ ack }) => {
        calls += 1;
        await ack();
      }),
    1,
  );
  await sandbox.actAs('adam').command('#general', '/probe x');
  const [genuine] = sandbox.envelopes();
  if (!genuine?.signed) throw new Error('nothing was signed');
  expect(genuine.signed.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
  expect(await sandbox.redeliver(genuine, 1, 'forged')).toMatchObject([{ acked: false }]);
  expect(sandbox.envelopes().at(-1)?.httpStatus).toBe(401);
  expect(await sandbox.redeliver(genuine, 1, { skewS: -301 })).toMatchObject([{ acked: false }]);
  expect(sandbox.envelopes().at(-1)?.httpStatus).toBe(401);
  expect(calls).toBe(1);
  // Bolt checks the past only: a timestamp from the future is the app's own business.
  expect(await sandbox.redeliver(genuine, 1, { skewS: 301 })).toMatchObject([{ acked: true }]);
});

test('a request URL off the machine is refused', async () => {
  const sandbox = await sandboxFor(cleanup, { mode: 'http' });
  expect(() => sandbox.app().setRequestUrl('https://bot.example/slack/events')).toThrow('loopback');
});
