import type { Source } from '../../domain/directory/source.ts';
import type { NamedGroup } from '../../domain/organization/policy-groups.ts';
import type { NamedProvider } from '../../domain/providers/spell-rule.ts';

/** The names of what the policy keeps by id. */
export interface PolicyNames {
  readonly sources: readonly Pick<Source, 'id' | 'name'>[];
  readonly groups: readonly NamedGroup[];
  readonly providers: readonly NamedProvider[];
}
