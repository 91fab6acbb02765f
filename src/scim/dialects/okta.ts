import type { Dialect } from './dialect.ts';

/**
 * Okta. Source: okta/okta-developer-docs, `docs/reference/scim/scim-20` and `docs/concepts/scim/faqs`. It also sends a password with
 * every new user, which is read past in every dialect: it is neither stored nor logged.
 */
export const okta = {
  /** Apps of the wizard PUT the whole user. One that leaves out `active` must neither suspend nor reactivate. */
  putKeepsActive: true,
  /** A PUT that renames a group, without `members`, emptied it elsewhere (langwatch/langwatch#7131). `[]` does empty it. */
  putKeepsMembers: true,
  /** `{"op":"replace","value":{"id":"…","displayName":"…"}}` follows every push of a group. */
  ignoresReadOnlyInPatch: true,
} as const satisfies Partial<Dialect>;
