import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import type { HelpRequestId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type HelpRequest, helpStateAt, isOpenHelp } from '../../../domain/requests/help-request.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { auditSlackRefusal, type SlackPlace } from '../../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../../deps.ts';
import { resolveAsker } from '../../directory/resolve-issuer.ts';
import { isFirstDelivery } from '../open-click.ts';
import { type HelpFacts, readHelpFacts } from './help-facts.ts';
import { createMayHelp } from './may-help.ts';

/** A click on a button of a request for help. The button carries only its id; everything else is read here. */
export interface HelpClick extends SlackPlace {
  readonly organization: Organization;
  readonly slackUserId: string;
  /** What Slack says of the clicker now; `null` if it knows no account of that id. */
  readonly clicker: SlackPerson | null;
  /** `null` if the button carried anything but the id of one. */
  readonly helpRequestId: HelpRequestId | null;
  /** Unique to this delivery. */
  readonly deliveryKey: string;
}

export type HelpClickRefused =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** It has ended, or another took it: as it is now. */
  | ({ readonly kind: 'late'; readonly clickerId: DirectoryUser['id'] } & HelpFacts)
  | { readonly kind: 'duplicate' };

export type OpenedHelpClick =
  | {
      readonly kind: 'opened';
      readonly helper: DirectoryUser;
      readonly target: DirectoryUser;
      readonly policy: Policy;
      readonly help: HelpRequest;
    }
  | HelpClickRefused;

/**
 * What every click of those who help shares: may they issue for this person, and is it open, and waiting or their own? Who may not issue
 * learns nothing of it.
 */
export async function openHelpClick(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
): Promise<OpenedHelpClick> {
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  const { organization, helpRequestId } = click;
  const issuer = await resolveAsker(deps, tx, { ...click, requester: click.clicker }, 'issue');
  if (issuer.kind === 'refused') return refusedHelp(deps, tx, click, issuer.refusals);
  const { requester: helper } = issuer;
  const help = helpRequestId === null ? null : await tx.helpRequests.find(organization.id, helpRequestId);
  const target = help === null ? null : await tx.directory.findUser(organization.id, help.targetId);
  if (help === null || target === null) return refusedHelp(deps, tx, click, [refuse('help_not_found')]);
  const policy = (await tx.organizations.findById(organization.id))?.policy ?? organization.policy;
  const authority = await createMayHelp(tx, policy)(helper, target);
  if (authority.kind === 'refused') return refusedHelp(deps, tx, click, authority.refusals, help);
  const isTheirs = help.takenBy === null || help.takenBy === helper.id;
  if (isTheirs && isOpenHelp({ state: helpStateAt(help, deps.clock.now()) }))
    return { kind: 'opened', helper, target, policy, help };
  return lateHelp(deps, tx, click, help, helper);
}

/** Too late: what became of it. */
export async function lateHelp(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
  help: HelpRequest,
  clicker: DirectoryUser,
): Promise<HelpClickRefused> {
  const facts = await readHelpFacts(tx, help, deps.clock.now());
  if (facts === null) return refusedHelp(deps, tx, click, [refuse('help_not_found')], help);
  return { kind: 'late', clickerId: clicker.id, ...facts };
}

/** Audits and returns a refused click. */
export async function refusedHelp(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
  refusals: readonly Refusal[],
  help: HelpRequest | null = null,
): Promise<Extract<HelpClickRefused, { kind: 'refused' }>> {
  await auditSlackRefusal(deps, tx, {
    ...click,
    action: 'help.refused',
    target: help?.targetId ?? null,
    refusals,
    details: { helpRequestId: click.helpRequestId },
  });
  return { kind: 'refused', refusals };
}
