import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import {
  type HelpCancelReason,
  type HelpRequest,
  helpStateAt,
  isOpenHelp,
} from '../../../domain/requests/help-request.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { sourceOf } from '../../audit/audit-slack-refusal.ts';
import { cancelDisowned } from '../../codes/disown.ts';
import { isTheirAccount } from '../../codes/disown-codes.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { findLink } from '../../directory/find-link.ts';
import { resolveIdentity } from '../../directory/resolve-identity.ts';
import { enqueueAlarm } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { isFirstDelivery } from '../open-click.ts';
import { announceHelp } from './announce-help.ts';
import { getHelpFacts, type HelpFacts } from './help-facts.ts';
import { type HelpClick, type HelpClickRefused, lateHelp, refusedHelp } from './open-help-click.ts';
import { settleHelp } from './settle-help.ts';

export type CancelHelpResult = ({ readonly kind: 'cancelled' } & HelpFacts) | HelpClickRefused;

/** The person, or the manager who asked for them, no longer needs it. */
export function createCancelHelp(deps: ServiceDeps) {
  return async function cancelHelp(click: HelpClick): Promise<CancelHelpResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
      const { clicker: person } = click;
      if (person === null) return refusedHelp(deps, tx, click, [refuse('requester_unknown_to_slack')]);
      const resolved = await resolveIdentity(deps, tx, click, { person, side: 'requester' });
      if (resolved.kind === 'refused') return refusedHelp(deps, tx, click, resolved.refusals);
      const { user } = resolved;
      const help = await find(tx, click);
      if (help === null || (user.id !== help.askerId && user.id !== help.targetId))
        return refusedHelp(deps, tx, click, [refuse('help_not_yours')], help);
      if (!isOpenHelp({ state: helpStateAt(help, deps.clock.now()) }))
        return lateHelp(deps, tx, click, help, user);
      const cancelled = await end(deps, tx, click, help, user, 'withdrawn');
      await announceHelp(deps, tx, cancelled, 'cancelled', user.id);
      return { kind: 'cancelled', ...(await getHelpFacts(deps, tx, cancelled)) };
    });
  };
}

export interface DisownHelpInput extends Omit<HelpClick, 'clicker'> {
  /** What Slack says of the clicker now. Asked only if the account is not linked. */
  readonly lookUpClicker: () => Promise<SlackPerson | null>;
}

export type DisownHelpResult =
  | ({
      readonly kind: 'disowned' | 'disowned_before';
      /** Open requests for a code that it ended. */
      readonly requestsCancelled: number;
    } & HelpFacts)
  | HelpClickRefused;

/**
 * "This wasn't me", by the person for whom help was asked: someone pretends to be them, or is at their Slack. It ends the entry and the
 * requests for a code that are open for them, and alarms, even if it has ended by now. A code that was issued has its own notice.
 */
export function createDisownHelp(deps: ServiceDeps) {
  const { store } = deps;

  return async function disownHelp(input: DisownHelpInput): Promise<DisownHelpResult> {
    const link = await findLink(store.read, input, input.slackUserId);
    const clicker = link === null ? await input.lookUpClicker() : null;
    return store.transact(input.organization.id, async (tx) => {
      const click = { ...input, clicker };
      if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
      const help = await find(tx, click);
      const user = help === null ? null : await tx.directory.findUser(help.organizationId, help.targetId);
      // By the stored link alone, as for a code: a conflict over an address, perhaps the attack itself, must not keep them from it.
      if (help === null || user === null || !(await isTheirAccount(tx, click, clicker, user)))
        return refusedHelp(deps, tx, click, [refuse('help_not_yours')], help);
      return disown(deps, tx, click, help, user);
    });
  };
}

async function disown(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
  help: HelpRequest,
  user: DirectoryUser,
): Promise<DisownHelpResult> {
  const { organizationId } = help;
  const open = await tx.requests.listOpenByTarget(organizationId, user.id);
  if (help.disownedAt !== null && open.length === 0 && !isOpenHelp(help))
    return { kind: 'disowned_before', requestsCancelled: 0, ...(await getHelpFacts(deps, tx, help)) };
  const place = { organizationId, source: sourceOf(click) };
  for (const request of open) await cancelDisowned(deps, tx, place, request);
  const disowned = isOpenHelp(help)
    ? await end(deps, tx, click, help, user, 'disowned')
    : await tx.helpRequests.transition(organizationId, help.id, [help.state], help.state, {
        disownedAt: deps.clock.now(),
      });
  if (disowned === null)
    throw new Error('A request for help changed inside the transaction that had read it');
  const { id: helpRequestId } = help;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'help.disowned',
      actor: { kind: 'user', id: user.id },
      target: user.id,
      source: place.source,
      details: { helpRequestId, stateBefore: help.state, requestsCancelled: open.length },
    }),
  );
  const organization = await tx.organizations.findById(organizationId);
  if (organization !== null)
    await enqueueAlarm(deps, tx, organization, { kind: 'security_help_disowned', helpRequestId });
  return {
    kind: 'disowned',
    requestsCancelled: open.length,
    ...(await getHelpFacts(deps, tx, disowned)),
  };
}

async function end(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
  help: HelpRequest,
  user: DirectoryUser,
  cancelReason: HelpCancelReason,
): Promise<HelpRequest> {
  const { organizationId, id: helpRequestId, takenBy: helperId } = help;
  const ended = await settleHelp(deps, tx, help, 'cancelled', {
    cancelReason,
    endedBy: user.id,
    ...(cancelReason === 'disowned' ? { disownedAt: deps.clock.now() } : {}),
  });
  if (ended === null) throw new Error('A request for help changed inside the transaction that had read it');
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'help.cancelled',
      actor: { kind: 'user', id: user.id },
      target: help.targetId,
      reason: cancelReason,
      source: sourceOf(click),
      details: { helpRequestId, stateBefore: help.state },
    }),
  );
  // Who took it may be about to call.
  if (helperId !== null)
    await enqueueNotice(deps, tx, organizationId, { kind: 'helper_help_ended', helpRequestId, helperId });
  return ended;
}

async function find(
  tx: Transaction,
  { organization, helpRequestId }: Pick<HelpClick, 'organization' | 'helpRequestId'>,
): Promise<HelpRequest | null> {
  return helpRequestId === null ? null : tx.helpRequests.find(organization.id, helpRequestId);
}
