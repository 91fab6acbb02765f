import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { listPolicyGroups, type NamedGroup } from '../../domain/organization/policy-groups.ts';
import type { NamedProvider } from '../../domain/providers/spell-rule.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { authorizeReader, type ReaderInput } from '../directory/authorize-reader.ts';
import { nameGroups } from './groups/list-groups.ts';

/** More names than these are not read. */
const OWNERS_NAMED = 20;

export type ShowPolicyResult =
  | {
      readonly kind: 'shown';
      readonly policy: Policy;
      /** Those that the policy names. */
      readonly groups: readonly NamedGroup[];
      /** Every provider there is. */
      readonly providers: readonly NamedProvider[];
      readonly organization: Organization;
      readonly reader: DirectoryUser;
      readonly owners: readonly DirectoryUser[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The policy, for people who may issue codes: to others it would say how to attack. */
export function createShowPolicy(deps: ServiceDeps) {
  return async function showPolicy(input: ReaderInput): Promise<ShowPolicyResult> {
    const allowed = await authorizeReader(deps, input, 'policy');
    if (allowed.kind === 'refused') return allowed;
    const { reader, policy } = allowed;
    const { organization } = input;
    const { directory } = deps.store.read;
    const owners = await directory.listConfirmedByRole(organization.id, ['owner'], OWNERS_NAMED);
    const groups = await nameGroups(deps.store.read, organization.id, listPolicyGroups(policy));
    const providers = await deps.store.read.providers.list(organization.id);
    return {
      kind: 'shown',
      policy,
      groups,
      providers: providers.map(({ id, name }) => ({ id, name })),
      organization,
      reader,
      owners,
    };
  };
}
