import type { NoticeContent } from './notice.ts';

/**
 * What goes by email beside Slack: what a person must hear of even if they are locked out of Slack, or if an attacker reads
 * along there. An email never takes an answer: what needs one says to open Slack. Nothing routine.
 */
const mailedKinds = [
  'target_code_issued',
  'target_code_redeemed',
  'target_code_revoked',
  'target_redeem_alarm',
  'manager_target_not_told',
  'requester_code_redeemed',
  'requester_code_revoked',
  'requester_code_lasting',
  'requester_target_not_told',
  'requester_request_disowned',
  'target_help_asked',
  'security_help_disowned',
  'approver_request',
  'security_frozen',
  'security_held',
  'security_all_revoked',
  'security_unfreeze_proposed',
  'security_unfrozen',
  'security_issuer_released',
  'issuer_released',
  'security_glass_broken',
  'security_review_overdue',
  'security_review_closed',
  'security_delegated',
  'delegation_started',
  'delegation_ended',
  'security_source_failing',
  'security_source_works',
  'security_code_disowned',
  'security_code_issued',
  'security_code_lasting',
  'security_target_not_told',
  'security_issuer_lost',
  'security_redeem_alarm',
  'security_caller_refused',
  'security_channel_failed',
  'security_mail_failed',
  'security_sync_waiting',
  'security_change',
] as const satisfies readonly NoticeContent['kind'][];

export type MailedKind = (typeof mailedKinds)[number];

export function isMailed({ kind }: Pick<NoticeContent, 'kind'>): boolean {
  return (mailedKinds as readonly string[]).includes(kind);
}
