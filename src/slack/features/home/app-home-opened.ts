import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { BotDeps } from '../../app/bot-deps.ts';

type HomeDeps = Pick<BotDeps, 'log' | 'isAdmitted' | 'track' | 'homes'> & {
  readonly useCases: Pick<BotDeps['useCases'], 'limitPerson'>;
};

/** The view that they had until now, if Slack says. */
const hashSchema = z.object({ view: z.object({ hash: z.string().min(1) }) });

/** Someone opened the Home tab: it shows what is true now, and is kept up for a while. */
export function registerAppHomeOpened(app: App, deps: HomeDeps): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home' || !event.user) return;
    const { user: slackUserId, channel } = event;
    await deps.track(async () => {
      try {
        if (!(await deps.isAdmitted(context))) return;
        const { teamId, enterpriseId } = context;
        if (teamId === undefined) return;
        const workspace = { teamId, enterpriseId: enterpriseId ?? null };
        const limit = await deps.useCases.limitPerson({ workspace, channelId: channel }, slackUserId);
        if (limit.kind === 'over') return;
        const hash = hashSchema.safeParse(event).data?.view.hash ?? null;
        await deps.homes.open({ workspace, slackUserId }, hash);
      } catch (error) {
        deps.log.warn({ err: error }, 'The Home tab could not be shown');
      }
    });
  });
}
