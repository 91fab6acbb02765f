import { afterEach, describe, expect, test } from 'vitest';
import { checkBlocks } from '../../src/sandbox/blocks/check-blocks.ts';
import { checkView } from '../../src/sandbox/blocks/check-view.ts';
import { actions, button, Cleanup, sandboxFor, section, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const plain = (text: string) => ({ type: 'plain_text', text });
const x = (length: number) => 'x'.repeat(length);
const many = <Item>(length: number, make: (index: number) => Item) =>
  Array.from({ length }, (_, index) => make(index));
const option = (index = 0, text = 'option') => ({ text: plain(text), value: `v${index}` });
const confirm = (change: object = {}) => ({
  title: plain('Sure?'),
  text: plain('Really'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...change,
});
const select = (options: object[]) => ({ type: 'static_select', action_id: 'pick', options });
const input = (element: object) => ({ type: 'input', label: plain('Why'), element });

/** At the limit Slack takes it, one beyond it does not. */
const BOUNDARIES: [string, object, object][] = [
  ['section text', section(x(3000)), section(x(3001))],
  [
    'section fields',
    { type: 'section', fields: many(10, () => plain('f')) },
    { type: 'section', fields: many(11, () => plain('f')) },
  ],
  [
    'field text',
    { type: 'section', fields: [plain(x(2000))] },
    { type: 'section', fields: [plain(x(2001))] },
  ],
  ['header text', { type: 'header', text: plain(x(150)) }, { type: 'header', text: plain(x(151)) }],
  [
    'header kind',
    { type: 'header', text: plain('h') },
    { type: 'header', text: { type: 'mrkdwn', text: 'h' } },
  ],
  [
    'context elements',
    { type: 'context', elements: many(10, () => plain('c')) },
    { type: 'context', elements: many(11, () => plain('c')) },
  ],
  [
    'actions elements',
    actions(...many(25, (n) => button(`b${n}`))),
    actions(...many(26, (n) => button(`b${n}`))),
  ],
  ['action ids', actions(button('a'), button('b')), actions(button('a'), button('a'))],
  ['action id length', actions(button(x(75))), actions({ ...button('b'), action_id: x(256) })],
  ['block id length', { type: 'divider', block_id: x(255) }, { type: 'divider', block_id: x(256) }],
  ['button text', actions(button('b', { text: plain(x(75)) })), actions(button('b', { text: plain(x(76)) }))],
  ['button text kind', actions(button('b')), actions(button('b', { text: { type: 'mrkdwn', text: 'b' } }))],
  ['button value', actions(button('b', { value: x(2000) })), actions(button('b', { value: x(2001) }))],
  ['button url', actions(button('b', { url: x(3000) })), actions(button('b', { url: x(3001) }))],
  ['button style', actions(button('b', { style: 'danger' })), actions(button('b', { style: 'loud' }))],
  [
    'confirm title',
    actions(button('b', { confirm: confirm({ title: plain(x(100)) }) })),
    actions(button('b', { confirm: confirm({ title: plain(x(101)) }) })),
  ],
  [
    'confirm text',
    actions(button('b', { confirm: confirm({ text: plain(x(300)) }) })),
    actions(button('b', { confirm: confirm({ text: plain(x(301)) }) })),
  ],
  [
    'confirm button',
    actions(button('b', { confirm: confirm({ confirm: plain(x(30)) }) })),
    actions(button('b', { confirm: confirm({ confirm: plain(x(31)) }) })),
  ],
  [
    'select options',
    actions(select(many(100, (n) => option(n)))),
    actions(select(many(101, (n) => option(n)))),
  ],
  ['no options', actions(select([option()])), actions(select([]))],
  ['option text', actions(select([option(0, x(75))])), actions(select([option(0, x(76))]))],
  [
    'option value',
    actions(select([{ ...option(), value: x(150) }])),
    actions(select([{ ...option(), value: x(151) }])),
  ],
  [
    'overflow options',
    actions({ type: 'overflow', options: many(5, (n) => option(n)) }),
    actions({ type: 'overflow', options: many(6, (n) => option(n)) }),
  ],
  [
    'radio options',
    actions({ type: 'radio_buttons', options: many(10, (n) => option(n)) }),
    actions({ type: 'radio_buttons', options: many(11, (n) => option(n)) }),
  ],
  ['text input place', input({ type: 'plain_text_input' }), actions({ type: 'plain_text_input' })],
  [
    'text input length',
    input({ type: 'plain_text_input', max_length: 3000 }),
    input({ type: 'plain_text_input', max_length: 3001 }),
  ],
  ['button place', actions(button('b')), input(button('b'))],
  [
    'date',
    actions({ type: 'datepicker', initial_date: '2030-01-31' }),
    actions({ type: 'datepicker', initial_date: '31.1.2030' }),
  ],
  [
    'a day that exists',
    actions({ type: 'datepicker', initial_date: '2028-02-29' }),
    actions({ type: 'datepicker', initial_date: '2030-02-30' }),
  ],
  [
    'time of day',
    actions({ type: 'timepicker', initial_time: '23:59' }),
    actions({ type: 'timepicker', initial_time: '24:00' }),
  ],
  [
    'time zone',
    actions({ type: 'timepicker', timezone: 'Europe/Berlin' }),
    actions({ type: 'timepicker', timezone: 'Berlin' }),
  ],
  [
    'datetimepicker',
    actions({ type: 'datetimepicker', initial_date_time: 1_896_093_000 }),
    actions({ type: 'datetimepicker', initial_date_time: 1_896_093_000_000 }),
  ],
  [
    'what is chosen at first',
    actions({ ...select([option(1)]), initial_option: option(1) }),
    actions({ ...select([option(1)]), initial_option: option(1, 'another text') }),
  ],
  [
    'what is ticked at first',
    actions({ type: 'checkboxes', options: [option(1)], initial_options: [option(1)] }),
    actions({ type: 'checkboxes', options: [option(1)], initial_options: [] }),
  ],
  [
    'image',
    { type: 'image', image_url: 'https://img.test/x.png', alt_text: 'x' },
    { type: 'image', image_url: 'https://img.test/x.png' },
  ],
];

describe('Block Kit limits', () => {
  test.each(BOUNDARIES)('%s', (_name, good, bad) => {
    expect(checkBlocks([good], 50)).toEqual([]);
    expect(checkBlocks([bad], 50)).not.toEqual([]);
  });

  test('block ids are unique in a message', () => {
    const twice = [
      { type: 'divider', block_id: 'same' },
      { type: 'divider', block_id: 'same' },
    ];
    expect(checkBlocks(twice, 50)).toHaveLength(1);
  });

  test('50 blocks make a message, 100 a view', () => {
    const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
    expect(checkBlocks(dividers(50), 50)).toEqual([]);
    expect(checkBlocks(dividers(51), 50)).toHaveLength(1);
    expect(checkView({ type: 'home', blocks: dividers(100) }, 'home')).toEqual([]);
    expect(checkView({ type: 'home', blocks: dividers(101) }, 'home')).toHaveLength(1);
  });

  test.each([
    ['title', { title: plain(x(25)) }],
    ['no title', { title: undefined }],
    ['submit', { submit: plain(x(25)) }],
    ['close', { close: plain(x(25)) }],
    ['private_metadata', { private_metadata: x(3001) }],
    ['callback_id', { callback_id: x(256) }],
    [
      'an input without a submit button',
      { blocks: [input({ type: 'plain_text_input' })], submit: undefined },
    ],
    ['type', { type: 'drawer' }],
  ])('a modal is refused for its %s', (_name, change) => {
    const modal = {
      type: 'modal',
      title: plain(x(24)),
      submit: plain('Go'),
      private_metadata: x(3000),
      blocks: [],
    };
    expect(checkView(modal, 'modal')).toEqual([]);
    expect(checkView({ ...modal, ...change }, 'modal')).not.toEqual([]);
  });
});

test('the refusal points at the place, as Slack does', async () => {
  const client = webClient(await sandboxFor(cleanup));
  const refused = client.chat.postMessage({
    channel: 'CGENERAL',
    text: 'x',
    blocks: [section('fine'), section(x(3001))],
  });
  await expect(refused).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
      },
    },
  });
});

test('an input block belongs into a view, not into a message', async () => {
  const client = webClient(await sandboxFor(cleanup));
  const blocks = [input({ type: 'plain_text_input' }) as never];
  const refused = client.chat.postMessage({ channel: 'CGENERAL', text: 'x', blocks });
  await expect(refused).rejects.toThrow('invalid_blocks');
});
