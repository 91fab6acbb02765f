import type { Role } from '../../domain/directory/roles.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { say } from '../../messages/say.ts';
import { joinList } from '../../messages/written.ts';
import { escapeMrkdwn, mentionUser, shortenMrkdwn } from './mrkdwn.ts';

/** A longer list helps no one in a hurry. */
const NAMES_MAX = 4;
/**
 * Of an escaped name. Some sentences have three, and Slack takes 3,000 characters in a section (S14). Only made-up names are longer, as each
 * `&` counts five.
 */
const NAME_LENGTH_MAX = 400;
const LISTED_NAME_LENGTH_MAX = 200;

interface Named {
  readonly displayName: string;
}

/** A person's name, escaped. */
export function nameOf(user: Named): string {
  return shortenMrkdwn(escapeMrkdwn(user.displayName), NAME_LENGTH_MAX);
}

/** The same where several stand in one text. */
export function shortNameOf(user: Named): string {
  return shortenMrkdwn(nameOf(user), LISTED_NAME_LENGTH_MAX);
}

/** The person a request is for: by their Slack account, or by name if they have none. */
export function mentionTarget({ origin }: Pick<IssueRequest, 'origin'>, target: Named | null): string {
  if (origin.targetSlackId !== null) return mentionUser(origin.targetSlackId);
  return target === null ? say('refusal.this_person') : nameOf(target);
}

/** Who did something, for sentences with `{you, select, yes {You} other {{by}}}`: the verb follows in many languages. */
export interface Actor {
  readonly by: string;
  /** The reader themselves. */
  readonly you: 'yes' | 'no';
}

/**
 * @param user `null`: an administrator who is no longer in the directory
 * @param name `shortNameOf` where several stand in one text
 */
export function actorFor(
  readerId: string | null,
  user: (Named & { readonly id: string }) | null,
  name: (user: Named) => string = nameOf,
): Actor {
  if (user === null) return { by: say('slack.another_admin'), you: 'no' };
  return { by: name(user), you: user.id === readerId ? 'yes' : 'no' };
}

/** Who decided a request, and in whose place; `null`: an administrator who is no longer in the directory. */
export function nameDecider(decider: {
  readonly approver: Named | null;
  readonly inPlaceOf: Named | null;
}): string {
  const { approver, inPlaceOf } = decider;
  const by = approver === null ? say('slack.another_admin') : nameOf(approver);
  return inPlaceOf === null ? by : say('slack.delegate.in_place', { by, giver: nameOf(inPlaceOf) });
}

/** Who issued a code; `null`: an operator, at the command line. */
export function nameIssuer(issuedBy: Named | null): string {
  return issuedBy === null ? say('slack.operator') : nameOf(issuedBy);
}

/** `Adam Admin, Olivia Owner and 3 more`. @param others what else belongs to the list, as it is to be shown */
export function listNames(people: readonly Named[], ...others: readonly string[]): string {
  const names = people.slice(0, NAMES_MAX).map(shortNameOf);
  const more = people.length - names.length;
  return joinList([...names, ...(more > 0 ? [say('slack.list.more', { count: more })] : []), ...others]);
}

/** `Owners, Admins and members` */
export function listRoles(roles: readonly Role[]): string {
  return joinList(roles.map((role) => say(`role.plural.${role}`)));
}
