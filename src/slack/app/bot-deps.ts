import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { createMayAnswer } from '../../services/audit/answer-sparsely.ts';
import type { createCodeStatus } from '../../services/codes/code-status.ts';
import type { createDisownCodes } from '../../services/codes/disown-codes.ts';
import type { createRevealCode } from '../../services/codes/reveal-code.ts';
import type { createRevokeCode } from '../../services/codes/revoke-code.ts';
import type { createShowPrompt } from '../../services/codes/show-prompt.ts';
import type { createUnlockByAdmin } from '../../services/redeeming/unlock-by-admin.ts';
import type { createAskApproval } from '../../services/requests/ask-approval.ts';
import type { createCancelRequest } from '../../services/requests/cancel-request.ts';
import type { createDecideRequest } from '../../services/requests/decide-request.ts';
import type { createLimitPerson } from '../../services/requests/limit-person.ts';
import type { createRequestCode } from '../../services/requests/request-code.ts';
import type { createScreenRequester } from '../../services/requests/screen-requester.ts';
import type { JudgeChannel } from '../api/judge-channel.ts';
import type { LookUpPerson } from '../api/look-up-person.ts';
import type { PostInDirectMessage } from '../api/post-in-direct-message.ts';
import type { PostResponse } from '../api/post-response.ts';
import type { Connection } from './receivers/connection.ts';

/** The log as the edge needs it: facts first, then words. */
export interface BotLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface BotUseCases {
  readonly mayAnswer: ReturnType<typeof createMayAnswer>;
  readonly limitPerson: ReturnType<typeof createLimitPerson>;
  readonly screenRequester: ReturnType<typeof createScreenRequester>;
  readonly findOrganization: (workspace: SlackWorkspace) => Promise<Organization | null>;
  readonly requestCode: ReturnType<typeof createRequestCode>;
  readonly showPrompt: ReturnType<typeof createShowPrompt>;
  readonly revealCode: ReturnType<typeof createRevealCode>;
  readonly cancelRequest: ReturnType<typeof createCancelRequest>;
  readonly askApproval: ReturnType<typeof createAskApproval>;
  readonly decideRequest: ReturnType<typeof createDecideRequest>;
  readonly revokeCode: ReturnType<typeof createRevokeCode>;
  readonly disownCodes: ReturnType<typeof createDisownCodes>;
  readonly codeStatus: ReturnType<typeof createCodeStatus>;
  readonly unlockByAdmin: ReturnType<typeof createUnlockByAdmin>;
}

/** What listeners are made of; each takes the slice it needs. */
export interface BotDeps {
  readonly useCases: BotUseCases;
  readonly lookUpPerson: LookUpPerson;
  readonly judgeChannel: JudgeChannel;
  readonly postResponse: PostResponse;
  readonly postInDirectMessage: PostInDirectMessage;
  /** A short id that the person sees and the log holds, to find one by the other. */
  readonly newReference: () => string;
  /** Runs a listener's work so that stopping waits for it. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
  /** To be asked of every delivery, after its `ack` and before anything is done about it. */
  readonly isAdmitted: Connection['isAdmitted'];
  readonly log: BotLog;
}
