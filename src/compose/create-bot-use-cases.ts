import { createMayAnswer } from '../services/audit/answer-sparsely.ts';
import { recordRefusalsSparsely } from '../services/audit/record-sparsely.ts';
import { createCodeStatus } from '../services/codes/code-status.ts';
import { createDisownCodes } from '../services/codes/disown-codes.ts';
import { createRevealCode } from '../services/codes/reveal-code.ts';
import { createRevokeCode } from '../services/codes/revoke-code.ts';
import { createShowPrompt } from '../services/codes/show-prompt.ts';
import type { ServiceDeps } from '../services/deps.ts';
import { createFindOrganization } from '../services/organization/find-organization.ts';
import { createUnlockByAdmin } from '../services/redeeming/unlock-by-admin.ts';
import { createAskApproval } from '../services/requests/ask-approval.ts';
import { createCancelRequest } from '../services/requests/cancel-request.ts';
import { createDecideRequest } from '../services/requests/decide-request.ts';
import { createLimitPerson } from '../services/requests/limit-person.ts';
import { createRequestCode } from '../services/requests/request-code.ts';
import { createScreenRequester } from '../services/requests/screen-requester.ts';
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
