import type { SlackServices } from '../../services/slack-services.ts';
import type { FindAccount } from '../api/find-account.ts';
import type { JudgeChannel } from '../api/judge-channel.ts';
import type { LookUpPerson } from '../api/look-up-person.ts';
import type { Modals } from '../api/open-modal.ts';
import type { PostInDirectMessage } from '../api/post-in-direct-message.ts';
import type { PostResponse } from '../api/post-response.ts';
import type { Homes } from '../features/home/homes.ts';
import type { Connection } from './receivers/connection.ts';

/** The log as the edge needs it: facts first, then words. */
export interface BotLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What listeners are made of; each takes the slice it needs. */
export interface BotDeps {
  readonly useCases: SlackServices;
  readonly lookUpPerson: LookUpPerson;
  readonly findAccount: FindAccount;
  readonly judgeChannel: JudgeChannel;
  readonly postResponse: PostResponse;
  readonly postInDirectMessage: PostInDirectMessage;
  readonly modals: Modals;
  readonly homes: Homes;
  /** A short id that the person sees and the log holds, to find one by the other. */
  readonly newReference: () => string;
  /** Runs a listener's work so that stopping waits for it. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
  /** To be asked of every delivery, after its `ack` and before anything is done about it. */
  readonly isAdmitted: Connection['isAdmitted'];
  readonly log: BotLog;
}
