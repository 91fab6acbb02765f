import { createRecordRefusal } from '../audit/record-refusal.ts';
import { type AdmitResult, admitRequest } from '../clients/admit-client.ts';
import { createAuthenticateClient } from '../clients/authenticate-client.ts';
import type { OidcClient } from '../clients/find-oidc-client.ts';
import { createFindOidcClient } from '../clients/find-oidc-client.ts';
import type { ServiceDeps } from '../deps.ts';
import { createAnswerSignIn, createFindSignInAnswer, createIsSignInFinished } from './oidc-sign-in.ts';
import { type CertifyKey, createOidcSigningKeys } from './oidc-signing-keys.ts';
import { createOidcState } from './oidc-state.ts';
import { withProvenRecords } from './proven-records.ts';

/**
 * Whether a client may make another request now. `browser`: anyone can send it in the client's name; `service`:
 * the client itself sent it.
 */
export type AdmitOidcRequest = (
  client: OidcClient,
  door: 'browser' | 'service',
  /** `http:<address>` of the caller */
  source: string,
) => Promise<Exclude<AdmitResult, { kind: 'unauthorized' }>>;

/** The use cases of signing in over OpenID Connect. */
export function createOidcServices(deps: ServiceDeps, certify: CertifyKey) {
  const findOidcClient = createFindOidcClient(deps);
  const proven = { ...deps, store: withProvenRecords(deps.store, deps.keys) };
  const admitOidcRequest: AdmitOidcRequest = ({ service }, door, source) =>
    admitRequest(deps, service, 'oidc', source, door === 'browser' ? ':browser' : '');
  return {
    findOidcClient,
    admitOidcRequest,
    recordRefusal: createRecordRefusal(deps),
    authenticateClient: createAuthenticateClient(deps),
    answerSignIn: createAnswerSignIn(proven),
    findAnswer: createFindSignInAnswer(proven),
    isFinished: createIsSignInFinished(proven),
    signingKeys: createOidcSigningKeys(proven, certify),
    state: createOidcState(proven, findOidcClient),
  };
}
