import { Schema } from 'mongoose';
import {
  type Client,
  defaultClientScopes,
  isClientScope,
  type PreviousSecret,
  REQUESTS_PER_MINUTE,
} from '../../../domain/clients/client.ts';
import {
  completeOidcSettings,
  type OidcClientSettings,
  type TrustedHintIssuer,
} from '../../../domain/clients/oidc-client.ts';
import type { ClientId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** Missing in clients from before these fields existed. */
type LaterField =
  | 'previousSecret'
  | 'scopes'
  | 'requestsPerMinute'
  | 'redirectUris'
  | 'oidcSettings'
  | 'expiresAt';

export interface ClientRow extends Omit<Client, 'id' | LaterField>, Partial<Pick<Client, LaterField>> {
  readonly _id: ClientId;
}

const previousSecretSchema = new Schema<PreviousSecret>(
  { keyId: String, secretDigest: String, expiresAt: Number },
  { ...schemaOptions, _id: false },
);

const oidcSettingsDocumentSchema = new Schema<OidcClientSettings>(
  {
    profile: String,
    authMethod: String,
    hintIssuer: new Schema<TrustedHintIssuer>(
      { issuer: String, jwksUri: String, audience: String, loginClaim: String, tenantId: String },
      { ...schemaOptions, _id: false },
    ),
  },
  { ...schemaOptions, _id: false },
);

export const clientSchema = new Schema<ClientRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    name: { type: String, required: true },
    keyId: String,
    secretDigest: String,
    previousSecret: previousSecretSchema,
    scopes: { type: [String], default: undefined },
    requestsPerMinute: Number,
    redirectUris: { type: [String], default: undefined },
    oidcSettings: oidcSettingsDocumentSchema,
    createdAt: { type: Number, required: true },
    expiresAt: Number,
    lastUsedAt: Number,
  },
  schemaOptions,
);
clientSchema.index({ organizationId: 1, name: 1 }, { name: 'one_client_of_a_name', unique: true });

export function toClient({ _id, ...service }: ClientRow): Client {
  return {
    id: _id,
    ...service,
    previousSecret: service.previousSecret ?? null,
    // One from before there were scopes keeps what it could do. A scope that only a newer version knows grants nothing here.
    scopes: (service.scopes ?? defaultClientScopes).filter(isClientScope),
    requestsPerMinute: service.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    redirectUris: service.redirectUris ?? [],
    oidcSettings: service.oidcSettings ? completeOidcSettings(service.oidcSettings) : null,
    expiresAt: service.expiresAt ?? null,
  };
}

export function fromClient({ id, ...service }: Client): ClientRow {
  return { _id: id, ...service };
}
