import type { App } from '@slack/bolt';
import type { BotDeps } from '../../app/bot-deps.ts';
import { buildHelp } from '../help/help.ts';
import { usageLines } from '../index.ts';

type HomeDeps = Pick<BotDeps, 'log' | 'isAdmitted' | 'track'> & {
  readonly useCases: Pick<BotDeps['useCases'], 'limitPerson'>;
};

/** The Home tab: what Backupcode is and how it is used. */
export function registerAppHomeOpened(app: App, deps: HomeDeps): void {
  app.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home' || !event.user) return;
    const { user, channel } = event;
    await deps.track(async () => {
      try {
        if (!(await deps.isAdmitted(context))) return;
        const { teamId, enterpriseId } = context;
        if (teamId === undefined) return;
        const workspace = { teamId, enterpriseId: enterpriseId ?? null };
        const limit = await deps.useCases.limitPerson({ workspace, channelId: channel }, user);
        if (limit.kind === 'over') return;
        await client.views.publish({
          user_id: user,
          view: { type: 'home', blocks: buildHelp(usageLines()).blocks },
        });
      } catch (error) {
        deps.log.warn({ err: error }, 'The Home tab could not be shown');
      }
    });
  });
}
