import type { DomainState } from '../directory/email-domain.ts';
import type { Role } from '../directory/roles.ts';

/** Every reason to refuse a person in Slack. What to say, and what to do about it, is in `src/messages/en/refusal.ts` (U2). */
export const refusalCodes = [
  'requester_slack_deactivated',
  'requester_is_bot',
  'requester_is_guest',
  'requester_slack_invited',
  'requester_is_external',
  'requester_unknown_to_slack',
  'slack_email_hidden',
  'slack_incomplete',
  'requester_not_in_directory',
  'requester_email_unconfirmed',
  'requester_identity_conflict',
  'requester_domain_unverified',
  'requester_not_confirmed',
  'requester_role',
  'self',
  'role_not_allowed',
  'help_desk_scope',
  'not_your_report',
  'verification_impossible',
  'target_slack_deactivated',
  'target_is_bot',
  'target_is_guest',
  'target_slack_invited',
  'target_is_external',
  'target_not_in_directory',
  'target_email_unconfirmed',
  'target_identity_conflict',
  'target_invited',
  'target_suspended',
  'target_deactivated',
  'target_mobile_primary',
  'target_domain_unverified',
  'target_unknown_to_slack',
  'target_without_slack',
  'target_in_slack',
  'target_slack_unsure',
  'target_unmailable',
  'channel_shared',
  'channel_unseen',
  'channel_not_direct',
  'lifetime_not_allowed',
  'start_not_allowed',
  'start_too_far',
  'start_passed',
  'reason_required',
  'reason_too_long',
  'reason_needed',
  'requester_rate_limited',
  'requester_too_fast',
  'target_rate_limited',
  'organization_rate_limited',
  'organization_frozen',
  'organization_held',
  'requester_frozen',
  'act_frozen',
  'request_not_found',
  'request_not_yours',
  'request_expired',
  'request_settled',
  'self_service_off',
  'not_their_manager',
  'help_limit',
  'help_full',
  'help_not_found',
  'help_not_yours',
  'operator_unverified',
  'verification_method',
  'evidence_needed',
  'callback_impossible',
  'ticket_needed',
  'ticket_pattern',
  'manager_unknown',
  'manager_unfit',
  'manager_not_asked',
  'manager_waited_for',
  'device_waited_for',
  'device_limit',
  'verification_needed',
  'verification_needed_now',
  'approval_needed',
  'approval_needed_now',
  'approval_void',
  'approval_not_needed',
  'approver_is_requester',
  'approver_is_target',
  'approver_role',
  'approval_counted_once',
  'delegation_off',
  'delegation_nothing',
  'delegation_until',
  'delegation_paused',
  'delegation_gone',
  'delegate_self',
  'delegate_unfit',
  'delegate_role',
  'delegate_away',
  'code_not_found',
  'code_not_yours',
  'code_not_live',
  'owners_only',
  'freezer_frozen',
  'unfreeze_needs_owner',
  'release_self',
  'freeze_gone',
  'glass_owners_only',
  'glass_words',
  'glass_reason',
  'glass_rehearsed',
  'glass_review_open',
  'review_not_found',
  'review_closed',
  'review_own',
  'review_of_target',
  'review_note',
  'reviewer_frozen',
  'provider_account_missing',
  'provider_account_ambiguous',
  'provider_account_disabled',
  'provider_account_locked',
  'provider_account_guest',
  'provider_method_off',
  'provider_not_in_scope',
  'provider_privileged',
  'provider_not_licensed',
  'provider_security_keys_only',
  'provider_no_factor',
  'provider_no_second_step',
  'provider_no_later_start',
  'provider_credential_refused',
  'provider_clock_wrong',
  'provider_not_permitted',
  'provider_throttled',
  'provider_unreachable',
  'provider_refused',
  'provider_unclear',
  'provider_busy',
  'provider_gone',
  'provider_changed',
  'organization_unknown',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** What the sentence needs to be about this case. */
export interface RefusalFacts {
  /** of the person the code is for; left out where it is not known, or not the reader's to know */
  readonly name?: string;
  /** of that person */
  readonly role?: Role;
  /** the limit that was reached */
  readonly limit?: number;
  /** the e-mail domain that stands in the way, normalized, and how it stands */
  readonly domain?: string;
  readonly domainState?: DomainState;
  /** the vendor's name for people, such as `Entra ID`, and its own error code; of the refusals `provider_...` */
  readonly vendor?: string;
  readonly vendorCode?: string;
  /** When the obstacle ends by itself; milliseconds since the epoch. */
  readonly until?: number;
}

/** One reason for a no. */
export interface Refusal extends RefusalFacts {
  readonly code: RefusalCode;
}

export function refuse(code: RefusalCode, facts: RefusalFacts = {}): Refusal {
  return { code, ...facts };
}

/** For statuses of a target other than `confirmed`. */
export const targetStatusRefusals = {
  invited: 'target_invited',
  suspended: 'target_suspended',
  deactivated: 'target_deactivated',
} as const satisfies Record<string, RefusalCode>;
