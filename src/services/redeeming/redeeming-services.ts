import { listPublicAssertionKeys } from '../../domain/crypto/assertion-key.ts';
import { createAdmitClient } from '../clients/admit-client.ts';
import type { ServiceDeps } from '../deps.ts';
import { createAnswerChallenge } from './answer-challenge.ts';
import { createFindChallenge } from './find-challenge.ts';
import { createOpenChallenge } from './open-challenge.ts';
import { createRedeemCode } from './redeem-code.ts';
import { createReportEnrolment } from './report-enrolment.ts';
import { createSignAssertion } from './sign-assertion.ts';

/**
 * Every use case of clients, over one store.
 * @param issuer the service's public address; a function, because a free port is known only once the server
 * listens
 */
export function createRedeemingServices(deps: ServiceDeps, issuer: () => string) {
  const assertionKeys = listPublicAssertionKeys(deps.keys);
  return {
    admitClient: createAdmitClient(deps),
    redeemCode: createRedeemCode(deps),
    openChallenge: createOpenChallenge(deps),
    findChallenge: createFindChallenge(deps),
    answerChallenge: createAnswerChallenge(deps),
    reportEnrolment: createReportEnrolment(deps),
    signAssertion: createSignAssertion({ ...deps, issuer }),
    listAssertionKeys: () => assertionKeys,
  };
}
