import type { BackupCode } from '../domain/codes/backup-code.ts';
import type { MailedKind } from '../domain/notices/mailed.ts';
import type { DescribedNotice } from '../services/notices/described-notice.ts';
import type { Mail } from './mail.ts';
import { composeApproval } from './mails/approver.ts';
import { composeBreakGlass } from './mails/break-glass.ts';
import { composeDelegation } from './mails/delegation.ts';
import { composeFreeze } from './mails/freeze.ts';
import { composeHelpAsked, composeHelpDisowned } from './mails/help.ts';
import { composeManagerNotTold, composeRequestDisowned, composeRequester } from './mails/requester.ts';
import {
  composeAlarm,
  composeCallerRefused,
  composeChange,
  composeChannelFailed,
  composeDisowned,
  composeIssued,
  composeIssuerLost,
  composeMailFailed,
  composeSourceFailing,
  composeSourceWorks,
  composeSyncWaiting,
} from './mails/security.ts';
import { composeTarget, composeTargetAlarm, type LinkOfCode } from './mails/target.ts';

/** A notice as an email, from what is true when it is sent; `null` for what never goes by email. */
export function composeMail(notice: DescribedNotice, linkTo: (code: BackupCode) => LinkOfCode): Mail | null {
  const { name } = notice.organization;
  switch (notice.kind) {
    case 'target_code_issued':
      return composeTarget('target_issued', notice.facts, name, linkTo(notice.facts.code));
    case 'target_code_redeemed':
      return composeTarget('target_redeemed', notice.facts, name, linkTo(notice.facts.code));
    case 'target_code_revoked':
      return composeTarget('target_revoked', notice.facts, name, linkTo(notice.facts.code));
    case 'target_redeem_alarm':
      return composeTargetAlarm(notice);
    case 'manager_target_not_told':
      return composeManagerNotTold(notice.facts, name);
    case 'requester_code_redeemed':
      return composeRequester('requester_redeemed', notice.facts, name);
    case 'requester_code_revoked':
      return composeRequester('requester_revoked', notice.facts, name);
    case 'requester_code_lasting':
      return composeRequester('requester_lasting', notice.facts, name);
    case 'requester_target_not_told':
      return composeRequester('requester_not_told', notice.facts, name);
    case 'target_help_asked':
      return composeHelpAsked(notice.about, name);
    case 'security_help_disowned':
      return composeHelpDisowned(notice.about, name);
    case 'requester_request_disowned':
      return composeRequestDisowned(notice.facts, name);
    case 'approver_request':
      return composeApproval(notice);
    case 'security_frozen':
    case 'security_held':
    case 'security_all_revoked':
    case 'security_unfreeze_proposed':
    case 'security_unfrozen':
    case 'security_issuer_released':
    case 'issuer_released':
      return composeFreeze(notice);
    case 'security_glass_broken':
    case 'security_review_overdue':
    case 'security_review_closed':
      return composeBreakGlass(notice);
    case 'security_delegated':
    case 'delegation_started':
    case 'delegation_ended':
      return composeDelegation(notice);
    case 'security_caller_refused':
      return composeCallerRefused(notice.facts, name);
    case 'security_source_failing':
      return composeSourceFailing(notice);
    case 'security_source_works':
      return composeSourceWorks(notice);
    case 'security_code_disowned':
      return composeDisowned(notice);
    case 'security_code_issued':
      return composeIssued({ ...notice, kind: 'security_issued' });
    case 'security_code_lasting':
      return composeIssued({ ...notice, kind: 'security_lasting' });
    case 'security_target_not_told':
      return composeIssued({ ...notice, kind: 'security_not_told' });
    case 'security_issuer_lost':
      return composeIssuerLost(notice);
    case 'security_redeem_alarm':
      return composeAlarm(notice);
    case 'security_channel_failed':
      return composeChannelFailed(notice);
    case 'security_mail_failed':
      return composeMailFailed(notice);
    case 'security_sync_waiting':
      return composeSyncWaiting(notice);
    case 'security_change':
      return composeChange(notice);
    default:
      notice.kind satisfies Exclude<DescribedNotice['kind'], MailedKind>;
      return null;
  }
}
