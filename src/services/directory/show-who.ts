import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { type Role, roles } from '../../domain/directory/roles.ts';
import type { GroupId } from '../../domain/ids.ts';
import { type HelpDeskPolicy, helpDeskScopes } from '../../domain/organization/help-desk.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { NamedGroup } from '../../domain/organization/policy-groups.ts';
import { judgeRequester } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { nameGroups } from '../organization/groups/list-groups.ts';
import type { ReaderInput } from './authorize-reader.ts';
import { resolveIdentity } from './resolve-identity.ts';

/** So many of each role are counted. */
export const COUNTED_MAX = 100;

type Holders = Readonly<Record<Exclude<Role, 'member'>, readonly DirectoryUser[]>>;

export type ShowWhoResult =
  /** Not of this organization, as far as anyone can tell: they learn why, and nothing of others. */
  | { readonly kind: 'unknown'; readonly refusals: readonly Refusal[] }
  /** Neither owner nor admin: they learn what they themselves may do, and who the owners are. */
  | {
      readonly kind: 'member';
      readonly asker: DirectoryUser;
      readonly owners: readonly DirectoryUser[];
      /** What the help desk may do, for its people; else `null`. */
      readonly helpDesk: HelpDeskPolicy | null;
      /** Those that its scopes name. */
      readonly groups: readonly NamedGroup[];
      readonly managerLane: boolean;
    }
  | {
      readonly kind: 'issuer';
      readonly asker: DirectoryUser;
      readonly policy: Policy;
      readonly groups: readonly NamedGroup[];
      /** Confirmed people of each role that is more than a member's, at most one more than {@link COUNTED_MAX}. */
      readonly holders: Holders;
    };

/** Who may do what in this organization, and why the asker may not. */
export function createShowWho(deps: ServiceDeps) {
  const { store } = deps;

  return async function showWho(input: ReaderInput): Promise<ShowWhoResult> {
    const { organization, requester: person } = input;
    const resolved = await store.transact(organization.id, async (tx) =>
      person === null
        ? { kind: 'refused' as const, refusals: [refuse('requester_unknown_to_slack')] }
        : resolveIdentity(deps, tx, input, { person, side: 'requester' }),
    );
    if (resolved.kind === 'refused') return { kind: 'unknown', refusals: resolved.refusals };
    const { user: asker } = resolved;
    const list = async (role: Role) => {
      const people = await store.read.directory.listConfirmedByRole(organization.id, [role], COUNTED_MAX + 1);
      return people.sort((one, other) => one.displayName.localeCompare(other.displayName));
    };
    const owner = await list('owner');
    const fresh = await store.read.organizations.findById(organization.id);
    const { policy } = fresh ?? organization;
    const { managerLane } = policy;
    const isOnDesk = asker.role === 'helpdesk' && asker.status === 'confirmed';
    const isIssuer = judgeRequester(asker).length === 0;
    const groups =
      isIssuer || isOnDesk ? await nameGroups(store.read, organization.id, listScopeGroups(policy)) : [];
    if (!isIssuer) {
      const helpDesk = isOnDesk ? policy.helpDesk : null;
      return { kind: 'member', asker, owners: owner, helpDesk, groups, managerLane };
    }
    const [admin, helpdesk] = await Promise.all([list('admin'), list('helpdesk')]);
    return { kind: 'issuer', asker, policy, groups, holders: { owner, admin, helpdesk } };
  };
}

function listScopeGroups({ helpDesk }: Policy): GroupId[] {
  return helpDeskScopes.flatMap((scope) => helpDesk[scope].groups);
}

/** For whom people of a role may issue, whatever a damaged policy says. */
export function listIssuedFor(role: 'owner' | 'admin', policy: Pick<Policy, 'mayIssueFor'>): Role[] {
  return roles.filter(
    (target) => policy.mayIssueFor[role].includes(target) && !(role === 'admin' && target === 'owner'),
  );
}
