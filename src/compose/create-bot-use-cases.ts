import { createMayAnswer } from '../services/answer-sparsely.ts';
import { createAskApproval } from '../services/ask-approval.ts';
import { createCancelRequest } from '../services/cancel-request.ts';
import { createCodeStatus } from '../services/code-status.ts';
import { createDecideRequest } from '../services/decide-request.ts';
import type { ServiceDeps } from '../services/deps.ts';
import { createDisownCodes } from '../services/disown-codes.ts';
import { createFindOrganization } from '../services/find-organization.ts';
import { createLimitPerson } from '../services/limit-person.ts';
import { recordRefusalsSparsely } from '../services/record-sparsely.ts';
import { createRequestCode } from '../services/request-code.ts';
import { createRevealCode } from '../services/reveal-code.ts';
import { createRevokeCode } from '../services/revoke-code.ts';
import { createScreenRequester } from '../services/screen-requester.ts';
import { createShowPrompt } from '../services/show-prompt.ts';
import { createUnlockByAdmin } from '../services/unlock-by-admin.ts';
import type { BotUseCases } from '../slack/app/bot-deps.ts';

/** What people can do in Slack. */
export function createBotUseCases(plain: ServiceDeps): BotUseCases {
  const deps = { ...plain, store: recordRefusalsSparsely(plain) };
  return {
    mayAnswer: createMayAnswer(deps),
    limitPerson: createLimitPerson(deps),
    screenRequester: createScreenRequester(deps),
    findOrganization: createFindOrganization(deps),
    requestCode: createRequestCode(deps),
    showPrompt: createShowPrompt(deps),
    revealCode: createRevealCode(deps),
    cancelRequest: createCancelRequest(deps),
    askApproval: createAskApproval(deps),
    decideRequest: createDecideRequest(deps),
    revokeCode: createRevokeCode(deps),
    disownCodes: createDisownCodes(deps),
    codeStatus: createCodeStatus(deps),
    unlockByAdmin: createUnlockByAdmin(deps),
  };
}
