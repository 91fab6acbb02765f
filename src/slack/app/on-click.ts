import type { App, Context } from '@slack/bolt';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import { buildInternalError } from '../blocks/internal-error.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildRefusal, buildSlowDown } from '../blocks/records.ts';
import { type ActionId, actionIds } from '../ids.ts';
import type { BotDeps } from './bot-deps.ts';
import { type Click, readClick } from './read-click.ts';

/** A click whose clicker has just been looked up in Slack (S9). */
export interface KnownClick extends Click {
  readonly organization: Organization;
  /** `null` if Slack knows no one with that id, which the use case refuses and logs; or if Slack was not asked. */
  readonly clicker: SlackPerson | null;
  /** Puts a message in place of the one with the button. */
  readonly replace: (message: SlackMessage) => Promise<void>;
  /** Answers the clicker alone. The message with the button stays. */
  readonly tell: (message: SlackMessage) => Promise<void>;
}

/** Clicks that need no look-up in Slack: the stored link, or having the message, is authority enough. */
const asksNothing: ReadonlySet<ActionId> = new Set([actionIds.hideCode, actionIds.disownCode]);

/**
 * How every click is handled: `ack` first (S2), read the payload, find the organization and the person, act, answer. If
 * anything fails, the person reads so, and nothing is assumed to have happened.
 */
export function onClick(
  app: App,
  deps: BotDeps,
  actionId: ActionId,
  act: (click: KnownClick) => Promise<void>,
): void {
  app.action(actionId, async ({ ack, body, context }) => {
    await ack();
    await deps.track(() => handle(body, context));
  });

  async function handle(body: unknown, context: Context): Promise<void> {
    const read = readClick(body);
    if (read.kind === 'incomplete') {
      deps.log.warn({ actionId }, 'A click lacked fields that Slack promises, and was refused');
      if (read.responseUrl !== null && (await deps.isAdmitted(context))) {
        const refusal = buildRefusal([refuse('slack_incomplete')], say('slack.nothing_done'));
        await deps.postResponse(read.responseUrl, refusal, { replaceOriginal: false });
      }
      return;
    }
    const { click } = read;
    const post = (message: SlackMessage, replaceOriginal: boolean) =>
      deps.postResponse(click.responseUrl, message, { replaceOriginal });
    const tell = async (message: SlackMessage): Promise<void> => {
      const outcome = await post(message, false);
      if (outcome.kind !== 'accepted')
        deps.log.warn({ actionId, outcome }, 'An answer to a click did not arrive');
    };
    const replace = async (message: SlackMessage): Promise<void> => {
      const outcome = await post(message, true);
      if (outcome.kind !== 'accepted')
        deps.log.warn({ actionId, outcome }, 'An answer to a click did not arrive');
    };
    try {
      if (!(await deps.isAdmitted(context))) return;
      const limit = await deps.useCases.limitPerson(click, click.slackUserId);
      if (limit.kind === 'over') {
        if (limit.isFirst) await tell(buildSlowDown(limit.until));
        return;
      }
      const organization = await deps.useCases.findOrganization(click.workspace);
      if (organization === null) {
        const slackTenantId = slackTenantIdOf(click.workspace);
        deps.log.warn({ actionId, slackTenantId }, 'A click came from a Slack workspace of no organization');
        return await tell(buildRefusal([refuse('organization_unknown')], say('slack.nothing_done')));
      }
      const clicker = asksNothing.has(actionId) ? null : await deps.lookUpPerson(click.slackUserId);
      await act({ ...click, organization, clicker, replace, tell });
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, actionId, reference }, 'A click could not be handled');
      await tell(buildInternalError(reference));
    }
  }
}
