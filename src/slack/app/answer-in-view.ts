import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { messageModal } from '../blocks/modal.ts';
import type { BotDeps } from './bot-deps.ts';
import type { ViewClick } from './read-click.ts';

type AnswerDeps = Pick<BotDeps, 'modals' | 'postInDirectMessage' | 'log'>;

interface Asker {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
}

/**
 * How a click in the Home tab or a modal is answered, as there is no message to replace: by a modal, or, if the trigger's three seconds are
 * over or the modal was closed, in the direct message with the bot.
 */
export function answerInView(deps: AnswerDeps, click: ViewClick) {
  const { place, viewId, deliveryKey: triggerId } = click;
  async function show(message: SlackMessage, isReplacing: boolean): Promise<void> {
    const view = messageModal(message);
    const shown =
      place === 'home'
        ? await deps.modals.open(triggerId, view)
        : isReplacing
          ? await deps.modals.update(viewId, view)
          : await deps.modals.push(triggerId, view);
    if (shown.kind !== 'shown') await answerDirectly(deps, click, message);
  }
  return {
    replace: (message: SlackMessage) => show(message, true),
    tell: (message: SlackMessage) => show(message, false),
  };
}

/** In the direct message with the bot, for that person alone. */
export async function answerDirectly(
  { postInDirectMessage, log }: Pick<AnswerDeps, 'postInDirectMessage' | 'log'>,
  { workspace, slackUserId }: Asker,
  message: SlackMessage,
): Promise<void> {
  const post = await postInDirectMessage(workspace, slackUserId, message);
  if (post.kind === 'failed') log.warn({ why: post.why }, 'An answer to a click did not arrive');
}
