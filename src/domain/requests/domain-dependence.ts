import type { DirectoryUser } from '../directory/directory-user.ts';
import { parseEmail } from '../directory/email.ts';
import { type DomainState, domainStateOf, type EmailDomain } from '../directory/email-domain.ts';
import { type Refusal, type RefusalCode, refuse } from './refusals.ts';

/** What can be done about, or on behalf of, a person with an e-mail address. */
export type DomainAct =
  | 'issue'
  | 'approve'
  | 'unlock'
  | 'link_requester'
  | 'link_target'
  | 'change_email'
  | 'see'
  | 'revoke'
  | 'disown';

export interface DomainRule {
  /** Whose e-mail domain has to be verified. */
  readonly whose: 'target' | 'requester';
  readonly refusal: RefusalCode;
}

const targetsDomain: DomainRule = { whose: 'target', refusal: 'target_domain_unverified' };

/**
 * Every act, and the verified domain that it depends on. An address on a domain that the organization hasn't proven, or no longer holds, may
 * be read by a stranger.
 * - A requester or approver who is linked may act for others whatever their own domain is: the link is by id, and rests on no mailbox.
 * - On first sight an account is linked by its address alone, so that address has to be on a verified domain. Without one an operator links
 *   the account by hand.
 * - An address may change to an unverified domain, because the source says what is so. Codes and links end with the change, and none follow.
 * - Ending a code harms no one, so it never depends on a domain. Neither does looking.
 */
export const domainDependence: Readonly<Record<DomainAct, DomainRule | null>> = {
  issue: targetsDomain,
  approve: targetsDomain,
  unlock: targetsDomain,
  link_target: targetsDomain,
  link_requester: { whose: 'requester', refusal: 'requester_domain_unverified' },
  change_email: null,
  see: null,
  revoke: null,
  disown: null,
};

type Person = Pick<DirectoryUser, 'organizationId' | 'displayName' | 'email'>;

/**
 * The refusal of the act because of the person's domain; empty if nothing is in the way.
 * @param person the one whose domain the act's rule looks at
 * @param domain the organization's domain of their address; `null` if it has none of that name
 */
export function judgeDomain(act: DomainAct, person: Person, domain: EmailDomain | null): Refusal[] {
  const rule = domainDependence[act];
  if (rule === null) return [];
  const name = parseEmail(person.email ?? '')?.domain;
  // The caller looked up the domain. Check here, where the decision is made, that it is the right one.
  const isTheirs = domain?.organizationId === person.organizationId && domain.name === name;
  const domainState: DomainState = name === undefined ? 'none' : domainStateOf(isTheirs ? domain : null);
  if (domainState === 'verified') return [];
  return [
    refuse(rule.refusal, {
      ...(rule.whose === 'target' && { name: person.displayName }),
      ...(name !== undefined && { domain: name }),
      domainState,
    }),
  ];
}
