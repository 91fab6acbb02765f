/** How a kind of LDAP server names what we read. */
export interface LdapPreset {
  /** The id that never changes and is never used again. */
  readonly id: string;
  readonly people: string;
  readonly name: string;
  readonly email: string;
  readonly alias: string | null;
  readonly mobile: string;
  readonly department: string;
  readonly employeeNumber: string;
  readonly title: string;
  /** Active Directory's flags of an account; `null` where the schema has none. */
  readonly flags: string | null;
}

const common = {
  name: 'displayName',
  email: 'mail',
  mobile: 'mobile',
  employeeNumber: 'employeeNumber',
  title: 'title',
} as const;

export const ldapPresets = {
  ad: {
    ...common,
    id: 'objectGUID',
    people: '(&(objectCategory=person)(objectClass=user))',
    alias: 'userPrincipalName',
    department: 'department',
    flags: 'userAccountControl',
  },
  openldap: {
    ...common,
    id: 'entryUUID',
    people: '(objectClass=inetOrgPerson)',
    alias: null,
    department: 'departmentNumber',
    flags: null,
  },
} as const satisfies Record<string, LdapPreset>;

export function presetOf(name: string | undefined): LdapPreset {
  return name === 'openldap' ? ldapPresets.openldap : ldapPresets.ad;
}
