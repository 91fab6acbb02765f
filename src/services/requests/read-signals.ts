import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import {
  type SlackPerson,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { BURST_MS, BURST_REQUESTS, DAY_MS, findSignals } from '../../domain/requests/find-signals.ts';
import type { RiskSignal } from '../../domain/requests/risk-signal.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { listLockoutsOf } from '../redeeming/read-lockout.ts';

/** More than a person can get in a day is not looked through. */
const CODES_LOOKED_AT = 100;
/** A role that changed before so many other changes of one person counts as old. */
const CHANGES_LOOKED_AT = 50;

export interface SignalsOf {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requester: DirectoryUser;
  readonly requesterSlackId: string;
  readonly target: DirectoryUser;
  /** What Slack says of the target now. */
  readonly person: Pick<SlackPerson, 'status' | 'timeZone'> | null;
  /** 1 if the request is stored already, which is no sign of a burst. */
  readonly ownCount: 0 | 1;
}

/** The risk signals of a request as of now, read in the transaction that acts on them. */
export async function readSignals(
  deps: Pick<ServiceDeps, 'clock' | 'keys'>,
  tx: Transaction,
  { organization, workspace, requester, requesterSlackId, target, person, ownCount }: SignalsOf,
): Promise<RiskSignal[]> {
  const now = deps.clock.now();
  const { id, policy, createdAt: organizationSince } = organization;
  const made = await tx.requests.listMadeFor(id, target.id, now - DAY_MS);
  const others = made.filter(({ requesterId }) => requesterId !== requester.id);
  const link = await tx.identities.find(id, slackTenantIdOf(workspace), requesterSlackId);
  return findSignals({
    now,
    codes: await tx.codes.listLatest(id, target.id, CODES_LOOKED_AT),
    otherRequesters: new Set(others.map(({ requesterId }) => requesterId)).size,
    status: person?.status ?? null,
    timeZone: person?.timeZone ?? null,
    organizationSince,
    requesterSince: await findRoleSince(tx, requester),
    linkedAt: link?.linkedAt ?? null,
    lockouts: await listLockoutsOf(deps, tx, target),
    delayAfterFailures: policy.delayAfterFailures,
    isBurst: (await tx.requests.findNthNewestAt(id, BURST_REQUESTS + ownCount, now - BURST_MS)) !== null,
  });
}

/** The history has each change of a role; someone whose role never changed has it since they were added. */
async function findRoleSince(
  tx: Pick<Transaction, 'audit'>,
  { organizationId, id, createdAt }: DirectoryUser,
): Promise<number> {
  const of = { action: 'directory.user_changed', target: id } as const;
  const changes = await tx.audit.listLatestOf(organizationId, of, CHANGES_LOOKED_AT);
  const ofRole = changes.find(({ details }) => details.roleAfter !== undefined);
  return ofRole === undefined ? createdAt : Date.parse(ofRole.at);
}
