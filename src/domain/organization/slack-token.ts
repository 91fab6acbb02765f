/** The settings that hold a token of Slack's. */
export type SlackTokenName = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

/** Slack's error codes for a token that it refuses. All but the last may also be a temporary problem of Slack. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'team_access_not_granted',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'no_permission',
  'not_allowed_token_type',
  'missing_scope',
]);

/** True if Slack refuses the token, as opposed to having a problem itself. */
export function isTokenRefusal(error: string): boolean {
  return REFUSALS.has(error);
}
