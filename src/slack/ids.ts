/** Names that Slack carries between our messages and our listeners. Every one is in a manifest test or a listener. */
export const COMMAND = '/backupcode';

export const actionIds = {
  generateCode: 'generate_code',
  unlockAndGenerate: 'unlock_and_generate',
  showPrompt: 'show_prompt',
  cancelRequest: 'cancel_request',
  verifyCaller: 'verify_caller',
  chooseOptions: 'choose_options',
  issueAnother: 'issue_another',
  showNumber: 'show_number',
  vouchForCaller: 'vouch_for_caller',
  refuseCaller: 'refuse_caller',
  askApproval: 'ask_approval',
  approveRequest: 'approve_request',
  rejectRequest: 'reject_request',
  askForHelp: 'ask_for_help',
  cancelHelp: 'cancel_help',
  disownHelp: 'disown_help',
  takeHelp: 'take_help',
  giveBackHelp: 'give_back_help',
  declineHelp: 'decline_help',
  nameDelegate: 'name_delegate',
  endDelegation: 'end_delegation',
  hideCode: 'hide_code',
  revokeCode: 'revoke_code',
  revokeIssued: 'revoke_issued',
  revokeListed: 'revoke_listed',
  listOlder: 'list_older',
  showStatus: 'show_status',
  issueForFound: 'issue_for_found',
  historyOlder: 'history_older',
  historyNewest: 'history_newest',
  listNewest: 'list_newest',
  disownCode: 'disown_code',
  unlockUser: 'unlock_user',
  homeIssue: 'home_issue',
  homeContinue: 'home_continue',
  homeLockedOut: 'home_locked_out',
  homeOwnNewer: 'home_own_newer',
  homeOwnOlder: 'home_own_older',
  homeFilter: 'home_filter',
  homeNewest: 'home_newest',
  homeOlder: 'home_older',
  resolveConflict: 'resolve_conflict',
  changePolicy: 'change_policy',
  freezeIssuing: 'freeze_issuing',
  unfreezeIssuing: 'unfreeze_issuing',
  revokeAll: 'revoke_all',
  releaseIssuer: 'release_issuer',
  breakGlass: 'break_glass',
  reviewBreakGlass: 'review_break_glass',
  applySync: 'apply_sync',
  discardSync: 'discard_sync',
} as const;

/** Shortcuts, as the manifests declare them. */
export const shortcutIds = {
  issueFor: 'generate_backup_code',
  issueForAuthor: 'backup_code_for_author',
} as const;

export type ShortcutId = (typeof shortcutIds)[keyof typeof shortcutIds];

/** What a modal is called when it is submitted. */
export const callbackIds = {
  verifyCaller: 'verify_caller',
  rejectRequest: 'reject_request',
  nameDelegate: 'name_delegate',
  chooseOptions: 'choose_options',
  issueFor: 'issue_for',
  askForHelp: 'ask_for_help',
  declineHelp: 'decline_help',
  resolveConflict: 'resolve_conflict',
  changePolicy: 'change_policy',
  breakGlass: 'break_glass',
  reviewBreakGlass: 'review_break_glass',
} as const;

export type CallbackId = (typeof callbackIds)[keyof typeof callbackIds];

export type ActionId = (typeof actionIds)[keyof typeof actionIds];
