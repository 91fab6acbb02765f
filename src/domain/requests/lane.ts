/**
 * By which right a request was made.
 * - `issuer`: by an owner or admin.
 * - `help_desk`: by someone of the help desk, for those whom the owner entrusted to it.
 * - `manager`: by the target's manager.
 */
export const lanes = ['issuer', 'help_desk', 'manager'] as const;
export type Lane = (typeof lanes)[number];
