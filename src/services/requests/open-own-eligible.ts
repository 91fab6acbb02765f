import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { decideEligibility, type EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';

export type OpenedEligible =
  | {
      readonly kind: 'opened';
      readonly clicker: DirectoryUser;
      readonly request: IssueRequest;
      readonly target: DirectoryUser;
      readonly facts: EligibilityFacts;
    }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/** The clicker's own open request, if they could still make it on the facts of now. */
export async function openOwnEligible(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedEligible> {
  const opened = await openOwnClick(deps, tx, click);
  if (opened.kind !== 'opened') return opened;
  const { clicker, request } = opened;
  const target = await tx.directory.findUser(request.organizationId, request.targetId);
  if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
  const facts = await readEligibilityFacts(tx, click.organization, clicker, target, request.lane);
  const eligibility = decideEligibility(facts);
  if (eligibility.kind === 'refused') return refused(deps, tx, click, eligibility.refusals, request);
  return { kind: 'opened', clicker, request, target, facts };
}
