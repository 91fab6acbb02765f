import type { App } from '@slack/bolt';
import { z } from 'zod';
import { refuse } from '../../domain/refusals.ts';
import { Secret } from '../../domain/secret.ts';
import type { SlackWorkspace } from '../../domain/slack-person.ts';
import { buildTrouble } from '../actions/handle-click.ts';
import { buildHelp, buildUnclear } from '../blocks/help.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildPrompt } from '../blocks/prompt.ts';
import { buildRefusal, buildStatus } from '../blocks/records.ts';
import { buildUnlocked } from '../blocks/unlocked.ts';
import type { BotDeps } from '../bot-deps.ts';
import { COMMAND } from '../ids.ts';
import { parseCommand } from '../parse-command.ts';

const commandSchema = z.object({
  team_id: z.string().min(1),
  enterprise_id: z.string().optional(),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  text: z.string().default(''),
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
  app.command(COMMAND, async ({ ack, body }) => {
    await ack();
    await deps.track(() => handle(body));
  });

  async function handle(body: unknown): Promise<void> {
    const parsed = commandSchema.safeParse(body);
    if (!parsed.success) {
      deps.log.warn(
        { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
        'A command lacked fields that Slack promises, and was ignored',
      );
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
      message = await answerCommand(deps, command, data.text);
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, reference }, 'A command could not be handled');
      message = buildTrouble(reference);
    }
    if (message !== null) {
      const outcome = await deps.postResponse(command.responseUrl, message, { replaceOriginal: false });
      if (outcome.kind !== 'accepted') deps.log.warn({ outcome }, 'The answer to a command did not arrive');
    }
    deps.nudge();
  }
}

async function answerCommand(deps: BotDeps, command: Command, text: string): Promise<SlackMessage | null> {
  const parsed = parseCommand(text);
  if (parsed.kind === 'help') return buildHelp();
  if (parsed.kind === 'unclear') return buildUnclear(parsed.problem);
  const { workspace, channelId } = command;
  const organization = await deps.useCases.findOrganization(workspace);
  if (organization === null) return buildRefusal([refuse('organization_unknown')]);
  const [channel, requester, target] = await Promise.all([
    deps.judgeChannel(channelId),
    deps.lookUpPerson(command.userId),
    deps.lookUpPerson(parsed.targetSlackId),
  ]);
  const { targetSlackId } = parsed;
  const people = { requesterSlackId: command.userId, requester, targetSlackId, target };
  if (parsed.kind === 'status') {
    const status = await deps.useCases.codeStatus({ organization, workspace, ...people, channelId });
    if (status.kind === 'refused') return buildRefusal(status.refusals, 'Nothing can be shown.');
    const { code, state, issuedBy } = status;
    const facts =
      code === null || state === null || issuedBy === null
        ? null
        : { code, state, issuedBy, target: status.target, reason: '' };
    return buildStatus(facts, targetSlackId, status.attempts);
  }
  const { deliveryKey, responseUrl } = command;
  if (parsed.kind === 'unlock') {
    const { requesterSlackId } = people;
    const whom = { by: 'mention', targetSlackId, target } as const;
    const unlock = { organization, workspace, requesterSlackId, requester, channelId, whom, deliveryKey };
    const unlocked = await deps.useCases.unlockByAdmin(unlock);
    if (unlocked.kind === 'duplicate') return null;
    if (unlocked.kind === 'refused') return buildRefusal(unlocked.refusals, 'Nothing was unlocked.');
    return buildUnlocked(unlocked);
  }
  const input = {
    organization,
    workspace,
    ...people,
    channel,
    reason: parsed.reason,
    channelId,
    deliveryKey,
    responseUrl,
  };
  const result = await deps.useCases.requestCode(input);
  switch (result.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(result.refusals);
    case 'opened':
      return buildPrompt(result);
  }
}
