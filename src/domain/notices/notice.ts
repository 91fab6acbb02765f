import type { AuditAction } from '../audit/audit-event.ts';
import type { LastingProblem } from '../directory/sync-run.ts';
import type {
  CodeId,
  DelegationId,
  FreezeId,
  HelpRequestId,
  NoticeId,
  OrganizationId,
  RequestId,
  ReviewId,
  SourceId,
  SyncRunId,
  UserId,
} from '../ids.ts';
import type { DelegationEnd } from '../requests/delegation.ts';
import type { DeviceOutcome } from '../requests/device-check.ts';
import type { FreezeKind } from '../requests/freeze.ts';

export const approvalAskings = ['first', 'reminder', 'escalation'] as const;
export type ApprovalAsking = (typeof approvalAskings)[number];

/**
 * A message to send, and to whom. The transaction of a change also writes its notices to the outbox; they are sent afterwards, so
 * a crash in between loses none (N13). They hold ids, never texts and never a code: the text is composed when it is sent, from
 * the state at that time.
 */
export type NoticeContent =
  | { readonly kind: 'target_code_issued'; readonly codeId: CodeId }
  | { readonly kind: 'target_code_redeemed'; readonly codeId: CodeId }
  | { readonly kind: 'target_code_revoked'; readonly codeId: CodeId }
  /** Too many wrong codes were tried for their account. */
  | { readonly kind: 'target_redeem_alarm'; readonly userId: UserId; readonly alarm: RedeemAlarm }
  /** The person of the code couldn't be notified of it: goes to their manager, if the policy says so. */
  | { readonly kind: 'manager_target_not_told'; readonly codeId: CodeId; readonly managerId: UserId }
  | { readonly kind: 'requester_code_redeemed'; readonly codeId: CodeId }
  | { readonly kind: 'requester_code_revoked'; readonly codeId: CodeId }
  /** It has ended here, and its provider could not be asked to end it there. */
  | { readonly kind: 'requester_code_lasting'; readonly codeId: CodeId }
  | { readonly kind: 'requester_target_not_told'; readonly codeId: CodeId }
  /** Due some minutes before the code expires; told only if it still works then. */
  | { readonly kind: 'requester_code_unused'; readonly codeId: CodeId }
  /** Due a day after a redeem; told only if no new factor was reported by then. */
  | { readonly kind: 'requester_enrolment_missing'; readonly codeId: CodeId }
  | (SecurityContent & {
      /** The owner (or, of a code that was disowned, its issuer; of a break-glass, an approver) it goes to by direct message; `null`: the organization's security channel. */
      readonly ownerId: UserId | null;
    })
  | {
      readonly kind: 'approver_request';
      readonly requestId: RequestId;
      readonly approverId: UserId;
      /** In whose place they are asked; left out: their own. */
      readonly onBehalfOf?: UserId;
      /** `reminder`: they were asked before. `escalation`: those who were asked first have not decided in time. */
      readonly asking: ApprovalAsking;
    }
  /** Someone approves in another's place from now on: to both. */
  | {
      readonly kind: 'delegation_started';
      readonly delegationId: DelegationId;
      readonly from: UserId;
      readonly to: UserId;
      readonly endsAt: number;
      readonly readerId: UserId;
    }
  /** The same, no longer; `by`: a user's id, or what the history calls anything else. */
  | {
      readonly kind: 'delegation_ended';
      readonly from: UserId;
      readonly to: UserId;
      readonly readerId: UserId;
      readonly by: string;
      /** Left out: someone ended it, or its time was over. */
      readonly why?: DelegationEnd;
    }
  /** The target's manager is asked whether it is the person who calls. */
  | { readonly kind: 'manager_request'; readonly requestId: RequestId; readonly managerId: UserId }
  | { readonly kind: 'requester_manager_answered'; readonly requestId: RequestId }
  /** The person was asked on their device. */
  | {
      readonly kind: 'requester_device_answered';
      readonly requestId: RequestId;
      readonly outcome: DeviceOutcome;
    }
  /** The two words by which the target knows the administrator. */
  | { readonly kind: 'target_words'; readonly requestId: RequestId }
  | { readonly kind: 'requester_request_approved'; readonly requestId: RequestId }
  | { readonly kind: 'requester_request_rejected'; readonly requestId: RequestId }
  /** Help was asked for a person: by themselves, as far as it seems, or by their manager. */
  | { readonly kind: 'target_help_asked'; readonly helpRequestId: HelpRequestId }
  /** What became of it: to that person, and to the manager who asked. */
  | {
      readonly kind: 'help_news';
      readonly helpRequestId: HelpRequestId;
      readonly userId: UserId;
      readonly news: HelpNews;
    }
  /** Someone waits for help: to those who may give it. */
  | {
      readonly kind: 'helper_help_waiting';
      readonly helpRequestId: HelpRequestId;
      readonly helperId: UserId;
    }
  /** The person no longer needs it: to the one who had taken it. */
  | {
      readonly kind: 'helper_help_ended';
      readonly helpRequestId: HelpRequestId;
      readonly helperId: UserId;
    }
  /** The person it was for said "This wasn't me", which cancelled it. */
  | { readonly kind: 'requester_request_disowned'; readonly requestId: RequestId }
  /** A freeze ended it. */
  | { readonly kind: 'requester_request_frozen'; readonly requestId: RequestId }
  /** A hold in which it waited has ended: it can go on. */
  | { readonly kind: 'requester_request_released'; readonly requestId: RequestId }
  /** An owner let this person issue again; `by` as in `security_change`. */
  | { readonly kind: 'issuer_released'; readonly userId: UserId; readonly by: string }
  /** Nothing happened in time (U3): said in place of the prompt, or by direct message once approvers were asked. */
  | { readonly kind: 'prompt_expired'; readonly requestId: RequestId; readonly sealedResponseUrl: string }
  /** Takes the code off the admin's screen: on time, or as soon as it has ended. */
  | { readonly kind: 'hide_reveal'; readonly codeId: CodeId; readonly sealedResponseUrl: string }
  /** The buttons go (U4), as soon as the request is decided or has ended: of the requester's prompt, which waits for approval, */
  | { readonly kind: 'close_prompt'; readonly requestId: RequestId; readonly sealedResponseUrl: string }
  /** and of a message in a direct message with the bot. */
  | {
      readonly kind: 'close_message';
      readonly requestId: RequestId;
      /** The owner of the direct message. */
      readonly readerId: UserId;
      readonly channelId: string;
      readonly ts: string;
    }
  /** The same of a message about a request for help, as soon as that moves on. */
  | {
      readonly kind: 'close_help_message';
      readonly helpRequestId: HelpRequestId;
      readonly readerId: UserId;
      readonly channelId: string;
      readonly ts: string;
    }
  /** The same, when the code ends. */
  | {
      readonly kind: 'close_code_message';
      readonly codeId: CodeId;
      readonly channelId: string;
      readonly ts: string;
    };

