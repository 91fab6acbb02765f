import { createMayAnswer } from './audit/answer-sparsely.ts';
import { recordRefusalsSparsely } from './audit/record-sparsely.ts';
import { createShowHistory } from './audit/show-history.ts';
import { createCodeStatus } from './codes/code-status.ts';
import { createDisownCodes } from './codes/disown-codes.ts';
import { createFindReissue } from './codes/find-reissue.ts';
import { createFindRevocable } from './codes/find-revocable.ts';
import { createListLive } from './codes/list-live.ts';
import { createRevealCode } from './codes/reveal-code.ts';
import { createRevokeCode } from './codes/revoke-code.ts';
import { createRevokeIssuedCodes } from './codes/revoke-issued-codes.ts';
import { createShowPrompt } from './codes/show-prompt.ts';
import type { ServiceDeps } from './deps.ts';
import { createFindByName } from './directory/find-by-name.ts';
import { createFindReader } from './directory/find-reader.ts';
import { createFindSlackAccount } from './directory/find-slack-account.ts';
import { createLoseSlackAccount } from './directory/lose-slack-account.ts';
import { createShowWho } from './directory/show-who.ts';
import { createReadHome, createReadHomeVersion } from './home/read-home.ts';
import { createFindOrganization } from './organization/find-organization.ts';
import { createFreezeByPerson } from './organization/freeze/freeze-by-person.ts';
import { createChangePolicyByOwner, createReadPolicyForOwner } from './organization/policy-by-owner.ts';
import { createShowPolicy } from './organization/show-policy.ts';
import type { ProviderDeps } from './providers/open-provider.ts';
import { createUnlockByAdmin } from './redeeming/unlock-by-admin.ts';
import { createAnswerAsManager } from './requests/answer-as-manager.ts';
import { createOpenRejection } from './requests/approvals/open-rejection.ts';
import { createAskApproval } from './requests/ask-approval.ts';
import { createBreakGlass } from './requests/break-glass/break-glass.ts';
import { createOpenBreakGlass } from './requests/break-glass/open-break-glass.ts';
import { createReviewByPerson } from './requests/break-glass/review-by-person.ts';
import { createCancelRequest } from './requests/cancel-request.ts';
import { createDecideRequest } from './requests/decide-request.ts';
import { createDelegate, createEndDelegation } from './requests/delegations/delegate.ts';
import { createShowDelegations } from './requests/delegations/read-delegations.ts';
import { createAskForHelp } from './requests/help/ask-for-help.ts';
import { createCancelHelp, createDisownHelp } from './requests/help/cancel-help.ts';
import { createListQueue } from './requests/help/read-queue.ts';
import { createDeclineHelp, createGiveBackHelp } from './requests/help/return-help.ts';
import { createFindDeclined } from './requests/help/show-decline-form.ts';
import { createTakeHelp } from './requests/help/take-help.ts';
import { createLimitPerson } from './requests/limit-person.ts';
import { createOpenVerification } from './requests/open-verification.ts';
import { createChooseOptions } from './requests/options/choose-options.ts';
import { createOpenOptions } from './requests/options/open-options.ts';
import { createRequestCode } from './requests/request-code.ts';
import { createScreenRequester } from './requests/screen-requester.ts';
import { createShowNumber } from './requests/show-number.ts';
import { createVerifyCaller } from './requests/verify-caller.ts';
import { createResolveByOwner, createShowConflict } from './sources/conflict-by-owner.ts';
import { createDecideByOwner } from './sources/decide-by-owner.ts';

export type SlackServices = ReturnType<typeof createSlackServices>;

/** Every use case of people in Slack, over one store. */
export function createSlackServices(plain: ServiceDeps & ProviderDeps) {
  const deps = { ...plain, store: recordRefusalsSparsely(plain) };
  return {
    mayAnswer: createMayAnswer(deps),
    limitPerson: createLimitPerson(deps),
    screenRequester: createScreenRequester(deps),
    findReader: createFindReader(deps),
    findOrganization: createFindOrganization(deps),
    requestCode: createRequestCode(deps),
    showPrompt: createShowPrompt(deps),
    revealCode: createRevealCode(deps),
    cancelRequest: createCancelRequest(deps),
    openVerification: createOpenVerification(deps),
    openOptions: createOpenOptions(deps),
    chooseOptions: createChooseOptions(deps),
    verifyCaller: createVerifyCaller(deps),
    showNumber: createShowNumber(deps),
    answerAsManager: createAnswerAsManager(deps),
    askApproval: createAskApproval(deps),
    openRejection: createOpenRejection(deps),
    decideRequest: createDecideRequest(deps),
    askForHelp: createAskForHelp(deps),
    cancelHelp: createCancelHelp(deps),
    disownHelp: createDisownHelp(deps),
    takeHelp: createTakeHelp(deps),
    giveBackHelp: createGiveBackHelp(deps),
    declineHelp: createDeclineHelp(deps),
    findDeclined: createFindDeclined(deps),
    listQueue: createListQueue(deps),
    delegate: createDelegate(deps),
    endDelegation: createEndDelegation(deps),
    showDelegations: createShowDelegations(deps),
    findReissue: createFindReissue(deps),
    findRevocable: createFindRevocable(deps),
    revokeCode: createRevokeCode(deps),
    revokeIssuedCodes: createRevokeIssuedCodes(deps),
    disownCodes: createDisownCodes(deps),
    codeStatus: createCodeStatus(deps),
    listLive: createListLive(deps),
    readHome: createReadHome(deps),
    readHomeVersion: createReadHomeVersion(deps),
    findByName: createFindByName(deps),
    findSlackAccount: createFindSlackAccount(deps),
    showPolicy: createShowPolicy(deps),
    showWho: createShowWho(deps),
    showHistory: createShowHistory(deps),
    unlockByAdmin: createUnlockByAdmin(deps),
    loseSlackAccount: createLoseSlackAccount(deps),
    readPolicyForOwner: createReadPolicyForOwner(deps),
    changePolicyByOwner: createChangePolicyByOwner(deps),
    showConflict: createShowConflict(deps),
    resolveByOwner: createResolveByOwner(deps),
    openBreakGlass: createOpenBreakGlass(deps),
    breakGlass: createBreakGlass(deps),
    reviews: createReviewByPerson(deps),
    freezes: createFreezeByPerson(deps),
    decideSync: createDecideByOwner(deps),
  };
}
