import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSlackPerson } from '../../../src/domain/directory/slack-person.ts';
import { readableText } from '../../../src/sandbox/sandbox.ts';
import { createJudgeChannel } from '../../../src/slack/api/judge-channel.ts';
import { createLookUpPerson } from '../../../src/slack/api/look-up-person.ts';
import type { BotDeps } from '../../../src/slack/app/bot-deps.ts';
import { onClick } from '../../../src/slack/app/on-click.ts';
import { registerBackupcodeCommand } from '../../../src/slack/app/on-command.ts';
import { tolerateGaps } from '../../../src/slack/app/receivers/tolerate-gaps.ts';
import type { SlackMessage } from '../../../src/slack/blocks/message.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { Cleanup, manifest, SCOPES, sandboxFor, silent, webClient } from '../../sandbox/support.ts';

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

const user = {
  id: 'ULENA',
  team_id: 'TACME',
  name: 'lena',
  real_name: 'Lena Lockedout',
  deleted: false,
  is_bot: false,
  is_app_user: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_email_confirmed: true,
  enterprise_user: { enterprise_id: 'EACME' },
  profile: { email: 'lena@acme.test', display_name: 'lena', real_name: 'Lena Lockedout' },
};
const channel = { id: 'C1', is_im: false, is_ext_shared: false, is_pending_ext_shared: false };
const command = {
  command: '/backupcode',
  team_id: 'TACME',
  team_domain: 'acme',
  enterprise_id: 'EACME',
  enterprise_name: 'Acme',
  is_enterprise_install: 'false',
  channel_id: 'C1',
  channel_name: 'general',
  user_id: 'UADAM',
  user_name: 'adam',
  text: '<@ULENA|lena> lost phone',
  trigger_id: '1.2.abc',
  response_url: 'https://hooks.slack.com/commands/TACME/1/x',
  api_app_id: 'A1',
};
const click = {
  type: 'block_actions',
  team: { id: 'TACME', domain: 'acme', enterprise_id: 'EACME' },
  enterprise: { id: 'EACME', name: 'Acme' },
  user: { id: 'UADAM', name: 'adam', team_id: 'TACME' },
  channel: { id: 'C1', name: 'general' },
  container: { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: true },
  message: { ts: '1.2', text: 'x' },
  state: { values: {} },
  api_app_id: 'A1',
  is_enterprise_install: false,
  trigger_id: '1.2.abc',
  response_url: 'https://hooks.slack.com/actions/TACME/1/x',
  actions: [
    { type: 'button', action_id: actionIds.cancelRequest, block_id: 'b', value: 'req_1', action_ts: '1.2' },
  ],
};
/** What makes it a command or a click of ours: without these Bolt has nobody to hand it to. */
const ROUTES = new Set([
  'command',
  'type',
  'actions',
  'actions.0',
  'actions.0.type',
  'actions.0.action_id',
  'actions.0.block_id',
]);

function listPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  const inner = Object.entries(value).flatMap(([name, part]) => listPaths(part, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

/** The payload with some fields left out, others null. */
function without<T extends object>(base: T): fc.Arbitrary<T> {
  const paths = listPaths(base).filter((path) => !ROUTES.has(path.join('.')));
  const change = fc.record({ path: fc.constantFrom(...paths), isNull: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = structuredClone(base);
    for (const { path, isNull } of changes) {
      let holder: unknown = copy;
      for (const name of path.slice(0, -1)) holder = (holder as Json | null | undefined)?.[name];
      if (typeof holder !== 'object' || holder === null) continue;
      const last = String(path.at(-1));
      if (isNull) (holder as Json)[last] = null;
      else delete (holder as Json)[last];
    }
    return copy;
  });
}

const answering = (answer: Json): WebClient =>
  ({
    users: { info: async () => answer },
    conversations: { info: async () => answer },
  }) as unknown as WebClient;

const RUNS = { numRuns: 500 };

describe('what Slack leaves out, or sends as null', () => {
  it('U2: of a person: they are judged, or unknown', () =>
    fc.assert(
      fc.asyncProperty(without({ ok: true, user }), async (answer) => {
        const person = await createLookUpPerson(answering(answer))('ULENA');
        if (person === null) return !(answer.user?.id && answer.user.team_id);
        judgeSlackPerson(person, { teamId: 'TACME', enterpriseId: null }, 'target');
        return person.slackUserId === 'ULENA' && person.teamId === 'TACME';
      }),
      RUNS,
    ));

  it('S7: of a channel: it is judged, or one that may not be looked into', () =>
    fc.assert(
      fc.asyncProperty(without({ ok: true, channel }), async (answer) => {
        const judgement = await createJudgeChannel(answering(answer))('C1');
        return judgement === (answer.channel ? 'own' : 'unseen');
      }),
      RUNS,
    ));

  it('U2: of a command: it is answered properly', () =>
    fc.assert(
      fc.asyncProperty(without(command), async (body) => {
        const answers = await receive(body);
        expect(answers.map((text) => text.includes('Something went wrong'))).toEqual(
          body.response_url ? [false] : [],
        );
      }),
      RUNS,
    ));

  it('U2: of a click: it is answered properly', () =>
    fc.assert(
      fc.asyncProperty(without(click), async (body) => {
        const answers = await receive(body);
        expect(answers.map((text) => text.includes('Something went wrong'))).toEqual(
          body.response_url ? [false] : [],
        );
      }),
      RUNS,
    ));
});

/** What the person reads, of an organization that is not known: what matters is that it comes to that. */
async function receive(body: object): Promise<string[]> {
  const answers: string[] = [];
  const deps = {
    useCases: { limitPerson: async () => ({ kind: 'within' }), findOrganization: async () => null },
    lookUpPerson: async () => null,
    postResponse: async (_url: unknown, message: SlackMessage) => {
      answers.push(readableText({ text: message.text, blocks: message.blocks } as never));
      return { kind: 'accepted' };
    },
    newReference: () => 'ref',
    track: (work: () => Promise<void>) => work(),
    isAdmitted: async () => true,
    log: silent,
  } as unknown as BotDeps;
  let receiving: App | null = null;
  const receiver: Receiver = {
    init: (app) => {
      receiving = app as App;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App({ authorize: async () => ({}), receiver: tolerateGaps(receiver), logger: silent });
  registerBackupcodeCommand(app, deps);
  onClick(app, deps, actionIds.cancelRequest, async () => undefined);
  const event: ReceiverEvent = { body: body as Json, ack: async () => undefined };
  await (receiving ?? app).processEvent(event);
  return answers;
}

describe('an app without the scope users:read.email', () => {
  const cleanup = new Cleanup();

  it('U2: is named as what is wrong, not the person', async () => {
    const scopes = SCOPES.filter((scope) => scope !== 'users:read.email');
    const sandbox = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ scopes }), mode: 'socket' }] });
    try {
      const lookUp = createLookUpPerson(webClient(sandbox));
      const person = await lookUp(sandbox.actAs('adam').id);
      if (person === null) throw new Error('Slack knows Adam');
      const judged = judgeSlackPerson(person, { teamId: person.teamId, enterpriseId: null }, 'requester');
      expect(judged.map(({ code }) => code)).toEqual(['slack_email_hidden']);
    } finally {
      await cleanup.run();
    }
  });
});
