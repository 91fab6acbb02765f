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
  /** `null` if Slack knows nobody of that id, for the use case to refuse and record; or if it was not asked. */
  readonly clicker: SlackPerson | null;
  /** Puts a message in place of the one with the button. */
  readonly replace: (message: SlackMessage) => Promise<void>;
  /** Tells the clicker alone, and leaves the message with the button as it is. */
  readonly tell: (message: SlackMessage) => Promise<void>;
}

/** What anybody may do whose button it is: by the stored link or by having the message, so Slack need not be asked for them. */
const asksNothing: ReadonlySet<ActionId> = new Set([actionIds.hideCode, actionIds.disownCode]);

/**
 * The way every click takes: `ack` before anything else (S2), read the payload, find the organization and the person,
 * act, answer. Whatever goes wrong, the person is told and nothing is taken for granted.
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
