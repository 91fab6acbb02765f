import type { SourceId } from '../ids.ts';
import type { DirectoryUser } from './directory-user.ts';

export const governedAttributes = ['status', 'role', 'name', 'email', 'manager'] as const;
export type GovernedAttribute = (typeof governedAttributes)[number];

/** Which source decides an attribute of the people that it is linked to; `null`: the one that provisioned them. */
export type AttributeAuthority = Readonly<Record<GovernedAttribute, SourceId | null>>;

/**
 * The source that decides an attribute of a user; `null`: the operator.
 * @param linked the sources that know the user
 */
export function findGovernor(
  attribute: GovernedAttribute,
  user: Pick<DirectoryUser, 'sourceId'>,
  linked: readonly SourceId[],
  authority: AttributeAuthority,
): SourceId | null {
  const chosen = authority[attribute];
  return chosen !== null && linked.includes(chosen) ? chosen : user.sourceId;
}
