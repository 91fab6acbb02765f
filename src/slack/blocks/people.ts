import { escapeMrkdwn, shortenMrkdwn } from './mrkdwn.ts';

/** More names than that help no one who is in a hurry. */
const NAMES_MAX = 4;
/** In a list; only a name that no one is called is longer. */
const NAME_LENGTH_MAX = 200;

interface Named {
  readonly displayName: string;
}

export function nameOf(user: Named): string {
  return escapeMrkdwn(user.displayName);
}

/** Who issued a code; `null`: an operator, at the command line. */
export function nameIssuer(issuedBy: Named | null): string {
  return issuedBy === null ? 'An operator of Backupcode' : nameOf(issuedBy);
}

/** `Adam Admin, Olivia Owner and 3 more`. @param others what else belongs to the list, as it is to be shown */
export function listNames(people: readonly Named[], ...others: readonly string[]): string {
  const names = people.slice(0, NAMES_MAX).map((each) => shortenMrkdwn(nameOf(each), NAME_LENGTH_MAX));
  const more = people.length - names.length;
  const all = [...names, ...(more > 0 ? [`${more} more`] : []), ...others];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
