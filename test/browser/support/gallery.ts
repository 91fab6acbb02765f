import type { App } from '@slack/bolt';
import { type Sandbox, type ServedPage, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { Cleanup, socketBolt } from '../../sandbox/support.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const options = (...names: string[]) =>
  names.map((name) => ({ text: plain(name), value: name.toLowerCase() }));
const confirm = {
  title: plain('Sure?'),
  text: plain('This cannot be undone.'),
  confirm: plain('Do it'),
  deny: plain('Keep it'),
  style: 'danger',
};

/** One of everything that a message may hold. */
export const galleryBlocks: readonly object[] = [
  { type: 'header', text: plain('Everything :sparkles:') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: [
        '*bold* _italic_ ~strike~ `code &lt;b&gt;` <@ULENA> <#CGENERAL|general> <!here>',
        '<https://docs.example/a?b=1&amp;c=2|the docs> and https://bare.example/x. 2*3*4 &amp; snake_case_name',
        '&gt; quoted _twice_',
        '```kept *as* is\n  &lt;tag&gt;```',
        'until <!date^1735689600^{date_num} at {time}|somewhen> :rotating_light: :not_an_emoji:',
      ].join('\n'),
    },
    accessory: { type: 'overflow', action_id: 'more', options: options('Rename', 'Archive') },
  },
  { type: 'divider' },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: '*Left*\none' },
      { type: 'plain_text', text: 'Right *not bold*' },
    ],
  },
  {
    type: 'context',
    elements: [
      { type: 'image', image_url: 'https://outside.example/cat.png', alt_text: 'a cat' },
      { type: 'mrkdwn', text: 'said _quietly_' },
    ],
  },
  {
    type: 'image',
    image_url: 'https://outside.example/big.png',
    alt_text: 'a big picture',
    title: plain('Picture'),
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich ', style: { bold: true } },
          { type: 'user', user_id: 'ULENA' },
          { type: 'emoji', name: 'wave' },
          { type: 'link', url: 'https://docs.example/rich', text: 'link' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: ['first', 'second'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a quote' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'npm ci' }] },
    ],
  },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'danger', style: 'danger', text: plain('Delete'), confirm },
      { type: 'button', action_id: 'silent', text: plain('Never answered') },
      { type: 'button', action_id: 'open', style: 'primary', text: plain('Open a form') },
      {
        type: 'static_select',
        action_id: 'fruit',
        placeholder: plain('Fruit'),
        options: options('Apple', 'Pear'),
      },
      { type: 'users_select', action_id: 'who', placeholder: plain('Somebody') },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-01-31' },
      { type: 'timepicker', action_id: 'hour', initial_time: '09:30' },
    ],
  },
  {
    type: 'actions',
    elements: [
      { type: 'checkboxes', action_id: 'extras', options: options('Milk', 'Sugar') },
      { type: 'radio_buttons', action_id: 'size', options: options('Small', 'Large') },
    ],
  },
];

const modal = (title: string, blocks: readonly object[], more: object = {}) => ({
  type: 'modal' as const,
  title: plain(title),
  blocks,
  ...more,
});

const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: `${id}_block`,
  label: plain(label),
  element: { action_id: id, ...element },
  ...more,
});

export const formBlocks: readonly object[] = [
  input('subject', 'Subject', { type: 'plain_text_input' }, { hint: plain('In a few words') }),
  input('story', 'Story', { type: 'plain_text_input', multiline: true }, { optional: true }),
  input('fruit', 'Fruit', { type: 'static_select', options: options('Apple', 'Pear') }),
  input('owner', 'Owner', { type: 'users_select' }, { optional: true }),
  input('extras', 'Extras', { type: 'checkboxes', options: options('Milk', 'Sugar') }, { optional: true }),
  input('size', 'Size', { type: 'radio_buttons', options: options('Small', 'Large') }, { optional: true }),
  input('day', 'Day', { type: 'datepicker' }, { optional: true }),
  { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('More details') }] },
];

/** What the app heard: action id -> what was chosen; `form` -> the submitted values. */
export type Heard = Map<string, unknown>;

function register(app: App, heard: Heard): void {
  app.command('/gallery', async ({ ack }) => {
    await ack({ response_type: 'in_channel', text: 'Everything', blocks: galleryBlocks as never });
  });
  app.command('/late', () => new Promise(() => undefined));
  app.action('silent', () => new Promise(() => undefined));
  app.action(
    /^(more|danger|fruit|who|day|hour|extras|size|home_button|home_select)$/,
    async ({ ack, action }) => {
      heard.set('action_id' in action ? action.action_id : '', action);
      await ack();
    },
  );
  app.action('open', async ({ ack, body, client }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    const loading = modal('A form', [{ type: 'section', text: plain('Loading…') }]);
    const { view } = await client.views.open({ trigger_id: body.trigger_id, view: loading as never });
    const form = modal('A form', formBlocks, { callback_id: 'form', submit: plain('Save') });
    await client.views.update({ view_id: view?.id ?? '', view: form as never });
  });
  app.action('deeper', async ({ ack, body, client }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    const deeper = modal('Details', [{ type: 'section', text: plain('Deeper down') }]);
    await client.views.push({ trigger_id: body.trigger_id, view: deeper as never });
  });
  app.view('form', async ({ ack, view }) => {
    const subject = view.state.values.subject_block?.subject?.value ?? '';
    if (subject === 'wrong') {
      await ack({ response_action: 'errors', errors: { subject_block: 'Not that, please.' } });
      return;
    }
    heard.set('form', view.state.values);
    await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: '*Welcome home*' } },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'home_button', text: plain('Ring') },
          {
            type: 'static_select',
            action_id: 'home_select',
            placeholder: plain('Room'),
            options: options('Attic', 'Cellar'),
          },
        ],
      },
    ];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } });
  });
}

const manifest = {
  display_information: { name: 'Gallery', description: 'One of everything' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
    bot_user: { display_name: 'Gallery' },
    slash_commands: [
      { command: '/gallery', description: 'Shows one of everything', usage_hint: '[nothing]' },
      { command: '/late', description: 'Is never answered' },
    ],
  },
  oauth_config: { scopes: { bot: ['chat:write', 'commands'] } },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

export interface GalleryWorld {
  readonly sandbox: Sandbox;
  readonly page: ServedPage;
  readonly heard: Heard;
  stop(): Promise<void>;
}

/** A Bolt app that shows one of everything, in a sandbox with its page. */
export async function startGallery(): Promise<GalleryWorld> {
  const cleanup = new Cleanup();
  const sandbox = await startSandbox({ apps: [{ manifest }], ackTimeoutMs: 2000 });
  cleanup.add(() => sandbox.stop());
  const heard: Heard = new Map();
  await socketBolt(cleanup, sandbox, (app) => register(app, heard));
  const page = await sandbox.servePage({ startAs: 'adam', startIn: 'general' });
  return { sandbox, page, heard, stop: () => cleanup.run() };
}
