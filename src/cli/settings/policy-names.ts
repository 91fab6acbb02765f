import type { Source } from '../../domain/directory/source.ts';
import type { NamedGroup } from '../../domain/organization/policy-groups.ts';

/** The names of what the policy keeps by id. */
export interface PolicyNames {
  readonly sources: readonly Pick<Source, 'id' | 'name'>[];
  readonly groups: readonly NamedGroup[];
}