export type HelpNews = 'taken' | 'given_back' | 'declined' | 'cancelled' | 'expired';

/** `strangers`: many wrong codes by people who proved no first factor. It locks no one out. */
export type RedeemAlarm = 'frozen' | 'disabled' | 'strangers';

/** What the people who guard the organization are told. */
export type SecurityContent =
  | {
      readonly kind: 'security_code_disowned';
      /** of the notice with the button */
      readonly codeId: CodeId;
      /** The code that was live until then; `null` if none was. */
      readonly endedCodeId: CodeId | null;
      readonly requestsCancelled: number;
      readonly signInsStopped: number;
    }
  | {
      readonly kind:
        | 'security_code_issued'
        | 'security_code_revoked'
        /** It has ended here, and its provider could not be asked to end it there. */
        | 'security_code_lasting'
        /** The person wasn't notified of a code that was issued for them, so they can't object. */
        | 'security_target_not_told';
      readonly codeId: CodeId;
    }
  /** The person for whom help was asked says that it wasn't them. */
  | { readonly kind: 'security_help_disowned'; readonly helpRequestId: HelpRequestId }
  | {
      readonly kind: 'security_request_approved' | 'security_request_rejected' | 'security_caller_refused';
      readonly requestId: RequestId;
    }
  /** A person can issue codes no longer, while codes that they issued still work. */
  | { readonly kind: 'security_issuer_lost'; readonly userId: UserId }
  | { readonly kind: 'security_redeem_alarm'; readonly userId: UserId; readonly alarm: RedeemAlarm }
  /** An approver named who approves in their place. */
  | {
      readonly kind: 'security_delegated';
      readonly delegationId: DelegationId;
      readonly from: UserId;
      readonly to: UserId;
      readonly endsAt: number;
    }
  /** All issuing was frozen; `by` as in `security_change`. */
  | {
      readonly kind: 'security_frozen';
      readonly freezeId: FreezeId;
      readonly by: string;
      readonly reason: string;
      readonly requestsEnded: number;
      /** Codes that still work. */
      readonly codesLive: number;
    }
  /** More requests than `count` in so many minutes: they wait. */
  | {
      readonly kind: 'security_held';
      readonly freezeId: FreezeId;
      readonly count: number;
      readonly minutes: number;
    }
  | { readonly kind: 'security_all_revoked'; readonly by: string; readonly count: number }
  /** One of two people wants issuing to go on. */
  | {
      readonly kind: 'security_unfreeze_proposed';
      readonly freezeId: FreezeId;
      readonly by: string;
      readonly until: number;
    }
  | {
      readonly kind: 'security_unfrozen';
      readonly was: FreezeKind;
      readonly by: string;
      readonly proposedBy: string;
      readonly requestsReleased: number;
    }
  | { readonly kind: 'security_issuer_released'; readonly userId: UserId; readonly by: string }
  /**
   * An owner broke the glass, or rehearsed it; the review of that is still open after a day; it is closed. The first goes to everyone who
   * was skipped, too.
   */
  | {
      readonly kind: 'security_glass_broken' | 'security_review_overdue' | 'security_review_closed';
      readonly reviewId: ReviewId;
    }
  /** Posts to the security channel fail. `why`: Slack's word. */
  | { readonly kind: 'security_channel_failed'; readonly channelId: string; readonly why: string }
  /** Email doesn't arrive: to this person, or to anyone (`null`). `why`: the mail server's status, or the name of a fault. */
  | { readonly kind: 'security_mail_failed'; readonly userId: UserId | null; readonly why: string }
  /** A sync that would take access from many people waits for an owner. */
  | {
      readonly kind: 'security_sync_waiting';
      readonly sourceId: SourceId;
      readonly runId: SyncRunId;
      readonly losing: number;
      readonly live: number;
      /** A line for each of the first people who would lose access: name and login. */
      readonly names: string;
    }
  /** Runs of a source fail, one after another. */
  | {
      readonly kind: 'security_source_failing';
      readonly sourceId: SourceId;
      readonly problem: LastingProblem;
      readonly failed: number;
      /** When a run last worked; `null`: none has. */
      readonly goodAt: number | null;
    }
  | { readonly kind: 'security_source_works'; readonly sourceId: SourceId; readonly goodAt: number | null }
  /** Fields of the audit event, unchanged: none of them is secret. */
  | {
      readonly kind: 'security_change';
      readonly action: AuditAction;
      readonly by: string;
      readonly target: string | null;
      /** A line for each thing that changed: `name: before -> after`; the last is `+3` if three more are left out. */
      readonly changes: string;
    };

