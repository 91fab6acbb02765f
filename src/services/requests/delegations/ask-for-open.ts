import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { listGiven, listPeopleBehind, rulesAt } from '../../../domain/requests/approved-act.ts';
import type { Delegation } from '../../../domain/requests/delegation.ts';
import { decideApproval } from '../../../domain/requests/eligibility.ts';
import { requestStateAt } from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { findDelegate } from '../approvals/places.ts';
import { readApproverFacts } from '../find-approvers.ts';
import { readEligibilityFacts } from '../read-eligibility.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

/** The delegate is asked about what waits for the giver already. Those who may approve by themselves have been asked. */
export async function askDelegate(
  deps: Deps,
  tx: Transaction,
  organization: Organization,
  giver: DirectoryUser,
  delegate: DirectoryUser,
): Promise<void> {
  for (const { request, facts } of await listWaiting(deps, tx, organization, giver)) {
    const rules = rulesAt(request, deps.clock.now());
    const found = await findDelegate(tx, facts, rules, giver, deps.clock.now());
    if (found?.id !== delegate.id) continue;
    const theirs = await readApproverFacts(tx, rules, facts.target, delegate);
    if (decideApproval({ ...facts, ...theirs, approver: delegate }).kind === 'allowed') continue;
    const content = { approverId: delegate.id, onBehalfOf: giver.id, asking: 'first' } as const;
    await enqueueNotice(
      deps,
      tx,
      organization.id,
      { kind: 'approver_request', requestId: request.id, ...content },
      { request },
    );
  }
}

/** The giver is asked about what waits since the delegation began: until it ended, the delegate was. */
export async function askGiver(
  deps: Deps,
  tx: Transaction,
  organization: Organization,
  giver: DirectoryUser,
  { startsAt }: Pick<Delegation, 'startsAt'>,
): Promise<void> {
  for (const { request, facts } of await listWaiting(deps, tx, organization, giver)) {
    if (request.approvalAskedAt === null || request.approvalAskedAt < startsAt) continue;
    const theirs = await readApproverFacts(tx, rulesAt(request, deps.clock.now()), facts.target, giver);
    if (decideApproval({ ...facts, ...theirs, approver: giver }).kind === 'refused') continue;
    const content = { approverId: giver.id, asking: 'first' } as const;
    await enqueueNotice(
      deps,
      tx,
      organization.id,
      { kind: 'approver_request', requestId: request.id, ...content },
      { request },
    );
  }
}

/** Requests that others were asked about, and on which this person has no word yet. */
async function listWaiting(
  { clock }: Deps,
  tx: Transaction,
  organization: Organization,
  giver: DirectoryUser,
) {
  const waiting = [];
  for (const request of await tx.requests.listOpen(organization.id)) {
    if (requestStateAt(request, clock.now()) !== 'pending' || request.approvalAskedAt === null) continue;
    if (listPeopleBehind(listGiven(request)).has(giver.id)) continue;
    const requester = await tx.directory.findUser(organization.id, request.requesterId);
    const target = await tx.directory.findUser(organization.id, request.targetId);
    if (requester === null || target === null) continue;
    const facts = await readEligibilityFacts(tx, organization, requester, target, request.lane);
    waiting.push({ request, facts });
  }
  return waiting;
}
