import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import { isLostAccount } from '../../../services/directory/lose-slack-account.ts';
import { toPerson, userSchema } from '../../api/slack-user.ts';
import type { BotDeps } from '../../app/bot-deps.ts';

type PeopleDeps = Pick<BotDeps, 'log' | 'isAdmitted' | 'track' | 'lookUpPerson'> & {
  readonly useCases: Pick<BotDeps['useCases'], 'findOrganization' | 'loseSlackAccount'>;
};

const eventIdSchema = z.object({ event_id: z.string().min(1) });

/**
 * Slack says that an account changed. What is decided at a click is asked afresh anyway, as events come late and in any order; this only
 * takes away, at once, from people who lost their account.
 */
export function registerPersonChanged(app: App, deps: PeopleDeps): void {
  app.event('user_change', async ({ event, body, context }) => {
    await deps.track(() => handle(event.user, eventIdSchema.safeParse(body).data?.event_id, context));
  });

  async function handle(user: unknown, eventId: string | undefined, context: Context): Promise<void> {
    const { data } = userSchema.safeParse(user);
    const told = data === undefined ? null : toPerson(data, undefined);
    const { teamId, enterpriseId } = context;
    // Profiles change all day: all others cost nothing.
    if (told === null || !isLostAccount(told) || eventId === undefined || teamId === undefined) return;
    try {
      if (!(await deps.isAdmitted(context))) return;
      const workspace = { teamId, enterpriseId: enterpriseId ?? null };
      const organization = await deps.useCases.findOrganization(workspace);
      if (organization === null) return;
      const person = await askAgain(told);
      await deps.useCases.loseSlackAccount({ organization, workspace, person, deliveryKey: eventId });
    } catch (error) {
      deps.log.error({ err: error }, 'A change of an account could not be handled');
    }
  }

  /** As the account is now: the event may be old. If Slack doesn't answer, the event counts, as it only takes away. */
  async function askAgain(told: SlackPerson): Promise<SlackPerson> {
    try {
      return (await deps.lookUpPerson(told.slackUserId)) ?? told;
    } catch (error) {
      deps.log.warn({ err: error }, 'Slack did not say how a changed account is now: the event counts');
      return told;
    }
  }
}
