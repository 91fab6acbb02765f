import { createAuthenticateClient } from './authenticate-client.ts';
import type { ServiceDeps } from './deps.ts';
import { createFindOidcClient } from './find-oidc-client.ts';
import { createAnswerSignIn, createFindSignInAnswer } from './oidc-sign-in.ts';
import { createOidcSigningKeys } from './oidc-signing-keys.ts';
import { createOidcState } from './oidc-state.ts';

/** The use cases of signing in over OpenID Connect. */
export function createOidcServices(deps: ServiceDeps) {
  const findOidcClient = createFindOidcClient(deps);
  return {
    findOidcClient,
    authenticateClient: createAuthenticateClient(deps),
    answerSignIn: createAnswerSignIn(deps),
    findAnswer: createFindSignInAnswer(deps),
    signingKeys: createOidcSigningKeys(deps),
    state: createOidcState(deps, findOidcClient),
  };
}
