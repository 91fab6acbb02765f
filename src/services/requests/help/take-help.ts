import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import { slackTenantIdOf } from '../../../domain/directory/slack-person.ts';
import { judgeAsker } from '../../../domain/requests/authority.ts';
import type { HelpRequest } from '../../../domain/requests/help-request.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import { sourceOf } from '../../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { findViewer } from '../../directory/find-viewer.ts';
import type { ProviderDeps } from '../../providers/open-provider.ts';
import { openRequest, type RequestCodeResult, refuseAtOpening } from '../request-code.ts';
import { announceHelp } from './announce-help.ts';
import {
  type HelpClick,
  type HelpClickRefused,
  lateHelp,
  openHelpClick,
  refusedHelp,
} from './open-help-click.ts';
import { settleHelp } from './settle-help.ts';

export interface TakeHelpInput extends HelpClick {
  /** What Slack says of an account now; `null` if it knows none of that id. Asked outside the transaction. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
}

export type TakeHelpResult = Extract<RequestCodeResult, { kind: 'opened' }> | HelpClickRefused;

/**
 * An administrator takes a request for help, and has the prompt for that person as by `/backupcode @person`, by the same rules and limits.
 * Both are one transaction: if the prompt is refused, the entry goes on waiting, and the person isn't told that someone will call. Who has
 * taken it gets another prompt.
 */
export function createTakeHelp(deps: ServiceDeps & ProviderDeps) {
  const { store } = deps;

  return async function takeHelp(input: TakeHelpInput): Promise<TakeHelpResult> {
    const { organization, helpRequestId } = input;
    // Slack is asked about the person only for someone who may help people (N20).
    const helper = await findViewer(store.read, { ...input, person: input.clicker });
    const isHelper = helper !== null && judgeAsker('issue', helper, organization.policy).length === 0;
    const seen =
      helpRequestId === null || !isHelper
        ? null
        : await store.read.helpRequests.find(organization.id, helpRequestId);
    const accountId = seen === null ? null : await findAccount(store.read, input, seen);
    const person = accountId === null ? null : await input.lookUpPerson(accountId);
    const taken = await store.transact(organization.id, (tx) => take(deps, tx, input, accountId, person));
    if (taken.kind !== 'opened') return taken;
    // It stays theirs: they see what stands in the way, and can take it again.
    const refusals = await refuseAtOpening(deps, input, taken);
    return refusals.length === 0 ? taken : { kind: 'refused', refusals };
  };
}

async function take(
  deps: ServiceDeps,
  tx: Transaction,
  input: TakeHelpInput,
  targetSlackId: string | null,
  person: SlackPerson | null,
): Promise<TakeHelpResult> {
  const opened = await openHelpClick(deps, tx, input);
  if (opened.kind !== 'opened') return opened;
  const { help, helper, target } = opened;
  if (targetSlackId === null)
    return refusedHelp(deps, tx, input, [refuse('target_without_slack', { name: target.displayName })], help);
  const request = await openRequest(deps, tx, {
    ...input,
    requester: input.clicker,
    requesterSlackId: input.slackUserId,
    targetSlackId,
    target: person,
    // The prompt goes to the direct message with the bot, whatever the policy: no one typed a command.
    channel: 'direct',
    reason: help.reason,
    responseUrl: null,
  });
  if (request.kind === 'refused' || help.state === 'taken') return request;
  const taken = await settleHelp(deps, tx, help, 'taken', { takenBy: helper.id });
  if (taken === null) return lateHelp(deps, tx, input, help, helper);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: help.organizationId,
      action: 'help.taken',
      actor: { kind: 'user', id: helper.id },
      target: help.targetId,
      source: sourceOf(input),
      details: { helpRequestId: help.id, requestId: request.request.id },
    }),
  );
  await announceHelp(deps, tx, taken, 'taken');
  return request;
}

/** In the workspace of the click: in another, the same id is another person's. */
async function findAccount(
  { identities }: Pick<Readers, 'identities'>,
  { workspace }: TakeHelpInput,
  { organizationId, targetId, slackTenantId, targetSlackId }: HelpRequest,
): Promise<string | null> {
  const tenantId = slackTenantIdOf(workspace);
  const link = await identities.findByUser(organizationId, tenantId, targetId);
  return link?.slackUserId ?? (slackTenantId === tenantId ? targetSlackId : null);
}
