export const roles = ['owner', 'admin', 'helpdesk', 'member'] as const;
export type Role = (typeof roles)[number];

/** Zoho One's rule, not negotiable: nobody else may issue, whatever a policy says. */
export const issuingRoles = ['owner', 'admin'] as const satisfies readonly Role[];
export type IssuingRole = (typeof issuingRoles)[number];

export function isIssuingRole(role: Role): role is IssuingRole {
  return role === 'owner' || role === 'admin';
}

/** `Hugo is on the help desk`: for sentences; an article in front of {@link roleNames} fits some of them only. */
export const rolePhrases: Readonly<Record<Role, string>> = {
  owner: 'an Organization Owner',
  admin: 'an Organization Admin',
  helpdesk: 'on the help desk',
  member: 'a member',
};

/** How a role is named to people. */
export const roleNames: Readonly<Record<Role, string>> = {
  owner: 'Organization Owner',
  admin: 'Organization Admin',
  helpdesk: 'Help desk',
  member: 'Member',
};
