import { ENTERPRISE_ID } from '../schemas/user-schema.ts';
import type { Dialect } from './dialect.ts';

/**
 * OneLogin. The body is a template that each customer edits. Sources: goauthentik/authentik#11249 (recorded calls), onelogin-scim-node,
 * django-scim2. Its `+` for a space and the trailing `?` and `&` of its addresses are plain form encoding, read in every dialect.
 */
export const onelogin = {
  /** An e-mail address as one object instead of a list. */
  wrapsSingleValues: true,
  /** Templates without e-mail: the PUT that follows must not leave a person without any way to reach them. */
  putKeepsContacts: true,
  /** `{"schemas":["urn:scim:schemas:core:1.0"],"members":[{"value":"42","operation":"delete"}]}` */
  readsScim1GroupPatch: true,
} as const satisfies Partial<Dialect>;

/** URNs of SCIM 1.1, and mixtures of both versions. */
export const oneloginUrns: Dialect['legacyUrns'] = {
  'urn:scim:schemas:core:1.0': 'core',
  'urn:scim:schemas:core:2.0': 'core',
  'urn:scim:schemas:core:2.0:user': 'core',
  'urn:scim:schemas:core:2.0:group': 'core',
  'urn:scim:schemas:extension:enterprise:1.0': ENTERPRISE_ID,
  'urn:scim:schemas:extension:enterprise:2.0': ENTERPRISE_ID,
  'urn:scim:schemas:extension:enterprise:2.0:user': ENTERPRISE_ID,
};
