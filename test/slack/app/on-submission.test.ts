import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { readableText } from '../../../src/sandbox/sandbox.ts';
import { createModals } from '../../../src/slack/api/open-modal.ts';
import { createPostInDirectMessage } from '../../../src/slack/api/post-in-direct-message.ts';
import type { BotDeps } from '../../../src/slack/app/bot-deps.ts';
import { onClick, onClickAnywhere } from '../../../src/slack/app/on-click.ts';
import { type KnownSubmission, onSubmission } from '../../../src/slack/app/on-submission.ts';
import { actions, button, section } from '../../../src/slack/blocks/message.ts';
import {
  checkboxField,
  modal,
  personField,
  radioField,
  selectField,
  textField,
  timeField,
} from '../../../src/slack/blocks/modal.ts';
import { buildRecord } from '../../../src/slack/blocks/records.ts';
import { actionIds, callbackIds } from '../../../src/slack/ids.ts';
import { Cleanup, DELIVERIES, sandboxFor, silent, webClient } from '../../sandbox/support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const at = Date.UTC(2030, 0, 31, 12, 30);
const choices = [
  { value: 'call', label: 'Call back' },
  { value: 'visit', label: 'In person', detail: 'With a badge' },
];
const form = () =>
  modal({
    callbackId: callbackIds.issueFor,
    title: 'A title that is longer than Slack allows',
    submit: 'Send',
    metadata: 'req_1',
    blocks: [
      textField('reason', 'Reason', { lengthMax: 40, hint: 'What happened', placeholder: 'Lost phone' }),
      textField('more', 'More', { isOptional: true, isMultiline: true, initial: 'as it was' }),
      radioField('how', 'How', choices, { initial: 'call' }),
      selectField('why', 'Why', choices, { placeholder: 'Choose' }),
      checkboxField('done', 'Done', choices, { initial: ['visit'] }),
      personField('who', 'Who'),
      timeField('when', 'When', { initial: at }),
      actions(button('Show', { actionId: actionIds.revokeCode, value: 'cod_1' })),
    ],
  });

interface Harness {
  readonly submissions: KnownSubmission[];
  readonly answersIn?: 'modal' | 'direct_message';
  readonly lateMs?: number;
  readonly limit?: { kind: 'over'; isFirst: boolean; until: number };
  readonly isUnknown?: boolean;
}

async function start({ connect, mode }: (typeof DELIVERIES)[number], harness: Harness) {
  const clock = { ms: Date.now() };
  const sandbox = await sandboxFor(cleanup, { mode, now: () => clock.ms });
  const client = webClient(sandbox);
  const { submissions, answersIn = 'modal', lateMs = 0 } = harness;
  const deps = {
    useCases: {
      limitPerson: async () => harness.limit ?? { kind: 'within' },
      findOrganization: async () => (harness.isUnknown === true ? null : { id: 'org_1', name: 'Acme' }),
    },
    lookUpPerson: async (slackUserId: string) => ({ slackUserId }),
    modals: createModals(client),
    postInDirectMessage: createPostInDirectMessage(client, sandbox.apiUrl),
    newReference: () => 'ref',
    track: (work: () => Promise<void>) => work(),
    isAdmitted: async () => true,
    log: silent,
  } as unknown as BotDeps;
  await connect(cleanup, sandbox, (app: App) => {
    app.command('/probe', async ({ ack, body }) => {
      await ack();
      clock.ms += lateMs;
      await deps.modals.open(body.trigger_id, form());
    });
    app.event('app_home_opened', async ({ event, client: slack }) => {
      const buttons = actions(
        button('Open', { actionId: actionIds.showPrompt, value: 'req_1' }),
        button('Revoke', { actionId: actionIds.revokeCode, value: 'cod_1' }),
        button('Generate', { actionId: actionIds.generateCode, value: 'req_1' }),
      );
      await slack.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [section('Home'), buttons] },
      });
    });
    onClickAnywhere(app, deps, actionIds.showPrompt, (click) => click.open(form()), { asksSlack: false });
    onClickAnywhere(app, deps, actionIds.revokeCode, async (click) => {
      clock.ms += lateMs;
      await click.tell(buildRecord(`${click.place} ${click.value} ${click.channelId}`));
    });
    onClick(app, deps, actionIds.generateCode, async () => {
      throw new Error('no code is ever shown outside a message');
    });
    onSubmission(app, deps, callbackIds.issueFor, {
      answersIn,
      read: ({ fields }) =>
        fields.text('reason') === 'wrong'
          ? { kind: 'wrong', errors: { reason: 'Not that.' } }
          : { kind: 'read', input: fields.text('reason') },
      act: async (submission, input) => {
        if (input === 'fault') throw new Error('the store is away');
        submissions.push(submission);
        await submission.tell(buildRecord(`Thank you: ${input}`));
      },
    });
  });
  return { sandbox, adam: sandbox.actAs('adam'), clock };
}

