import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { OidcProfile } from '../domain/clients/oidc-client.ts';
import type { OidcRecord } from '../ports/sign-in/oidc-records.ts';
import { StoreUnavailableError } from '../ports/store.ts';
import type { FindOidcClient, OidcClient } from '../services/clients/find-oidc-client.ts';
import { grantedKinds, type OidcState } from '../services/sign-in/oidc-state.ts';
import { FORM_POST_MODE } from './form-post.ts';

export interface AdapterDeps {
  readonly state: OidcState;
  readonly findOidcClient: FindOidcClient;
  /** @throws ServiceLimitedError if the client that calls has called too often */
  readonly limitCaller: () => Promise<void>;
}

/** What a client presents at the token endpoint. */
const PRESENTED_KINDS: ReadonlySet<string> = new Set(['AuthorizationCode']);

/** The library's view of our store. */
export function createAdapterFactory(deps: AdapterDeps): AdapterFactory {
  return (kind) => {
    if (kind === 'Session') return noSessions;
    if (kind === 'Client') return createClientAdapter(deps.findOidcClient);
    return createRecordAdapter(kind, deps);
  };
}

function createRecordAdapter(kind: string, { state, limitCaller }: AdapterDeps): Adapter {
  const read = async (id: string | undefined, record: Promise<OidcRecord | null>) =>
    toPayload(id, await withOutage(record));
  return {
    async upsert(id, payload, expiresIn) {
      const isSaved = await withOutage(state.save(kind, id, { ...payload }, expiresIn ?? null));
      if (isSaved) return;
      if (kind === 'AccessToken') throw new errors.InvalidGrant('the sign-in was used before');
      throw new errors.AccessDenied('the sign-in was finished before');
    },
    async find(id) {
      // The library's only hook after a client is authenticated and before anything is done.
      if (PRESENTED_KINDS.has(kind)) await limitCaller();
      return read(id, state.find(kind, id));
    },
    findByUid: (uid) => read(undefined, state.findByUid(kind, uid)),
    findByUserCode: (userCode) => read(undefined, state.findByUserCode(kind, userCode)),
    async consume(id) {
      if (await withOutage(state.consume(kind, id))) return;
      // Presented twice at the same moment: the loser may be the rightful one, so everything issued is revoked (RFC 6749, 4.1.2).
      const grantId = (await withOutage(state.find(kind, id)))?.grantId ?? null;
      if (grantId !== null) {
        for (const granted of grantedKinds) await withOutage(state.revokeGrant(granted, grantId));
      }
      throw new errors.InvalidGrant('authorization code already consumed');
    },
    async destroy(id) {
      // Kept until it expires: if the answer to the browser is lost, it can come back for it.
      if (kind === 'Interaction') return;
      await withOutage(state.destroy(kind, id));
    },
    revokeByGrantId: (grantId) => withOutage(state.revokeGrant(kind, grantId)),
  };
}

/** There are no sessions: every authorization needs a code of its own. */
const noSessions: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

function createClientAdapter(findOidcClient: FindOidcClient): Adapter {
  return {
    ...noSessions,
    async find(id) {
      const client = await withOutage(findOidcClient(id));
      return client === null ? undefined : describeClient(client);
    },
  };
}

/** Each flow belongs to one profile: a client of another profile cannot use it. */
const flows: Readonly<Record<OidcProfile, AdapterPayload>> = {
  code: { grant_types: ['authorization_code'], response_types: ['code'] },
  entra: {
    grant_types: ['implicit'],
    response_types: ['id_token'],
    response_modes: [FORM_POST_MODE],
    subject_type: 'pairwise',
  },
};

function describeClient({ service, settings }: OidcClient): AdapterPayload {
  return {
    client_id: service.id,
    client_name: service.name,
    redirect_uris: [...service.redirectUris],
    ...flows[settings.profile],
    token_endpoint_auth_method: settings.authMethod,
    id_token_signed_response_alg: 'RS256',
    require_auth_time: true,
    // The library requires a value. It is never compared: `compareClientSecret` checks the digest.
    ...(settings.authMethod === 'none' ? {} : { client_secret: 'kept as a digest elsewhere' }),
  };
}

function toPayload(id: string | undefined, record: OidcRecord | null): AdapterPayload | undefined {
  if (record === null) return undefined;
  const { payload, consumedAt } = record;
  return {
    ...payload,
    ...(id === undefined ? {} : { jti: id }),
    ...(consumedAt === null ? {} : { consumed: Math.floor(consumedAt / 1000) }),
  };
}

/** Shows an outage on a page of ours: after an error to the client, the person could not resume this sign-in. */
export async function withOutage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw createOutage(error);
    throw error;
  }
}

export function createOutage(cause: Error): errors.OIDCProviderError {
  const outage = new errors.TemporarilyUnavailable('the service cannot answer at the moment');
  return Object.assign(outage, { statusCode: 503, status: 503, allow_redirect: false, cause });
}
