import type { Model } from 'mongoose';
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
import type { ClientReader, ClientWriter } from '../../../ports/clients.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** Missing in clients from before these fields existed. */
type LaterField =
  | 'previousSecret'
  | 'scopes'
  | 'requestsPerMinute'
  | 'redirectUris'
  | 'oidcSettings'
  | 'expiresAt';

interface ClientRow extends Omit<Client, 'id' | LaterField>, Partial<Pick<Client, LaterField>> {
  readonly _id: ClientId;
}

const hintIssuer = definePart<TrustedHintIssuer>({
  issuer: String,
  jwksUri: String,
  audience: String,
  loginClaim: String,
  tenantId: String,
});

export const clientSchema = defineSchema<ClientRow>({
  organizationId: { type: String, required: true },
  name: { type: String, required: true },
  keyId: String,
  secretDigest: String,
  previousSecret: definePart<PreviousSecret>({ keyId: String, secretDigest: String, expiresAt: Number }),
  scopes: { type: [String], default: undefined },
  requestsPerMinute: Number,
  redirectUris: { type: [String], default: undefined },
  oidcSettings: definePart<OidcClientSettings>({ profile: String, authMethod: String, hintIssuer }),
  createdAt: { type: Number, required: true },
  expiresAt: Number,
  lastUsedAt: Number,
});
clientSchema.index({ organizationId: 1, name: 1 }, { name: 'one_client_of_a_name', unique: true });

function toClient({ _id, ...client }: ClientRow): Client {
  return {
    id: _id,
    ...client,
    previousSecret: client.previousSecret ?? null,
    // One from before there were scopes keeps what it could do. A scope that only a newer version knows grants nothing here.
    scopes: (client.scopes ?? defaultClientScopes).filter(isClientScope),
    requestsPerMinute: client.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    redirectUris: client.redirectUris ?? [],
    oidcSettings: client.oidcSettings ? completeOidcSettings(client.oidcSettings) : null,
    expiresAt: client.expiresAt ?? null,
  };
}

export function createClients(clients: Model<ClientRow>, context: Context) {
  const { run, insert } = context;
  const { find, list, update } = createTable(clients, toClient, context);
  const reader: ClientReader = {
    find: (id) => find({ _id: id }),
    list: (organizationId) => list({ organizationId }, { name: 1 }),
  };
  const writer: ClientWriter = {
    ...reader,
    insert: ({ id, ...client }) => insert(clients, { _id: id, ...client }),
    async remove(organizationId, id) {
      return (await run(clients.deleteOne({ _id: id, organizationId }))).deletedCount === 1;
    },
    setSecrets: (organizationId, id, { keyId, secretDigest, previousSecret }) =>
      update({ _id: id, organizationId }, { $set: { keyId, secretDigest, previousSecret } }),
    setAllowance: (organizationId, id, { scopes, requestsPerMinute, expiresAt }) =>
      update({ _id: id, organizationId }, { $set: { scopes, requestsPerMinute, expiresAt } }),
    async setLastUsed(organizationId, id, at) {
      await update({ _id: id, organizationId }, { $set: { lastUsedAt: at } });
    },
  };
  return { reader, writer };
}
