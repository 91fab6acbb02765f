export const roles = ['owner', 'admin', 'helpdesk', 'member'] as const;
export type Role = (typeof roles)[number];

/** Zoho One's rule, not negotiable: no one else may issue, whatever a policy says. */
export const issuingRoles = ['owner', 'admin'] as const satisfies readonly Role[];
export type IssuingRole = (typeof issuingRoles)[number];

export function isIssuingRole(role: Role): role is IssuingRole {
  return role === 'owner' || role === 'admin';
}
