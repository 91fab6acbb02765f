import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { usageLines } from '../index.ts';
import { buildCodeInMessage, buildOnlyCommands } from './help.ts';

/** What a person wrote. Slack also sends edits, deletions, joins and what apps write: each has a field that this schema refuses. */
const writtenSchema = z.object({
  user: z.string().min(1),
  channel: z.string().min(1),
  text: z.string().default(''),
  thread_ts: z.string().nullish(),
  channel_type: z.string().nullish(),
  subtype: z.null().optional(),
  bot_id: z.null().optional(),
  edited: z.null().optional(),
});

type Written = z.infer<typeof writtenSchema>;
type Answer = (written: Written, message: SlackMessage) => Promise<unknown>;
type AnsweringDeps = Pick<BotDeps, 'log' | 'isAdmitted' | 'track'> & {
  readonly useCases: Pick<BotDeps['useCases'], 'mayAnswer'>;
};

/**
 * Answers people who write to the bot or mention it: with the help, or with a warning if they wrote a code. The text goes no
 * further: it is neither stored nor logged nor repeated (N6).
 */
export function registerAnswerMessage(app: App, deps: AnsweringDeps): void {
  app.event('message', async ({ event, client, context }) => {
    await deps.track(() =>
      handle(event, context, (written, message) =>
        client.chat.postMessage({ ...inThread(written), ...message, unfurl_links: false }),
      ),
    );
  });

  // Ephemeral: the rest of the channel need not read it.
  app.event('app_mention', async ({ event, client, context }) => {
    await deps.track(() =>
      handle({ ...event, channel_type: 'im' }, context, (written, message) =>
        client.chat.postEphemeral({ ...inThread(written), user: written.user, ...message }),
      ),
    );
  });

  async function handle(event: unknown, context: Context, answer: Answer): Promise<void> {
    const { data: written } = writtenSchema.safeParse(event);
    const { teamId, botUserId, retryNum = 0 } = context;
    if (written === undefined || written.channel_type !== 'im' || written.user === botUserId) return;
    if (retryNum > 0 || teamId === undefined) return;
    try {
      if (!(await deps.isAdmitted(context))) return;
      const kind = maskCodes(written.text) === written.text ? 'help' : 'code';
      const workspace = { teamId, enterpriseId: context.enterpriseId ?? null };
      if (!(await deps.useCases.mayAnswer(workspace, written.user, kind))) return;
      await answer(written, kind === 'code' ? buildCodeInMessage() : buildOnlyCommands(usageLines()));
    } catch (error) {
      deps.log.warn({ err: error }, 'A message to the bot could not be answered');
    }
  }
}

function inThread({ channel, thread_ts }: Written) {
  return { channel, ...(thread_ts == null ? {} : { thread_ts }) };
}
