import { normalizeDomain } from '../../domain/directory/email.ts';
import { type EmailDomain, uncheckedDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Random } from '../../ports/random.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';

const TOKEN_BYTES = 24;

export type AddDomainResult =
  | { readonly kind: 'added' | 'already_there'; readonly domain: EmailDomain }
  | { readonly kind: 'invalid_name' };

/** The whole text of a new TXT record. */
export function newVerificationToken(random: Pick<Random, 'bytes'>): string {
  return `backupcode-verification=${Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')}`;
}

/** Adds a domain, unverified. An existing one keeps its token, so a record that is already set stays right. */
export function createAddDomain(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function addDomain(organizationId: OrganizationId, text: string): Promise<AddDomainResult> {
    const name = normalizeDomain(text);
    if (name === null) return { kind: 'invalid_name' };
    return deps.store.transact(organizationId, async (tx) => {
      const known = await tx.domains.find(organizationId, name);
      if (known !== null) return { kind: 'already_there', domain: known };
      const domain: EmailDomain = {
        organizationId,
        name,
        verificationToken: newVerificationToken(deps.random),
        verifiedAt: null,
        ...uncheckedDomain,
        createdAt: deps.clock.now(),
      };
      await tx.domains.insert(domain);
      await tx.audit.append(
        draftOperatorAudit(deps, { organizationId, action: 'domain.added', target: name }),
      );
      return { kind: 'added', domain };
    });
  };
}
