import { BRAKE_PERCENT } from '../domain/directory/source.ts';
import type { GroupId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization/organization.ts';
import type { ServiceDeps } from '../services/deps.ts';

export interface SeededGroup {
  /** The directory that it comes from. */
  readonly source: string;
  readonly name: string;
  /** Logins of its members. */
  readonly members: readonly string[];
}

/** Writes a group with its members, as a directory that is read would bring it. */
export async function seedGroup(
  { store, clock, random }: Pick<ServiceDeps, 'store' | 'clock' | 'random'>,
  { id: organizationId }: Organization,
  { source, name, members: logins }: SeededGroup,
): Promise<GroupId> {
  const now = clock.now();
  const times = { createdAt: now, updatedAt: now };
  const [sourceId, groupId] = [random.id('source'), random.id('group')];
  await store.transact(organizationId, async (tx) => {
    await tx.sources.insert({
      id: sourceId,
      organizationId,
      kind: 'scim',
      name: source,
      settings: {},
      sealedSecret: null,
      clientId: null,
      roleRules: [],
      allowedOwners: [],
      brakePercent: BRAKE_PERCENT,
      everyMinutes: null,
      cursor: null,
      lastFullAt: null,
      run: null,
      ...times,
    });
    await tx.groups.insert({ id: groupId, organizationId, sourceId, externalId: null, name, ...times });
    const members = await tx.directory.listUsersByLogins(organizationId, logins);
    await tx.groups.addMembers(
      organizationId,
      groupId,
      members.map(({ id }) => id),
    );
  });
  return groupId;
}
