import type { OrganizationId, ProviderId } from '../ids.ts';

/** Vendors whose own recovery codes can be given out. */
export const providerKinds = ['entra', 'duo', 'okta', 'google', 'onelogin', 'auth0'] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** How people call the vendors: names, the same in every language. */
export const vendorNames: Readonly<Record<ProviderKind, string>> = {
  entra: 'Entra ID',
  duo: 'Duo',
  okta: 'Okta',
  google: 'Google',
  onelogin: 'OneLogin',
  auth0: 'Auth0',
};

/** A vendor that makes the codes of an organization's people, or of some of them, in place of ours. */
export interface Provider {
  readonly id: ProviderId;
  readonly organizationId: OrganizationId;
  readonly kind: ProviderKind;
  /** Chosen by the operator; unique in the organization. */
  readonly name: string;
  /** What the kind needs to find its server, such as a tenant's name; nothing secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** The credential, sealed for this record. */
  readonly sealedSecret: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
