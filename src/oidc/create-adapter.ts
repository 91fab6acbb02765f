import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { OidcProfile } from '../domain/clients/oidc-client.ts';
import type { OidcRecord } from '../ports/oidc-records.ts';
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
      // Looked up when a client has proved who it is and before anything is done: the one such place that the library has.
      if (PRESENTED_KINDS.has(kind)) await limitCaller();
      return read(id, state.find(kind, id));
    },
    findByUid: (uid) => read(undefined, state.findByUid(kind, uid)),
    findByUserCode: (userCode) => read(undefined, state.findByUserCode(kind, userCode)),
    async consume(id) {
      if (await withOutage(state.consume(kind, id))) return;
      // Presented twice at the same moment: whoever lost may be the rightful one, so nothing of it stays valid (RFC 6749, 4.1.2).
      const grantId = (await withOutage(state.find(kind, id)))?.grantId ?? null;
      if (grantId !== null) {
        for (const granted of grantedKinds) await withOutage(state.revokeGrant(granted, grantId));
      }
      throw new errors.InvalidGrant('authorization code already consumed');
    },
    async destroy(id) {
      // Kept until its time is over: should the answer to the browser be lost, it can come back for it.
      if (kind === 'Interaction') return;
      await withOutage(state.destroy(kind, id));
    },
    revokeByGrantId: (grantId) => withOutage(state.revokeGrant(kind, grantId)),
  };
}

/** Nobody stays signed in with us: every authorization needs a code of its own. */
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

/** The flows, each of one profile alone: nothing that one may do is open to a client of another. */
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
    // The library wants one to be there. It is never compared: the client's own is checked against its digest.
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

/** An outage is said to be one, on a page of ours: sent back to the service, a person could not come back to what they had reached. */
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
