import type { App, Context } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Secret } from '../../domain/crypto/secret.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import { buildInternalError } from '../blocks/internal-error.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildRecord, buildRefusal, buildSlowDown } from '../blocks/records.ts';
import type { ActionId } from '../ids.ts';
import { answerInView } from './answer-in-view.ts';
import type { BotDeps } from './bot-deps.ts';
import { type Click, type MessageClick, readClick, type ViewClick } from './read-click.ts';

interface Known {
  readonly organization: Organization;
  /** `null` if Slack knows no one with that id, which the use case refuses and logs; or if Slack was not asked. */
  readonly clicker: SlackPerson | null;
  /** Puts a message in place of the one with the button. */
  readonly replace: (message: SlackMessage) => Promise<void>;
  /** Answers the clicker alone. What has the button stays. */
  readonly tell: (message: SlackMessage) => Promise<void>;
  /**
   * Opens a modal, or says why it can't. Slack gives three seconds from the click, so a listener that can is registered with
   * `asksSlack: false` and builds the modal from stored facts (S3).
   */
  readonly open: (view: ModalView) => Promise<void>;
}

/** A click in a message whose clicker has just been looked up in Slack (S9). */
export type KnownClick = MessageClick & Known;
/** The same, in a message, the Home tab or a modal. */
export type KnownClickAnywhere = (MessageClick | ViewClick) & Known;

interface ClickOptions {
  /** `false` where the stored link, or having the message, is authority enough. */
  readonly asksSlack?: boolean;
}

/**
 * How every click in a message is handled: `ack` first (S2), read the payload, find the organization and the person, act, answer. If
 * anything fails, the person reads so, and nothing is assumed to have happened.
 */
export function onClick(
  app: App,
  deps: BotDeps,
  actionId: ActionId,
  act: (click: KnownClick) => Promise<void>,
  options: ClickOptions = {},
): void {
  register(app, deps, actionId, options, async (click) => {
    // Only a message has the response URL that the answer needs: such a button is in no view of ours.
    if (click.place === 'message') await act(click);
    else await click.tell(buildRefusal([refuse('slack_incomplete')], say('slack.nothing_done')));
  });
}

/** The same for buttons that are in the Home tab and in modals, too. */
export function onClickAnywhere(
  app: App,
  deps: BotDeps,
  actionId: ActionId,
  act: (click: KnownClickAnywhere) => Promise<void>,
  options: ClickOptions = {},
): void {
  register(app, deps, actionId, options, act);
}

function register(
  app: App,
  deps: BotDeps,
  actionId: ActionId,
  { asksSlack = true }: ClickOptions,
  act: (click: KnownClickAnywhere) => Promise<void>,
): void {
  app.action(actionId, async ({ ack, body, context }) => {
    await ack();
    await deps.track(() => handle(body, context));
  });

  async function handle(body: unknown, context: Context): Promise<void> {
    const read = readClick(body);
    if (read.kind === 'incomplete') return refuseIncomplete(read.responseUrl, context);
    const { click } = read;
    const { tell, replace } = click.place === 'message' ? answerInMessage(click) : answerInView(deps, click);
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
      const clicker = asksSlack ? await deps.lookUpPerson(click.slackUserId) : null;
      await act({ ...click, organization, clicker, replace, tell, open: (view) => open(click, view, tell) });
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, actionId, reference }, 'A click could not be handled');
      await tell(buildInternalError(reference));
    }
  }

  async function refuseIncomplete(responseUrl: Secret | null, context: Context): Promise<void> {
    deps.log.warn({ actionId }, 'A click lacked fields that Slack promises, and was refused');
    if (responseUrl === null || !(await deps.isAdmitted(context))) return;
    const refusal = buildRefusal([refuse('slack_incomplete')], say('slack.nothing_done'));
    await deps.postResponse(responseUrl, refusal, { replaceOriginal: false });
  }

  function answerInMessage({ responseUrl }: MessageClick) {
    const post = (replaceOriginal: boolean) => async (message: SlackMessage) => {
      const outcome = await deps.postResponse(responseUrl, message, { replaceOriginal });
      if (outcome.kind !== 'accepted')
        deps.log.warn({ actionId, outcome }, 'An answer to a click did not arrive');
    };
    return { replace: post(true), tell: post(false) };
  }

  async function open(click: Click, view: ModalView, tell: Known['tell']): Promise<void> {
    const { place, deliveryKey } = click;
    const outcome = await (place === 'modal'
      ? deps.modals.push(deliveryKey, view)
      : deps.modals.open(deliveryKey, view));
    if (outcome.kind === 'shown') return;
    deps.log.warn({ actionId, outcome }, 'A modal was not certainly shown');
    await tell(
      outcome.kind === 'expired'
        ? buildRecord(say('slack.modal.expired'))
        : buildRecord(say('slack.modal.failed', { why: outcome.why })),
    );
  }
}
