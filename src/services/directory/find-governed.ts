import { type GovernedAttribute, governedAttributes } from '../../domain/directory/attribute-authority.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { type UserField, userFields } from '../../domain/directory/provision/provision-facts.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Readers } from '../../ports/store.ts';

/** What a source decides of a user. */
export interface GovernedFields {
  /** The source's name. */
  readonly source: string;
  readonly fields: readonly UserField[];
}

const fieldOf: Readonly<Record<GovernedAttribute, UserField>> = {
  status: 'status',
  role: 'role',
  name: 'displayName',
  email: 'email',
  manager: 'manager',
};

/**
 * What sources decide of users, so that the operator's list doesn't: everything of a user that a source provisioned, and the attributes for
 * which a linked source is the authority. The people of a source that was removed are the operator's.
 */
export async function findGoverned(
  tx: Pick<Readers, 'organizations' | 'sources' | 'sourcePeople'>,
  organizationId: OrganizationId,
  users: readonly DirectoryUser[],
): Promise<ReadonlyMap<UserId, readonly GovernedFields[]>> {
  const names = new Map((await tx.sources.list(organizationId)).map(({ id, name }) => [id, name]));
  const governed = new Map<UserId, GovernedFields[]>();
  if (names.size === 0) return governed;
  const authority = (await tx.organizations.findById(organizationId))?.policy.authority;
  const chosen = governedAttributes.filter((attribute) => authority?.[attribute] != null);
  for (const { id, sourceId } of users) {
    const provisioner = sourceId === null ? undefined : names.get(sourceId);
    if (provisioner !== undefined) governed.set(id, [{ source: provisioner, fields: userFields }]);
    if (provisioner !== undefined || chosen.length === 0) continue;
    const linked = await tx.sourcePeople.listByUser(organizationId, id);
    const of = chosen.flatMap((attribute) => {
      const link = linked.find((each) => each.sourceId === authority?.[attribute]);
      const source = link === undefined ? undefined : names.get(link.sourceId);
      return source === undefined ? [] : [{ source, fields: [fieldOf[attribute]] }];
    });
    if (of.length > 0) governed.set(id, of);
  }
  return governed;
}
