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

/** Fields that came later are missing from services that were there before. */
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

export function toClient(row: ClientRow): Client {
  return {
    id: row._id,
    organizationId: row.organizationId,
    name: row.name,
    keyId: row.keyId,
    secretDigest: row.secretDigest,
    previousSecret: toPrevious(row.previousSecret),
    // A service from before may do what it could, in every form it has now; a scope that a newer version has given means nothing to this one.
    scopes: (row.scopes ?? defaultClientScopes).filter(isClientScope),
    requestsPerMinute: row.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    redirectUris: [...(row.redirectUris ?? [])],
    oidcSettings: row.oidcSettings ? completeOidcSettings(row.oidcSettings) : null,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt ?? null,
    lastUsedAt: row.lastUsedAt,
  };
}

function toPrevious(previous: PreviousSecret | null | undefined): PreviousSecret | null {
  if (previous === null || previous === undefined) return null;
  const { keyId, secretDigest, expiresAt } = previous;
  return { keyId, secretDigest, expiresAt };
}

export function fromClient(service: Client): ClientRow {
  return {
    _id: service.id,
    organizationId: service.organizationId,
    name: service.name,
    keyId: service.keyId,
    secretDigest: service.secretDigest,
    previousSecret: service.previousSecret,
    scopes: service.scopes,
    requestsPerMinute: service.requestsPerMinute,
    redirectUris: service.redirectUris,
    oidcSettings: service.oidcSettings,
    createdAt: service.createdAt,
    expiresAt: service.expiresAt,
    lastUsedAt: service.lastUsedAt,
  };
}
