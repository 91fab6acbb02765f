import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

/** The organization's domain of a person's address; `null` without an address, or if it has none of that name. */
export async function readDomain(
  { domains }: Pick<Readers | Transaction, 'domains'>,
  { organizationId, email }: Pick<DirectoryUser, 'organizationId' | 'email'>,
): Promise<EmailDomain | null> {
  const name = parseEmail(email ?? '')?.domain;
  return name === undefined ? null : domains.find(organizationId, name);
}
