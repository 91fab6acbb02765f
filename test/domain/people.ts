import { type DirectoryUser, noSourceFields } from '../../src/domain/directory/directory-user.ts';
import { type EmailDomain, uncheckedDomain } from '../../src/domain/directory/email-domain.ts';
import type { OrganizationId, UserId } from '../../src/domain/ids.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import type { EligibilityFacts } from '../../src/domain/requests/eligibility.ts';

export const ACME = 'org_acmeacmeacmeacme' as OrganizationId;
export const OTHER = 'org_otherotherother1' as OrganizationId;

/** Somebody of Acme, with nothing in the way. */
export function somebody(name: string, change: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id: `usr_${name.padEnd(16, '0')}` as UserId,
    organizationId: ACME,
    displayName: name,
    role: 'member',
    status: 'confirmed',
    email: `${name}@acme.test`,
    mobile: null,
    alias: null,
    primary: 'email',
    ...noSourceFields,
    createdAt: 0,
    updatedAt: 0,
    ...change,
  };
}

export const acmeDomain: EmailDomain = {
  organizationId: ACME,
  name: 'acme.test',
  verificationToken: 'token',
  verifiedAt: 1,
  ...uncheckedDomain,
  createdAt: 0,
};

/** An owner who asks for a member: allowed, unless `change` says otherwise. */
export function factsOf(change: Partial<EligibilityFacts> = {}): EligibilityFacts {
  return {
    requester: somebody('olivia', { role: 'owner' }),
    target: somebody('lena'),
    targetDomain: acmeDomain,
    targetGroups: [],
    isReport: false,
    lane: null,
    policy: defaultPolicy,
    freezes: [],
    ...change,
  };
}
