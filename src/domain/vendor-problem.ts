/** Why a vendor did not do what it was asked. */
export type VendorProblem =
  /** The vendor does not know the credential, or it has ended. */
  | 'credential_refused'
  /** The vendor refuses what we sign or date: the clock of this machine is wrong. */
  | 'clock_wrong'
  /** The credential is good, but may not read this. */
  | 'not_permitted'
  | 'unknown_account'
  /** A group that the settings name is gone. */
  | 'unknown_group'
  /** No connection, a time-out, or only errors of the vendor's, several times. */
  | 'unreachable'
  /** The vendor asks for a longer wait than a run may take. */
  | 'throttled'
  /** Not what the vendor describes: not JSON, a missing field, a page that repeats, a cursor that loops. */
  | 'unexpected_answer'
  | 'too_large'
  /** This process has no bot token, by which Slack is read. */
  | 'bot_token_missing'
  | 'bot_token_refused'
  /** The bot token is of another Slack workspace than the source, or of one that isn't the organization's. */
  | 'wrong_workspace'
  | 'cancelled';
