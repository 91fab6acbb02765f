import { noSourceFields } from '../domain/directory/directory-user.ts';
import { uncheckedDomain } from '../domain/directory/email-domain.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization/organization.ts';
import { defaultPolicy, type Policy } from '../domain/organization/policy.ts';
import { draftAudit, type ServiceDeps } from '../services/deps.ts';
import { ACME_DOMAIN, acmeDirectory, UNVERIFIED_DOMAIN } from './acme-directory.ts';

/** Its people are asked for again and again, at any hour, by administrators who have met them. */
const acmePolicy: Policy = {
  ...defaultPolicy,
  riskSignals: [],
  twoWayWords: [],
  tiers: {
    ...defaultPolicy.tiers,
    privileged: { ...defaultPolicy.tiers.privileged, verificationsRequired: 0 },
  },
};

export interface AcmeOptions {
  readonly policy?: Partial<Policy>;
  /** The domain of its people; of two organizations only one can have verified it. */
  readonly emailDomain?: string;
  readonly isDomainVerified?: boolean;
}

/** Writes the organization Acme, its domains and its people, in one transaction. */
export async function seedAcme(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>,
  { policy = {}, emailDomain = ACME_DOMAIN, isDomainVerified = true }: AcmeOptions = {},
): Promise<Organization> {
  const { store, clock, random } = deps;
  const now = clock.now();
  const id: OrganizationId = random.id('organization');
  const organization: Organization = {
    id,
    name: 'Acme',
    slackTenantIds: [],
    policy: { ...acmePolicy, ...policy },
    createdAt: now,
  };
  await store.transact(id, async (tx) => {
    await tx.organizations.insert(organization);
    const domains = [
      { name: emailDomain, verifiedAt: isDomainVerified ? now : null },
      { name: UNVERIFIED_DOMAIN, verifiedAt: null },
    ];
    for (const { name, verifiedAt } of domains) {
      await tx.domains.insert({
        organizationId: id,
        name,
        verificationToken: 'demo',
        verifiedAt,
        ...uncheckedDomain,
        createdAt: now,
      });
    }
    for (const person of acmeDirectory) {
      await tx.directory.insert({
        ...person,
        ...noSourceFields,
        email: person.email?.replace(`@${ACME_DOMAIN}`, `@${emailDomain}`) ?? null,
        id: random.id('user'),
        organizationId: id,
        createdAt: now,
        updatedAt: now,
      });
    }
    const facts = { organizationId: id, action: 'organization.created', source: 'demo', target: id } as const;
    await tx.audit.append(draftAudit(deps, { ...facts, actor: { kind: 'operator', id: 'demo' } }));
  });
  return organization;
}
