import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import { buildInternalError } from '../blocks/internal-error.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildRefusal, buildSlowDown } from '../blocks/records.ts';
import { buildUnclear } from '../features/help/unclear.ts';
import { type SubcommandName, subcommands, usageLines } from '../features/index.ts';
import { type ParsedCommand, parseCommand, type UnclearCommand } from '../features/parse-command.ts';
import {
  type AskingPlace,
  isAboutPerson,
  type Subcommand,
  type SubcommandForIssuers,
} from '../features/subcommand.ts';
import { COMMAND } from '../ids.ts';
import type { BotDeps } from './bot-deps.ts';

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

/** `/backupcode …`: `ack` first (S2). The answer goes to the response URL and only the requester sees it. */
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
        const refusal = buildRefusal([refuse('slack_incomplete')], say('slack.nothing_done'));
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
      message = buildInternalError(reference);
    }
    if (message !== null) {
      const outcome = await deps.postResponse(command.responseUrl, message, { replaceOriginal: false });
      if (outcome.kind !== 'accepted') deps.log.warn({ outcome }, 'The answer to a command did not arrive');
    }
  }
}

async function answerCommand(deps: BotDeps, command: Command, text: string): Promise<SlackMessage | null> {
  const parsed = parseCommand(text);
  if (parsed.kind === 'unclear') return buildUnclear(parsed);
  const row = findRow(parsed.kind);
  if (row.who === 'everyone') return row.answer(usageLines());
  const { workspace, userId: requesterSlackId } = command;
  const organization = await deps.useCases.findOrganization(workspace);
  if (organization === null) {
    deps.log.warn(
      { slackTenantId: slackTenantIdOf(workspace) },
      'A command came from a Slack workspace of no organization',
    );
    return buildRefusal([refuse('organization_unknown')], say('slack.nothing_done'));
  }
  const place = { ...command, organization, requesterSlackId, requester: null };
  if (row.who !== 'members') return answerIssuer(deps, place, row, parsed);
  const targetSlackId = 'targetSlackId' in parsed ? parsed.targetSlackId : null;
  return row.answer(deps, { ...place, targetSlackId, reason: 'reason' in parsed ? parsed.reason : '' });
}

function findRow(name: SubcommandName): Subcommand {
  return subcommands[name];
}

/** What only people who may issue codes are answered. */
async function answerIssuer(
  deps: BotDeps,
  place: AskingPlace,
  row: SubcommandForIssuers,
  parsed: Exclude<ParsedCommand, UnclearCommand>,
): Promise<SlackMessage | null> {
  const { refused } = row;
  const targetSlackId = 'targetSlackId' in parsed ? parsed.targetSlackId : null;
  const { lookUpPerson } = deps;
  const asks = row.who === 'lanes' ? refused.act : null;
  const screening = await deps.useCases.screenRequester({
    ...place,
    asks,
    targetSlackId,
    refused,
    lookUpPerson,
  });
  switch (screening.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(screening.refusals, say(refused.title), refused.act);
    case 'passed':
      return answerScreened(deps, { ...place, requester: screening.requester }, row, parsed);
  }
}

async function answerScreened(
  deps: BotDeps,
  place: AskingPlace,
  row: SubcommandForIssuers,
  parsed: Exclude<ParsedCommand, UnclearCommand>,
): Promise<SlackMessage | null> {
  const targetSlackId = 'targetSlackId' in parsed ? parsed.targetSlackId : null;
  if (isAboutPerson(row)) {
    if (targetSlackId === null) throw new Error('A command about a person names none');
    return row.answer(deps, { ...place, targetSlackId, reason: 'reason' in parsed ? parsed.reason : '' });
  }
  return row.answer(deps, {
    ...place,
    targetSlackId,
    name: 'name' in parsed ? parsed.name : '',
    filter: 'filter' in parsed ? parsed.filter : null,
  });
}
