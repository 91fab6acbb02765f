import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import {
  type SlackPerson,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import { buildInternalError } from '../blocks/internal-error.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { messageModal } from '../blocks/modal.ts';
import { buildRecord, buildRefusal, buildSlowDown } from '../blocks/records.ts';
import type { CallbackId } from '../ids.ts';
import { answerDirectly } from './answer-in-view.ts';
import type { BotDeps } from './bot-deps.ts';
import { type Fields, fieldsSchema, readFields } from './read-fields.ts';

/** A submitted modal, as far as Slack vouches for it. */
export interface Submission {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
  /** In no channel: the history has `modal` as the place. */
  readonly channelId: 'modal';
  /** A modal counts once, however often its button was pressed and Slack delivered it. */
  readonly deliveryKey: string;
  readonly viewId: string;
  /** What our builder put into the modal: ids, and nothing that decides. */
  readonly metadata: string;
  readonly fields: Fields;
}

/** A submission whose author has just been looked up in Slack (S9). */
export interface KnownSubmission extends Submission {
  readonly organization: Organization;
  /** Who submitted it. `null` if Slack knows no one with that id, which the use case refuses and logs. */
  readonly clicker: SlackPerson | null;
  /** Answers in the modal if it stays open, else in the person's direct message with the bot. */
  readonly tell: (message: SlackMessage) => Promise<void>;
}

/** What is in the fields, or what is wrong with which of them. */
export type Reading<Input> =
  | { readonly kind: 'read'; readonly input: Input }
  /** Field name -> a sentence for below it. */
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

export interface SubmissionHandler<Input> {
  /** Runs before the `ack`, so it asks nothing of anyone: errors of fields are Slack's answer to the `ack`. */
  readonly read: (submission: Submission) => Reading<Input>;
  readonly act: (submission: KnownSubmission, input: Input) => Promise<void>;
  /** Where the answer goes: into the modal, which stays open for it, or into the direct message. */
  readonly answersIn: 'modal' | 'direct_message';
}

const text = z.string().nullish();
const submissionSchema = z.object({
  team: z.object({ id: text, enterprise_id: text }).nullish(),
  enterprise: z.object({ id: text }).nullish(),
  user: z.object({ id: z.string().min(1), team_id: text }),
  view: z.object({
    id: z.string().min(1),
    callback_id: z.string(),
    private_metadata: text,
    state: z.object({ values: fieldsSchema }),
  }),
});

export function readSubmission(body: unknown): Submission | null {
  const { data } = submissionSchema.safeParse(body);
  const teamId = data?.team?.id || data?.user.team_id;
  if (data === undefined || !teamId) return null;
  const { team, enterprise, user, view } = data;
  return {
    workspace: { teamId, enterpriseId: enterprise?.id || team?.enterprise_id || null },
    slackUserId: user.id,
    channelId: 'modal',
    deliveryKey: `${view.id}:${view.callback_id}`,
    viewId: view.id,
    metadata: view.private_metadata ?? '',
    fields: readFields(view.state.values),
  };
}

/**
 * How every submitted modal is handled, as a click is: the fields are read and `ack` answers (S2); then find the organization and the
 * person, act, answer. If anything fails, the person reads so, and nothing is assumed to have happened.
 */
export function onSubmission<Input>(
  app: App,
  deps: BotDeps,
  callbackId: CallbackId,
  { read, act, answersIn }: SubmissionHandler<Input>,
): void {
  app.view({ callback_id: callbackId, type: 'view_submission' }, async ({ ack, body, context }) => {
    const submission = readSubmission(body);
    if (submission === null) {
      deps.log.warn({ callbackId }, 'A submission lacked fields that Slack promises, and was refused');
      const refusal = buildRefusal([refuse('slack_incomplete')], say('slack.nothing_done'));
      await ack({ response_action: 'update', view: messageModal(refusal) });
      return;
    }
    const reading = read(submission);
    if (reading.kind === 'wrong') {
      await ack({ response_action: 'errors', errors: { ...reading.errors } });
      return;
    }
    if (answersIn === 'modal')
      await ack({ response_action: 'update', view: messageModal(buildRecord(say('slack.modal.working'))) });
    else await ack();
    await deps.track(() => handle(submission, reading.input, context));
  });

  async function handle(submission: Submission, input: Input, context: Context): Promise<void> {
    const tell = async (message: SlackMessage): Promise<void> => {
      const isShown =
        answersIn === 'modal' &&
        (await deps.modals.update(submission.viewId, messageModal(message))).kind === 'shown';
      if (!isShown) await answerDirectly(deps, submission, message);
    };
    try {
      if (!(await deps.isAdmitted(context))) return;
      const limit = await deps.useCases.limitPerson(submission, submission.slackUserId);
      if (limit.kind === 'over') {
        // An open modal waits for an answer; the direct message must not be flooded.
        if (limit.isFirst || answersIn === 'modal') await tell(buildSlowDown(limit.until));
        return;
      }
      const organization = await deps.useCases.findOrganization(submission.workspace);
      if (organization === null) {
        const slackTenantId = slackTenantIdOf(submission.workspace);
        deps.log.warn(
          { callbackId, slackTenantId },
          'A submission came from a Slack workspace of no organization',
        );
        return await tell(buildRefusal([refuse('organization_unknown')], say('slack.nothing_done')));
      }
      const clicker = await deps.lookUpPerson(submission.slackUserId);
      await act({ ...submission, organization, clicker, tell }, input);
    } catch (error) {
      const reference = deps.newReference();
      deps.log.error({ err: error, callbackId, reference }, 'A submission could not be handled');
      await tell(buildInternalError(reference));
    }
  }
}
