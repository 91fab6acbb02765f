import { ENTERPRISE_ID } from '../schemas/user-schema.ts';
import type { Dialect } from './dialect.ts';

/**
 * Microsoft Entra ID. Sources: MicrosoftDocs/entra-docs, `docs/identity/app-provisioning/` ("use-scim-to-provision-users-and-groups" and
 * "application-provisioning-config-problem-scim-compatibility"), and the requests that Microsoft's SCIM Validator sends.
 */
export const entra = {
  /** `{"op":"Replace","path":"active","value":"False"}` unless the tenant URL ends in `?aadOptscim062020`; `roles[primary eq "True"]`. */
  readsTextAsBoolean: true,
  /** `Add`, `Replace`, `Remove` in the default dialect. */
  opsInAnyCase: true,
  /** `emails[type eq "work"].value` also where there is no such address yet: the RFC would answer `noTarget`. */
  createsFilteredElements: true,
  /** `{"op":"Remove","path":"members","value":[{"value":"42"}]}` takes out that member. Read by the RFC it would empty the group. */
  removesByValue: true,
  /** The manager is removed by `replace` with `""` or `{"value":""}`. */
  emptyTextClears: true,
  /** With the flag: `{"op":"replace","value":{"name.givenName":"Ada"}}` without a path. */
  splitsDottedKeys: true,
  /** `manager` and `department` without their URN. */
  findsExtensionAttributesByName: true,
  /** `"42"`, `{"value":"42"}` and `[{"value":"42"}]`. */
  managerInAnyShape: true,
  /** The documentation prints `externalId eq jyoung`. */
  unquotedFilterValues: true,
} as const satisfies Partial<Dialect>;

/** A sample of the same documentation lacks the colon. */
export const entraUrns: Dialect['legacyUrns'] = {
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0user': ENTERPRISE_ID,
};
