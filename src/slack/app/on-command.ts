import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { lookUpPair } from '../api/look-up-pair.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildRefusal, buildSlowDown, buildStatus } from '../blocks/records.ts';
import { speakOf } from '../blocks/refusal-words.ts';
import { buildHelp, buildUnclear } from '../features/help/help.ts';
import { type Asking, openRequest } from '../features/issue/open-request.ts';
import { type ParsedCommand, parseCommand } from '../features/parse-command.ts';
import { buildUnlocked } from '../features/unlock/unlocked.ts';
import { COMMAND } from '../ids.ts';
import type { BotDeps } from './bot-deps.ts';
import { buildTrouble } from './on-click.ts';

const commandSchema = z.object({
  team_id: z.string().min(1),
  enterprise_id: z.string().nullish(),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  text: z.string().nullish(),
  trigger_id: z.string().min(1),
  response_url: z.string().min(1),
});

interface Command {
  readonly workspace: SlackWorkspace;
  readonly userId: string;
  readonly channelId: string;
  readonly deliveryKey: string;
  readonly responseUrl: Secret;
}

/** `/backupcode …`: `ack` at once (S2), then the answer goes to the response URL, for the requester's eyes only. */
export function registerBackupcodeCommand(app: App, deps: BotDeps): void {
  app.command(COMMAND, async ({ ack, body, context }) => {
    await ack();
    await deps.track(() => handle(body, context));
  });

  async function handle(body: unknown, context: Context): Promise<void> {
    const parsed = commandSchema.safeParse(body);
    if (!parsed.success) {
      deps.log.warn(
        { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
        'A command lacked fields that Slack promises, and was refused',
      );
      const url = z.object({ response_url: z.string().min(1) }).safeParse(body).data?.response_url;
      if (url !== undefined && (await deps.isAdmitted(context))) {
        const refusal = buildRefusal([refuse('slack_incomplete')]);
        await deps.postResponse(new Secret(url), refusal, { replaceOriginal: false });
      }
      return;
    }
    const { data } = parsed;
    const command: Command = {
      workspace: { teamId: data.team_id, enterpriseId: data.enterprise_id || null },
      userId: data.user_id,
      channelId: data.channel_id,
      deliveryKey: data.trigger_id,
      responseUrl: new Secret(data.response_url),
    };
    let message: SlackMessage | null;
    try {
      if (!(await deps.isAdmitted(context))) return;
      const limit = await deps.useCases.limitPerson(command, command.userId);
      if (limit.kind === 'over') message = limit.isFirst ? buildSlowDown(limit.until) : null;
      else message = await answerCommand(deps, command, data.text ?? '');
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, reference }, 'A command could not be handled');
      message = buildTrouble(reference);
    }
    if (message !== null) {
      const outcome = await deps.postResponse(command.responseUrl, message, { replaceOriginal: false });
      if (outcome.kind !== 'accepted') deps.log.warn({ outcome }, 'The answer to a command did not arrive');
    }
  }
}

async function answerCommand(deps: BotDeps, command: Command, text: string): Promise<SlackMessage | null> {
  const parsed = parseCommand(text);
  switch (parsed.kind) {
    case 'help':
      return buildHelp();
    case 'unclear':
      return buildUnclear(parsed);
    case 'issue':
    case 'status':
    case 'unlock':
      return answerAbout(deps, command, parsed);
    default:
      return parsed satisfies never;
  }
}

type CommandAbout = Extract<ParsedCommand, { readonly targetSlackId: string }>;

/** What is about a person. A kind without a case of its own does not compile: it must never be taken for another. */
async function answerAbout(
  deps: BotDeps,
  command: Command,
  parsed: CommandAbout,
): Promise<SlackMessage | null> {
  const { workspace, channelId, userId: requesterSlackId, deliveryKey, responseUrl } = command;
  const organization = await deps.useCases.findOrganization(workspace);
  if (organization === null) {
    deps.log.warn(
      { slackTenantId: slackTenantIdOf(workspace) },
      'A command came from a Slack workspace of no organization',
    );
    return buildRefusal([refuse('organization_unknown')]);
  }
  const { targetSlackId } = parsed;
  const asking = { organization, workspace, requesterSlackId, channelId, targetSlackId, deliveryKey };
  const screening = await deps.useCases.screenRequester({
    ...asking,
    asked: parsed.kind,
    lookUpPerson: deps.lookUpPerson,
  });
  if (screening.kind === 'duplicate') return null;
  if (screening.kind === 'refused') return refuseCommand(parsed.kind, screening.refusals);
  const known = { ...asking, requester: screening.requester };
  switch (parsed.kind) {
    case 'issue':
      return openRequest(deps, { ...known, reason: parsed.reason, responseUrl });
    case 'status':
      return showStatus(deps, known);
    case 'unlock':
      return unlock(deps, known);
    default:
      return parsed satisfies never;
  }
}

type AskingAbout = Omit<Asking, 'reason' | 'responseUrl'>;

async function showStatus(deps: BotDeps, asking: AskingAbout): Promise<SlackMessage> {
  const status = await deps.useCases.codeStatus({ ...asking, ...(await lookUpPair(deps, asking)) });
  if (status.kind === 'refused') return refuseCommand('status', status.refusals);
  const { code, state, issuedBy } = status;
  const facts =
    code === null || state === null ? null : { code, state, issuedBy, target: status.target, reason: '' };
  return buildStatus(facts, asking.targetSlackId, status.attempts, status.disowned);
}

async function unlock(deps: BotDeps, asking: AskingAbout): Promise<SlackMessage | null> {
  const { requester, target } = await lookUpPair(deps, asking);
  const whom = { by: 'mention', targetSlackId: asking.targetSlackId, target } as const;
  const unlocked = await deps.useCases.unlockByAdmin({ ...asking, requester, whom });
  if (unlocked.kind === 'duplicate') return null;
  if (unlocked.kind === 'refused') return refuseCommand('unlock', unlocked.refusals);
  return buildUnlocked(unlocked);
}

const refusalTitles: Readonly<Record<CommandAbout['kind'], string>> = {
  issue: 'No code was generated.',
  status: 'No code was looked up.',
  unlock: 'No one was unlocked.',
};

function refuseCommand(asked: CommandAbout['kind'], refusals: readonly Refusal[]): SlackMessage {
  return buildRefusal(speakOf(asked, refusals), refusalTitles[asked]);
}
