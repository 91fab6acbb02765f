import type { DirectoryUser } from '../domain/directory/directory-user.ts';
import type { Role } from '../domain/directory/roles.ts';

type Person = Pick<
  DirectoryUser,
  'displayName' | 'role' | 'status' | 'email' | 'mobile' | 'alias' | 'primary'
>;

export const ACME_DOMAIN = 'acme.test';
export const UNVERIFIED_DOMAIN = 'unverified.example';

/** The directory of the sandbox's Acme: one person per situation, named for it. Nora is in Slack only. */
export const acmeDirectory: readonly Person[] = [
  person('Olivia Owner', 'olivia@acme.test', { role: 'owner' }),
  person('Adam Admin', 'adam@acme.test', { role: 'admin' }),
  person('Amina Admin', 'amina@acme.test', { role: 'admin' }),
  person('Hugo Helpdesk', 'hugo@acme.test', { role: 'helpdesk' }),
  person('Mia Member', 'mia@acme.test'),
  person('Lena Lockedout', 'lena@acme.test'),
  person('Ivan Invited', 'ivan@acme.test', { status: 'invited' }),
  person('Sam Suspended', 'sam@acme.test', { status: 'suspended' }),
  person('Dora Deactivated', 'dora@acme.test', { status: 'deactivated' }),
  person('Uma Unverified', 'uma@unverified.example'),
  person('Molly Mobile', 'molly@acme.test', { mobile: '+15550100', primary: 'mobile' }),
  person('Gina Guest', 'gina@guest.example'),
  person('Sigi Singlechannel', 'sigi@guest.example'),
  person('Pia Pending', 'pia@acme.test'),
  person('Deleted Dan', 'dan@acme.test'),
];

function person(displayName: string, email: string, more: Partial<Person> & { role?: Role } = {}): Person {
  return {
    displayName,
    email,
    role: 'member',
    status: 'confirmed',
    mobile: null,
    alias: null,
    primary: 'email',
    ...more,
  };
}