const alarms: readonly NoticeContent['kind'][] = [
  'security_target_not_told',
  'security_redeem_alarm',
  'security_caller_refused',
  'security_help_disowned',
];

/** True if owners must be notified when the security channel can't be. Everything else is routine, or they get it anyway. */
export function isAlarm({ kind }: Pick<NoticeContent, 'kind'>): boolean {
  return alarms.includes(kind);
}

/** By which of them a notice goes out. The same news by both is two notices, and neither waits for the other. */
export type NoticeChannel = 'slack' | 'email';

export interface Notice {
  readonly id: NoticeId;
  readonly organizationId: OrganizationId;
  readonly channel: NoticeChannel;
  /** The workspace, or Enterprise Grid, whose token must send it (S13); `null` while the organization has none, and by email. */
  readonly slackTenantId: string | null;
  /**
   * Notices of one destination are sent one after another, and none waits for another destination's: a user's id, a
   * channel's, the notice's own id if it replaces a message, or `mail:` and a user's id.
   */
  readonly destination: string;
  readonly content: NoticeContent;
  /** Not before this moment. */
  readonly dueAt: number;
  /** How many times sending failed. */
  readonly attempts: number;
  readonly createdAt: number;
}

/** The code or request that makes the notice due early when it ends or is decided: see `NoticeWriter.hasten`. `null`: none. */
export function waitsFor(content: NoticeContent): CodeId | RequestId | HelpRequestId | null {
  switch (content.kind) {
    case 'hide_reveal':
    case 'requester_code_unused':
    case 'close_code_message':
      return content.codeId;
    case 'close_prompt':
    case 'close_message':
    // A reminder, and the question to fallback approvers: without the request they have nothing to wait for.
    case 'approver_request':
      return content.requestId;
    case 'close_help_message':
      return content.helpRequestId;
    default:
      return null;
  }
}

/** Lease of a claimed notice, in milliseconds. Sending takes at most 20 seconds. */
export const NOTICE_LEASE_MS = 60_000;

/** Milliseconds between two posts to one destination: Slack accepts one per second and channel (S8). */
export const POST_INTERVAL_MS = 1000;

/** Attempts after which people are notified that a notice doesn't arrive: about a minute. Retries continue. */
export const NOTICE_ATTEMPTS_PATIENT = 6;

/** Attempts after which a notice is given up and audited. With the delays below, a good three hours. */
export const NOTICE_ATTEMPTS_MAX = 12;

/** Milliseconds until the next attempt after `attempts` failures: 2 s, 4 s, 8 s, ... up to half an hour. */
export function noticeRetryDelayMs(attempts: number): number {
  return Math.min(2000 * 2 ** Math.max(0, attempts - 1), 30 * 60_000);
}