const entered = {
  reason: '  lost phone ',
  how: 'visit',
  why: 'call',
  done: ['call', 'visit'],
  who: 'ULENA',
};
const words = (view: { blocks: readonly object[] } | undefined) => JSON.stringify(view?.blocks ?? []);

describe.each(DELIVERIES)('a modal of ours over $mode', (delivery) => {
  it('S3 S9: is opened, refused by field, corrected, and answered in its place', async () => {
    const submissions: KnownSubmission[] = [];
    const { adam } = await start(delivery, { submissions });
    await adam.command('#general', '/probe');
    expect((await adam.waitForModal()).content.title).toMatchObject({ text: 'A title that is longer …' });

    await adam.submitView({ ...entered, reason: 'wrong' });
    expect(adam.modal()?.errors).toEqual({ reason: 'Not that.' });
    expect(submissions).toEqual([]);

    expect(await adam.submitView(entered)).toMatchObject({ acked: true });
    await adam.waitForModal((view) => words(view).includes('Thank you: lost phone'));
    const [submission] = submissions;
    expect(submission).toMatchObject({
      workspace: { teamId: 'TACME', enterpriseId: null },
      organization: { id: 'org_1' },
      slackUserId: 'UADAM',
      clicker: { slackUserId: 'UADAM' },
      channelId: 'modal',
      metadata: 'req_1',
    });
    const fields = submission?.fields;
    expect(submission?.deliveryKey).toBe(`${submission?.viewId}:issue_for`);
    expect(fields?.text('more')).toBe('as it was');
    expect(fields?.choice('how')).toBe('visit');
    expect(fields?.choice('why')).toBe('call');
    expect(fields?.choices('done')).toEqual(['call', 'visit']);
    expect(fields?.person('who')).toBe('ULENA');
    expect(fields?.time('when')).toBe(at);
    expect([fields?.text('none'), fields?.choice('none'), fields?.time('none')]).toEqual(['', null, null]);
  });

  it('U2: closes and is answered in the direct message where the answer is wanted there', async () => {
    const { adam } = await start(delivery, { submissions: [], answersIn: 'direct_message' });
    await adam.command('#general', '/probe');
    await adam.waitForModal();
    await adam.submitView(entered);
    expect(adam.modal()).toBeUndefined();
    const said = await adam.waitForMessage(adam.directChannel(), ({ ephemeral }) => ephemeral);
    expect(readableText(said)).toContain('Thank you: lost phone');
  });
});

const [socket] = DELIVERIES;

describe('a modal of ours', () => {
  it('N17: of which the outcome is not known says so, and so does one that was closed meanwhile', async () => {
    const { adam } = await start(socket, { submissions: [] });
    await adam.command('#general', '/probe');
    await adam.waitForModal();
    await adam.submitView({ ...entered, reason: 'fault' });
    await adam.waitForModal((view) => words(view).includes('Something went wrong'));
  });

  it('U2: of an unknown workspace, or of someone too fast, says so', async () => {
    for (const [harness, said] of [
      [{ isUnknown: true }, 'isn’t connected'],
      [{ limit: { kind: 'over', isFirst: false, until: Date.now() } }, 'Slow down'],
    ] as const) {
      const { adam } = await start(socket, { submissions: [], ...harness });
      await adam.command('#general', '/probe');
      await adam.waitForModal();
      await adam.submitView(entered);
      await adam.waitForModal((view) => words(view).includes(said));
    }
  });
});

describe('a click outside messages', () => {
  it('S9: in the Home tab is answered in a modal, and no code is ever shown there', async () => {
    const { adam } = await start(socket, { submissions: [] });
    await adam.openHome();
    await adam.waitForHome();
    await adam.clickInHome(actionIds.revokeCode);
    expect(words(await adam.waitForModal())).toContain('home cod_1 home');
    await adam.closeView();
    await adam.clickInHome(actionIds.generateCode);
    expect(words(await adam.waitForModal())).toContain('Nothing was done');
  });

  it('S3: too late for a modal, is answered in the direct message', async () => {
    const { adam } = await start(socket, { submissions: [], lateMs: 3001 });
    await adam.openHome();
    await adam.waitForHome();
    await adam.clickInHome(actionIds.revokeCode);
    const said = await adam.waitForMessage(adam.directChannel(), ({ ephemeral }) => ephemeral);
    expect(readableText(said)).toContain('home cod_1 home');
    expect(adam.modal()).toBeUndefined();
  });

  it('in a modal is answered on top of it, so that what was typed stays', async () => {
    const { adam } = await start(socket, { submissions: [] });
    await adam.openHome();
    await adam.waitForHome();
    await adam.clickInHome(actionIds.showPrompt);
    await adam.waitForModal();
    await adam.clickInView(actionIds.revokeCode);
    expect(words(await adam.waitForModal(({ depth }) => depth === 2))).toContain('modal cod_1 modal');
    await adam.closeView();
    expect(adam.modal()?.depth).toBe(1);
  });
});
