import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ProviderId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { chooseProvider } from '../../domain/providers/provider-rule.ts';
import { tierOf } from '../../domain/requests/tier.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

/** Who makes a person's codes by the policy of now; `null`: Backupcode itself. */
export async function readProviderChoice(
  { groups }: Pick<Readers | Transaction, 'groups'>,
  policy: Policy,
  target: DirectoryUser,
): Promise<ProviderId | null> {
  if (policy.providers.length === 0) return null;
  const groupIds = (await groups.listOfUser(target.organizationId, target.id)).map(({ id }) => id);
  const tier = tierOf(target, groupIds, policy);
  const domain = target.email?.split('@').at(-1) ?? null;
  return chooseProvider(policy.providers, { groupIds, domain, tier });
}
