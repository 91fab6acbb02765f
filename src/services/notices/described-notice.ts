import type { AuditAction } from '../../domain/audit/audit-event.ts';
import type { BackupCode, CodeState } from '../../domain/codes/backup-code.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { LastingProblem } from '../../domain/directory/sync-run.ts';
import type { SyncRunId, UserId } from '../../domain/ids.ts';
import type { ApprovalAsking, RedeemAlarm } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { BreakGlass } from '../../domain/requests/break-glass.ts';
import type { DeviceOutcome } from '../../domain/requests/device-check.ts';
import type { PostedMessage } from '../../ports/notifier.ts';
import type { RequestFacts } from '../requests/read-request-facts.ts';
import type { BreakGlassNotice } from './describe-break-glass.ts';
import type { DelegationNotice } from './describe-delegation.ts';
import type { DisownedIssuing, FreezeNotice } from './describe-freeze.ts';
import type { HelpNotice } from './help-notice.ts';

/** Where a notice goes. */
export type NoticeAddress =
  | { readonly kind: 'person'; readonly slackUserId: string }
  /**
   * A person who never used the bot, so has no linked account yet; Slack is asked for the account of this
   * address.
   */
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'channel'; readonly channelId: string }
  /** of a notice that goes by email */
  | { readonly kind: 'mailbox'; readonly user: DirectoryUser & { readonly email: string } }
  | { readonly kind: 'response_url'; readonly url: Secret }
  /** Replaces a message of ours. */
  | ({ readonly kind: 'message' } & PostedMessage);

export interface CodeFacts {
  readonly code: BackupCode;
  readonly state: CodeState;
  readonly target: DirectoryUser;
  /** `null`: an operator, at the command line */
  readonly issuedBy: DirectoryUser | null;
  readonly reason: string;
}

/** The same with the people who decided about it; `null` if there is none. */
export interface JudgedCodeFacts extends CodeFacts {
  readonly approver: DirectoryUser | null;
  readonly revoker: DirectoryUser | null;
  /** In place of the approvals that it lacked. */
  readonly glass: BreakGlass | null;
}

/** What a "This wasn't me" did. */
export interface Disowning {
  /** The code that was live until then; `null` if none was. */
  readonly ended: Pick<CodeFacts, 'code' | 'issuedBy'> | null;
  readonly requestsCancelled: number;
  /** Sign-ins over OpenID Connect that were stopped before they were finished. */
  readonly signInsStopped: number;
}

/** Everything needed to compose a notice, as it is now. */
export type DescribedNotice = { readonly to: NoticeAddress; readonly organization: Organization } & (
  | {
      readonly kind:
        | 'target_code_issued'
        | 'target_code_redeemed'
        | 'target_code_revoked'
        | 'manager_target_not_told'
        | 'requester_code_redeemed'
        | 'requester_code_revoked'
        | 'requester_code_lasting'
        | 'requester_target_not_told'
        | 'requester_enrolment_missing'
        | 'requester_code_unused'
        | 'close_code_message'
        | 'security_code_issued'
        | 'security_code_revoked'
        | 'security_code_lasting'
        | 'security_target_not_told'
        | 'hide_reveal';
      readonly facts: JudgedCodeFacts;
    }
  | {
      readonly kind: 'security_code_disowned';
      readonly facts: CodeFacts;
      readonly disowning: Disowning;
      readonly issuing: DisownedIssuing;
      /** `null`: the security channel */
      readonly readerId: UserId | null;
    }
  | {
      readonly kind: 'approver_request';
      readonly facts: RequestFacts;
      readonly asking: ApprovalAsking;
      /** Who makes the code; `null`: Backupcode itself, or a provider that is gone. */
      readonly provider: Pick<Provider, 'kind'> | null;
      /** In whose place the reader is asked; `null`: their own. */
      readonly inPlaceOf: DirectoryUser | null;
      /** See `twoWordsOf`. */
      readonly words: string;
    }
  | {
      readonly kind:
        | 'requester_manager_answered'
        | 'requester_request_approved'
        | 'requester_request_rejected'
        | 'requester_request_disowned'
        | 'requester_request_frozen'
        | 'requester_request_released'
        | 'security_request_approved'
        | 'security_request_rejected'
        | 'security_caller_refused'
        | 'prompt_expired'
        | 'close_prompt';
      readonly facts: RequestFacts;
    }
  | {
      readonly kind: 'manager_request' | 'target_words';
      readonly facts: RequestFacts;
      /** See `twoWordsOf`. */
      readonly words: string;
    }
  | {
      readonly kind: 'requester_device_answered';
      readonly facts: RequestFacts;
      readonly outcome: DeviceOutcome;
    }
  | { readonly kind: 'close_message'; readonly facts: RequestFacts; readonly readerId: UserId }
  | {
      readonly kind: 'security_redeem_alarm' | 'target_redeem_alarm';
      readonly user: DirectoryUser;
      readonly alarm: RedeemAlarm;
    }
  | {
      readonly kind: 'security_sync_waiting';
      readonly source: string;
      readonly runId: SyncRunId;
      readonly losing: number;
      readonly live: number;
      readonly percent: number;
      readonly names: string;
    }
  | {
      readonly kind: 'security_source_failing';
      readonly source: Pick<Source, 'id' | 'name'>;
      readonly problem: LastingProblem;
      readonly failed: number;
      readonly goodAt: number | null;
    }
  | {
      readonly kind: 'security_source_works';
      readonly source: Pick<Source, 'id' | 'name'>;
      readonly goodAt: number | null;
    }
  | {
      readonly kind: 'security_issuer_lost';
      readonly issuer: DirectoryUser;
      /** Those that still work. */
      readonly codes: readonly { readonly code: BackupCode; readonly target: DirectoryUser }[];
      /** `null`: the security channel */
      readonly readerId: UserId | null;
    }
  | (DelegationNotice & { readonly readerId: UserId | null })
  | (FreezeNotice & { readonly readerId: UserId | null })
  | BreakGlassNotice
  | HelpNotice
  | { readonly kind: 'security_channel_failed'; readonly channelId: string; readonly why: string }
  /** `person`: whom email doesn't reach; `null`: it reaches no one. */
  | { readonly kind: 'security_mail_failed'; readonly person: DirectoryUser | null; readonly why: string }
  | {
      readonly kind: 'security_change';
      readonly action: AuditAction;
      /** names of people; ids for anything else, as in the history */
      readonly by: string;
      readonly target: string | null;
      readonly changes: string;
    }
);

export type NoticeDescription =
  | DescribedNotice
  /** What it would remind of has been done: nothing to say, and nothing wrong. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'pointless'; readonly why: string };
