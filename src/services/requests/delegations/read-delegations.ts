import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type Delegation, judgeGiver, lastsAt } from '../../../domain/requests/delegation.ts';
import type { Readers } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findViewer, type Viewer } from '../../directory/find-viewer.ts';

/** Who approves in a person's place, and in whose place they do. */
export interface OwnDelegations {
  /** Whether they can name someone now. */
  readonly mayDelegate: boolean;
  readonly given: { readonly delegation: Delegation; readonly delegate: DirectoryUser } | null;
  readonly taken: readonly { readonly delegation: Delegation; readonly giver: DirectoryUser }[];
}

export async function readOwnDelegations(
  read: Pick<Readers, 'delegations' | 'directory' | 'groups' | 'freezes'>,
  user: DirectoryUser,
  policy: Policy,
  now: number,
): Promise<OwnDelegations> {
  if (!policy.delegation) return { mayDelegate: false, given: null, taken: [] };
  const { organizationId, id } = user;
  const lasting = (await read.delegations.listLasting(organizationId)).filter((each) => lastsAt(each, now));
  const find = (userId: DirectoryUser['id']) => read.directory.findUser(organizationId, userId);
  const own = lasting.find(({ from }) => from === id);
  const delegate = own === undefined ? null : await find(own.to);
  const taken: OwnDelegations['taken'][number][] = [];
  for (const delegation of lasting.filter(({ to }) => to === id)) {
    const giver = await find(delegation.from);
    if (giver !== null) taken.push({ delegation, giver });
  }
  const giverGroups = (await read.groups.listOfUser(organizationId, id)).map((group) => group.id);
  const freezes = await read.freezes.listLasting(organizationId);
  return {
    mayDelegate: judgeGiver({ giver: user, giverGroups, policy, freezes }).length === 0,
    given: own === undefined || delegate === null ? null : { delegation: own, delegate },
    taken,
  };
}

/** For `/backupcode delegate`. `null`: not a person of this organization. It writes nothing. */
export function createShowDelegations({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function showDelegations(
    viewer: Viewer,
  ): Promise<(OwnDelegations & { readonly refusals: ReturnType<typeof judgeGiver> }) | null> {
    const { read } = store;
    const user = await findViewer(read, viewer);
    if (user === null) return null;
    const { id } = viewer.organization;
    const policy = (await read.organizations.findById(id))?.policy ?? viewer.organization.policy;
    const giverGroups = (await read.groups.listOfUser(id, user.id)).map((group) => group.id);
    const freezes = await read.freezes.listLasting(id);
    const own = await readOwnDelegations(read, user, policy, clock.now());
    return { ...own, refusals: judgeGiver({ giver: user, giverGroups, policy, freezes }) };
  };
}
