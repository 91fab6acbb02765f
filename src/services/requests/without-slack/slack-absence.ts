import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';

/**
 * What Slack said when it was asked for an account with one of the person's addresses, deactivated ones included. Asked before the
 * transaction, which must not wait for Slack.
 */
export interface SlackAbsence {
  /** Those that Slack was asked for: in the transaction they must still be the person's. */
  readonly addresses: readonly string[];
  /** `unsure`: the workspace has more members than were looked through, and a deactivated one could be among the rest. */
  readonly account: 'none' | 'found' | 'unsure';
}

/** Every address by which Slack could know them. */
export function addressesOf({ email, alias }: Pick<DirectoryUser, 'email' | 'alias'>): string[] {
  return [email, alias].filter((address) => address !== null);
}
