import { afterEach, describe, expect, test } from 'vitest';
import { actions, Cleanup, sandboxFor, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const options = [option('one'), option('two')];

/** What each element says when somebody uses it. */
const USES: [string, object, string | string[], object][] = [
  ['static_select', { options }, 'two', { selected_option: option('two') }],
  ['radio_buttons', { options }, 'one', { selected_option: option('one') }],
  ['overflow', { options }, 'one', { selected_option: option('one') }],
  ['checkboxes', { options }, ['one', 'two'], { selected_options: options }],
  ['users_select', {}, 'ULENA', { selected_user: 'ULENA' }],
  ['datepicker', {}, '2030-01-31', { selected_date: '2030-01-31' }],
  ['timepicker', {}, '12:30', { selected_time: '12:30' }],
  ['datetimepicker', {}, '2030-01-31T12:30:00Z', { selected_date_time: 1_896_093_000 }],
];

describe('elements of a message', () => {
  test.each(USES)('%s', async (type, more, choice, said) => {
    const sandbox = await sandboxFor(cleanup);
    const blocks = [actions({ type, action_id: 'it', ...more }) as never];
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'choose', blocks });
    const adam = sandbox.actAs('adam');
    const [message] = adam.visibleMessages('#general');
    if (!message) throw new Error('no message');
    await adam.selectOption(message, 'it', choice);
    const payload = sandbox.envelopes()[0]?.payload;
    expect(payload).toMatchObject({
      type: 'block_actions',
      message: { ts: message.ts },
      actions: [{ type, action_id: 'it', block_id: 'buttons', ...said }],
    });
    const values = type === 'overflow' ? {} : { buttons: { it: { type, ...said } } };
    expect(payload?.state).toEqual({ values });
  });

  test.each([
    ['datepicker', '2030-02-30'],
    ['timepicker', '24:00'],
    ['datetimepicker', 'Monday'],
  ])('%s: no one can choose %s', async (type, choice) => {
    const sandbox = await sandboxFor(cleanup);
    const blocks = [actions({ type, action_id: 'it' }) as never];
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'choose', blocks });
    const adam = sandbox.actAs('adam');
    const [message] = adam.visibleMessages('#general');
    if (!message) throw new Error('no message');
    await expect(adam.selectOption(message, 'it', choice)).rejects.toThrow(`${choice} is no`);
  });

  test('a click takes along what was chosen beside it, and nothing that was not there', async () => {
    const sandbox = await sandboxFor(cleanup);
    const fields = [
      { type: 'static_select', action_id: 'it', options },
      { type: 'datepicker', action_id: 'day', initial_date: '2030-01-31' },
      { type: 'checkboxes', action_id: 'extras', options },
      { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } },
    ];
    const blocks = [{ type: 'actions', block_id: 'all', elements: fields } as never];
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'choose', blocks });
    const adam = sandbox.actAs('adam');
    const [message] = adam.visibleMessages('#general');
    if (!message) throw new Error('no message');
    await adam.click(message, 'go', { entered: { it: 'two', extras: ['one'] } });
    expect(sandbox.envelopes()[0]?.payload?.state).toEqual({
      values: {
        all: {
          it: { type: 'static_select', selected_option: option('two') },
          day: { type: 'datepicker', selected_date: '2030-01-31' },
          extras: { type: 'checkboxes', selected_options: [option('one')] },
        },
      },
    });
    await expect(adam.click(message, 'go', { entered: { it: 'three' } })).rejects.toThrow('no option three');
    await expect(adam.click(message, 'go', { entered: { gone: 'x' } })).rejects.toThrow('no field gone');
  });

  test('what is not there cannot be used, and the error says what is', async () => {
    const sandbox = await sandboxFor(cleanup);
    const blocks = [actions({ type: 'static_select', action_id: 'it', options }) as never];
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'choose', blocks });
    const adam = sandbox.actAs('adam');
    const [message] = adam.visibleMessages('#general');
    if (!message) throw new Error('no message');
    await expect(adam.click(message, 'other')).rejects.toThrow('there is: it');
    await expect(adam.selectOption(message, 'it', 'three')).rejects.toThrow('no option three');
  });

  test('blocks that came without ids are given some', async () => {
    const sandbox = await sandboxFor(cleanup);
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] },
    ];
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'x', blocks: blocks as never });
    const [message] = sandbox.actAs('adam').visibleMessages('#general');
    expect(message?.blocks).toMatchObject([
      { block_id: expect.stringMatching(/\w+/), elements: [{ action_id: expect.stringMatching(/\w+/) }] },
    ]);
  });
});
