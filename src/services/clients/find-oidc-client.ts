import { z } from 'zod';
import { isClientExpired } from '../../domain/clients/client.ts';
import {
  defaultOidcClientSettings,
  type OidcClient,
  type OidcClientSettings,
  oidcAuthMethods,
  oidcProfiles,
} from '../../domain/clients/oidc-client.ts';
import { type ClientId, isId } from '../../domain/ids.ts';
import type { OidcRecords } from '../../ports/oidc-records.ts';
import type { ServiceDeps } from '../deps.ts';

/** Under which kind the settings of a client are kept; by the client's id. */
export const CLIENT_SETTINGS = 'ClientSettings';

/** With defaults for what records of earlier releases do not have. */
const settingsSchema = z.object({
  profile: z.enum(oidcProfiles).default('code'),
  authMethod: z.enum(oidcAuthMethods),
  hintIssuer: z
    .object({
      issuer: z.string(),
      jwksUri: z.string(),
      audience: z.string(),
      loginClaim: z.string(),
      tenantId: z.string().nullable().default(null),
    })
    .nullable(),
}) satisfies z.ZodType<OidcClientSettings>;

/** The OpenID Connect client of this id; `null` if there is none, it may not use OpenID Connect, or its time is over. */
export function createFindOidcClient({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function findOidcClient(clientId: string): Promise<OidcClient | null> {
    if (!isId('client', clientId)) return null;
    const service = await store.read.clients.find(clientId);
    if (service === null || !service.scopes.includes('oidc')) return null;
    const now = clock.now();
    if (service.redirectUris.length === 0 || isClientExpired(service, now)) return null;
    return { service, settings: await findClientSettings(store.oidcRecords, clientId, now) };
  };
}

/** How a client speaks OpenID Connect, or by default would. */
export async function findClientSettings(
  records: Pick<OidcRecords, 'find'>,
  clientId: ClientId,
  now: number,
): Promise<OidcClientSettings> {
  const record = await records.find(CLIENT_SETTINGS, clientId, now);
  return record === null ? defaultOidcClientSettings : settingsSchema.parse(record.payload);
}

export type FindOidcClient = ReturnType<typeof createFindOidcClient>;
