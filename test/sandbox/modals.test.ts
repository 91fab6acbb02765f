import type { App, ViewSubmitAction } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { button, Cleanup, DELIVERIES, sandboxFor, section, socketBolt } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function reasonModal(title: string, more: object = {}) {
  return {
    type: 'modal' as const,
    callback_id: 'reason',
    title: plain(title),
    submit: plain('Send'),
    private_metadata: 'kept',
    blocks: [
      {
        type: 'input',
        block_id: 'why',
        label: plain('Why'),
        element: { type: 'plain_text_input', action_id: 'text', min_length: 3 },
      },
      {
        type: 'input',
        block_id: 'how',
        optional: true,
        label: plain('How'),
        element: {
          type: 'static_select',
          action_id: 'channel',
          options: [
            { text: plain('Call'), value: 'call' },
            { text: plain('Visit'), value: 'visit' },
          ],
        },
      },
      { type: 'actions', block_id: 'extra', elements: [button('deeper')] },
    ] as never,
    ...more,
  };
}

type Submission = Parameters<Parameters<App['view']>[1]>[0];

function modalApp(submissions: ViewSubmitAction[], closed: unknown[] = []) {
  return (app: App) => {
    app.command('/probe', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: reasonModal('First', { notify_on_close: true }),
      });
    });
    app.action('deeper', async ({ ack, body, client }) => {
      await ack();
      if ('trigger_id' in body)
        await client.views.push({ trigger_id: body.trigger_id, view: reasonModal('Deeper') });
    });
    app.view('reason', async ({ ack, body, view }: Submission) => {
      submissions.push(body as ViewSubmitAction);
      const why = view.state.values.why?.text?.value;
      if (why === 'wrong') await ack({ response_action: 'errors', errors: { why: 'Not that.' } });
      else if (why === 'update') await ack({ response_action: 'update', view: reasonModal('Updated') });
      else if (why === 'push') await ack({ response_action: 'push', view: reasonModal('Pushed') });
      else if (why === 'clear') await ack({ response_action: 'clear' });
      else if (why === 'nonsense') await ack({ response_action: 'errors', errors: { nowhere: 'x' } });
      else await ack();
    });
    app.view({ callback_id: 'reason', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push(body);
      await ack();
    });
  };
}

describe.each(DELIVERIES)('modals over $mode', ({ mode, connect }) => {
  test('S3 sandbox: opened, refused, corrected, closed', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const submissions: ViewSubmitAction[] = [];
    await connect(cleanup, sandbox, modalApp(submissions));
    const adam = sandbox.actAs('adam');
    await adam.command('#general', '/probe');
    const modal = await adam.waitForModal();
    expect(modal).toMatchObject({ depth: 1, privateMetadata: 'kept' });

    await expect(adam.submitView({})).rejects.toThrow('required');
    await expect(adam.submitView({ text: 'no' })).rejects.toThrow('at least 3');
    await adam.submitView({ text: 'wrong' });
    expect(adam.modal()?.errors).toEqual({ why: 'Not that.' });
    expect(await adam.submitView({ text: 'lost phone', channel: 'call' })).toMatchObject({ acked: true });
    expect(adam.modal()).toBeUndefined();
    expect(submissions.at(-1)?.view).toMatchObject({
      private_metadata: 'kept',
      state: {
        values: {
          why: { text: { type: 'plain_text_input', value: 'lost phone' } },
          how: { channel: { type: 'static_select', selected_option: { value: 'call' } } },
        },
      },
    });
  });

  test('a submission can update, push and clear', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    await connect(cleanup, sandbox, modalApp([]));
    const adam = sandbox.actAs('adam');
    await adam.command('#general', '/probe');
    await adam.waitForModal();
    await adam.submitView({ text: 'update' });
    expect(adam.modal()).toMatchObject({ depth: 1, content: { title: { text: 'Updated' } } });
    await adam.submitView({ text: 'push' });
    expect(adam.modal()).toMatchObject({ depth: 2, content: { title: { text: 'Pushed' } } });
    expect(await adam.submitView({ text: 'nonsense' })).toMatchObject({ error: 'invalid_response' });
    await adam.submitView({ text: 'clear' });
    expect(adam.modal()).toBeUndefined();
  });
});

test('a button in a modal pushes the next, three high', async () => {
  const sandbox = await sandboxFor(cleanup);
  await socketBolt(cleanup, sandbox, modalApp([]));
  const adam = sandbox.actAs('adam');
  await adam.command('#general', '/probe');
  await adam.waitForModal();
  for (const depth of [2, 3]) {
    await adam.clickInView('deeper');
    await adam.waitForModal((view) => view.depth === depth);
  }
  await adam.closeView();
  expect(adam.modal()?.depth).toBe(2);
});

test('closing is told to the app that asked for it', async () => {
  const sandbox = await sandboxFor(cleanup);
  const closed: unknown[] = [];
  await socketBolt(cleanup, sandbox, modalApp([], closed));
  const adam = sandbox.actAs('adam');
  await adam.command('#general', '/probe');
  await adam.waitForModal();
  expect(await adam.closeView()).toMatchObject({ acked: true });
  expect(closed).toMatchObject([{ type: 'view_closed', is_cleared: false, view: { callback_id: 'reason' } }]);
});

test('S3 sandbox: a trigger opens one modal within three seconds', async () => {
  const clock = { ms: Date.now() };
  const sandbox = await sandboxFor(cleanup, { now: () => clock.ms });
  const outcomes: string[] = [];
  await socketBolt(cleanup, sandbox, (app) =>
    app.command('/probe', async ({ ack, body, client }) => {
      await ack();
      const open = () =>
        client.views.open({ trigger_id: body.trigger_id, view: reasonModal('Once') }).then(
          () => 'ok',
          (error: Error) => error.message,
        );
      clock.ms += Number(body.text);
      outcomes.push(await open(), await open());
    }),
  );
  const adam = sandbox.actAs('adam');
  await adam.command('#general', '/probe 3000');
  await expect.poll(() => outcomes.length).toBe(2);
  await adam.command('#general', '/probe 3001');
  await expect.poll(() => outcomes.length).toBe(4);
  expect(outcomes).toEqual([
    'ok',
    expect.stringContaining('exchanged_trigger_id'),
    expect.stringContaining('expired_trigger_id'),
    expect.stringContaining('expired_trigger_id'),
  ]);
});

test('a home tab is published for one person, and its buttons work', async () => {
  const sandbox = await sandboxFor(cleanup);
  await socketBolt(cleanup, sandbox, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = [
        section(`Hello ${event.user}`),
        { type: 'actions', elements: [button('refresh')] },
      ] as never;
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
    app.action('refresh', async ({ ack, body, client }) => {
      await ack();
      const blocks = [section('Refreshed')] as never;
      await client.views.publish({ user_id: body.user.id, view: { type: 'home', blocks } });
    });
  });
  const adam = sandbox.actAs('adam');
  await adam.openHome();
  await adam.waitForHome((home) => JSON.stringify(home.blocks).includes('Hello UADAM'));
  expect(sandbox.actAs('mia').home()).toBeUndefined();
  expect(await adam.clickInHome('refresh')).toMatchObject({ acked: true });
  await adam.waitForHome((home) => JSON.stringify(home.blocks).includes('Refreshed'));
});
