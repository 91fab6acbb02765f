import type { App, Context } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import { say } from '../../messages/say.ts';
import { buildInternalError } from '../blocks/internal-error.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { messageModal } from '../blocks/modal.ts';
import { buildRecord, buildSlowDown } from '../blocks/records.ts';
import type { ShortcutId } from '../ids.ts';
import { answerDirectly } from './answer-in-view.ts';
import type { BotDeps } from './bot-deps.ts';

/** A shortcut that was chosen, as far as Slack vouches for it. */
export interface ChosenShortcut {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
  /** In no channel, or the one of the message. */
  readonly channelId: string;
  readonly triggerId: string;
  /** Who wrote the message; `null` for a global shortcut, and for a message of an app. */
  readonly authorId: string | null;
}

const text = z.string().nullish();
const shortcutSchema = z.object({
  team: z.object({ id: text, enterprise_id: text }).nullish(),
  enterprise: z.object({ id: text }).nullish(),
  user: z.object({ id: z.string().min(1), team_id: text }),
  channel: z.object({ id: text }).nullish(),
  trigger_id: z.string().min(1),
  message: z.object({ user: text, bot_id: text }).nullish(),
});

function readShortcut(body: unknown): ChosenShortcut | null {
  const { data } = shortcutSchema.safeParse(body);
  const teamId = data?.team?.id || data?.user.team_id;
  if (data === undefined || !teamId) return null;
  const { team, enterprise, user, channel, message } = data;
  return {
    workspace: { teamId, enterpriseId: enterprise?.id || team?.enterprise_id || null },
    slackUserId: user.id,
    channelId: channel?.id || 'shortcut',
    triggerId: data.trigger_id,
    authorId: message?.bot_id ? null : message?.user || null,
  };
}

/**
 * How every shortcut is handled: `ack` first (S2), then it opens a modal within the trigger's three seconds (S3). Nothing is decided: that
 * is for the modal's submission.
 */
export function onShortcut(
  app: App,
  deps: BotDeps,
  shortcutId: ShortcutId,
  build: (shortcut: ChosenShortcut) => ModalView | SlackMessage,
): void {
  app.shortcut(shortcutId, async ({ ack, body, context }) => {
    await ack();
    await deps.track(() => handle(body, context));
  });

  async function handle(body: unknown, context: Context): Promise<void> {
    const shortcut = readShortcut(body);
    if (shortcut === null) {
      deps.log.warn({ shortcutId }, 'A shortcut lacked fields that Slack promises, and was refused');
      return;
    }
    try {
      if (!(await deps.isAdmitted(context))) return;
      const limit = await deps.useCases.limitPerson(shortcut, shortcut.slackUserId);
      if (limit.kind === 'over') {
        if (limit.isFirst) await answerDirectly(deps, shortcut, buildSlowDown(limit.until));
        return;
      }
      const built = build(shortcut);
      const view = 'type' in built ? built : messageModal(built);
      const outcome = await deps.modals.open(shortcut.triggerId, view);
      if (outcome.kind === 'shown') return;
      deps.log.warn({ shortcutId, outcome }, 'A modal was not certainly shown');
      const why =
        outcome.kind === 'expired'
          ? say('slack.modal.expired')
          : say('slack.modal.failed', { why: outcome.why });
      await answerDirectly(deps, shortcut, buildRecord(why));
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, shortcutId, reference }, 'A shortcut could not be handled');
      await answerDirectly(deps, shortcut, buildInternalError(reference));
    }
  }
}
