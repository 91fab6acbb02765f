import type { Source } from '../../domain/directory/source.ts';
import type { NamedGroup } from '../../domain/organization/policy-groups.ts';

/** What people call the things of which the policy keeps the ids. */
export interface PolicyNames {
  readonly sources: readonly Pick<Source, 'id' | 'name'>[];
  readonly groups: readonly NamedGroup[];
}
