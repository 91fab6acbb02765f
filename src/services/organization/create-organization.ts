import { type DirectoryUser, noSourceFields } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import { type EmailDomain, uncheckedDomain } from '../../domain/directory/email-domain.ts';
import { foldName, type NameProblem, parseName } from '../../domain/directory/name.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { defaultPolicy } from '../../domain/organization/policy.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { newVerificationToken } from './add-domain.ts';

export interface NewOrganization {
  readonly name: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  /** Treats the domain of the owner's address as verified, without proof. For demos and tests. */
  readonly isDomainTrusted: boolean;
}

export type NewOrganizationProblem =
  | { readonly field: 'name' | 'ownerName'; readonly problem: NameProblem }
  | { readonly field: 'ownerEmail'; readonly problem: { readonly code: 'no_email' } };

export type CreateOrganizationResult =
  | {
      readonly kind: 'created';
      readonly organization: Organization;
      readonly owner: DirectoryUser;
      readonly domain: EmailDomain;
    }
  /** Another organization has that name. */
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'invalid'; readonly problems: readonly NewOrganizationProblem[] };

/** What is wrong with one answer; `null` if nothing is. */
export function findOrganizationProblem(
  field: NewOrganizationProblem['field'],
  text: string,
): NewOrganizationProblem | null {
  if (field === 'ownerEmail')
    return parseEmail(text) === null ? { field, problem: { code: 'no_email' } } : null;
  const parsed = parseName(text);
  return parsed.kind === 'bad' ? { field, problem: parsed.problem } : null;
}

/** Everything wrong with the answers; empty if nothing is. */
export function findOrganizationProblems(input: NewOrganization): NewOrganizationProblem[] {
  return (['name', 'ownerName', 'ownerEmail'] as const)
    .map((field) => findOrganizationProblem(field, input[field]))
    .filter((problem) => problem !== null);
}

/** An organization, its first owner (confirmed) and the domain of their address, together or not at all. */
export function createCreateOrganization(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function createOrganization(input: NewOrganization): Promise<CreateOrganizationResult> {
    const email = parseEmail(input.ownerEmail);
    const problems = findOrganizationProblems(input);
    if (email === null || problems.length > 0) return { kind: 'invalid', problems };
    const known = await deps.store.read.organizations.list();
    if (known.some(({ name }) => foldName(name) === foldName(input.name))) return { kind: 'name_taken' };
    const now = deps.clock.now();
    const organizationId = deps.random.id('organization');
    const organization: Organization = {
      id: organizationId,
      name: input.name.normalize('NFC').trim(),
      slackTenantIds: [],
      policy: defaultPolicy,
      createdAt: now,
    };
    const owner: DirectoryUser = {
      id: deps.random.id('user'),
      organizationId,
      displayName: input.ownerName.normalize('NFC').trim(),
      role: 'owner',
      status: 'confirmed',
      email: email.address,
      mobile: null,
      alias: null,
      primary: 'email',
      ...noSourceFields,
      createdAt: now,
      updatedAt: now,
    };
    const domain: EmailDomain = {
      organizationId,
      name: email.domain,
      verificationToken: newVerificationToken(deps.random),
      verifiedAt: input.isDomainTrusted ? now : null,
      ...uncheckedDomain,
      createdAt: now,
    };
    await deps.store.transact(organizationId, async (tx) => {
      await tx.organizations.insert(organization);
      await tx.directory.insert(owner);
      await tx.domains.insert(domain);
      const facts = { organizationId, target: organizationId } as const;
      await tx.audit.append(
        draftOperatorAudit(deps, {
          ...facts,
          action: 'organization.created',
          details: { name: organization.name, ownerId: owner.id, ownerEmail: email.address },
        }),
      );
      await tx.audit.append(
        draftOperatorAudit(deps, { ...facts, action: 'domain.added', target: domain.name }),
      );
      if (domain.verifiedAt !== null) {
        const reason = 'trusted by the operator without proof';
        await tx.audit.append(
          draftOperatorAudit(deps, { ...facts, action: 'domain.verified', target: domain.name, reason }),
        );
      }
    });
    return { kind: 'created', organization, owner, domain };
  };
}
