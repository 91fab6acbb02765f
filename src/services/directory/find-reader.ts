import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import { type ReaderFacts, unknownReader } from '../../domain/organization/language.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Readers } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

/** How the person reads who commands or clicks, as far as it's known before Slack is asked. */
export function createFindReader({ store: { read } }: Pick<ServiceDeps, 'store'>) {
  return async function findReader(workspace: SlackWorkspace, slackUserId: string): Promise<ReaderFacts> {
    const slackTenantId = slackTenantIdOf(workspace);
    const organization = await read.organizations.findBySlackTenant(slackTenantId);
    if (organization === null) return unknownReader;
    return describe(organization, await read.identities.find(organization.id, slackTenantId, slackUserId));
  };
}

/** How a user reads, for notices and email. @param slackTenantId where they are written to, if it's in Slack */
export async function readReader(
  { identities }: Pick<Readers, 'identities'>,
  organization: Organization,
  userId: UserId,
  slackTenantId: string | null,
): Promise<ReaderFacts> {
  const known = (await identities.listByUser(organization.id, userId)).filter(
    ({ locale }) => locale !== null,
  );
  return describe(
    organization,
    known.find((each) => each.slackTenantId === slackTenantId) ?? known[0] ?? null,
  );
}

function describe({ policy }: Organization, identity: SlackIdentity | null): ReaderFacts {
  const { locale = null, timeZone = null } = identity ?? {};
  return { locale, timeZone, language: policy.language };
}
