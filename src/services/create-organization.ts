import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseEmail } from '../domain/email.ts';
import type { EmailDomain } from '../domain/email-domain.ts';
import type { Organization } from '../domain/organization.ts';
import { defaultPolicy } from '../domain/policy.ts';
import { newVerificationToken } from './add-domain.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';
import { parseName } from './parse-name.ts';

export interface NewOrganization {
  readonly name: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  /** Takes the domain of the owner's address as verified without proof. For demos and tests. */
  readonly isDomainTrusted: boolean;
}

export interface NewOrganizationProblem {
  readonly field: 'name' | 'ownerName' | 'ownerEmail';
  /** continues a sentence that starts with the field's name */
  readonly problem: string;
}

export type CreateOrganizationResult =
  | {
      readonly kind: 'created';
      readonly organization: Organization;
      readonly owner: DirectoryUser;
      readonly domain: EmailDomain;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly NewOrganizationProblem[] };

/** Everything that is wrong with what was typed; empty when an organization can be made of it. */
export function findOrganizationProblems(input: NewOrganization): NewOrganizationProblem[] {
  const problems: NewOrganizationProblem[] = [];
  for (const field of ['name', 'ownerName'] as const) {
    const parsed = parseName(input[field]);
    if (parsed.kind === 'bad') problems.push({ field, problem: parsed.problem });
  }
  if (parseEmail(input.ownerEmail) === null) {
    problems.push({ field: 'ownerEmail', problem: 'is no e-mail address with an ASCII local part' });
  }
  return problems;
}

/** An organization, its first owner (confirmed) and the domain of their address, together or not at all. */
export function createCreateOrganization(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function createOrganization(input: NewOrganization): Promise<CreateOrganizationResult> {
    const email = parseEmail(input.ownerEmail);
    const problems = findOrganizationProblems(input);
    if (email === null || problems.length > 0) return { kind: 'invalid', problems };
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
      createdAt: now,
      updatedAt: now,
    };
    const domain: EmailDomain = {
      organizationId,
      name: email.domain,
      verificationToken: newVerificationToken(deps.random),
      verifiedAt: input.isDomainTrusted ? now : null,
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
