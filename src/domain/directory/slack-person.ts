import type { SlackStatus } from '../requests/leave-words.ts';
import type { Refusal } from '../requests/refusals.ts';
import { refuse } from '../requests/refusals.ts';

/**
 * What Slack says of a person at this moment (`users.info`), in our words. Facts, no judgement; a flag that Slack
 * left out is `null`, and every judgement reads `null` as the dangerous answer.
 */
export interface SlackPerson {
  readonly slackUserId: string;
  /** The workspace the person belongs to. */
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly displayName: string;
  readonly email: string | null;
  /** The app may not see e-mail addresses (the scope users:read.email): nothing is known of this one. */
  readonly isEmailHidden?: boolean;
  readonly isEmailConfirmed: boolean | null;
  readonly isDeleted: boolean;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isInvited: boolean;
  readonly isStranger: boolean;
  /** What they, or their calendar, say that they are doing. */
  readonly status?: SlackStatus;
  /** IANA name, such as `Europe/Berlin`; left out if Slack doesn't say. */
  readonly timeZone?: string;
  /** `de-DE`: how they read. Nothing is decided by it. */
  readonly locale?: string;
}

export const slackRoles = ['owner', 'admin', 'member'] as const;
export type SlackRole = (typeof slackRoles)[number];

/** A person as Slack's list of members shows them. */
export interface SlackMember extends SlackPerson {
  /** The name on the profile, which is not the name in messages. */
  readonly realName: string | null;
  /** What they are in the workspace; the primary owner is an owner. */
  readonly slackRole: SlackRole;
}

/** Where a command or click came from: the workspace the app is installed in. */
export interface SlackWorkspace {
  readonly teamId: string;
  readonly enterpriseId: string | null;
}

/** The id under which a Slack identity is kept: user ids are unique in an enterprise, else in a workspace. */
export function slackTenantIdOf(workspace: SlackWorkspace): string {
  return workspace.enterpriseId ?? workspace.teamId;
}

/**
 * Everything about a Slack account that forbids it to act or to be acted for (S6). Empty when it is an ordinary
 * member.
 */
export function judgeSlackPerson(
  person: SlackPerson,
  workspace: SlackWorkspace,
  side: 'requester' | 'target',
): Refusal[] {
  const facts = side === 'target' ? { name: person.displayName } : {};
  const refusals: Refusal[] = [];
  if (person.isDeleted) refusals.push(refuse(`${side}_slack_deactivated`, facts));
  if (person.isBot) refusals.push(refuse(`${side}_is_bot`, facts));
  if (person.isRestricted || person.isUltraRestricted) refusals.push(refuse(`${side}_is_guest`, facts));
  if (person.isInvited) refusals.push(refuse(`${side}_slack_invited`, facts));
  if (isExternal(person, workspace)) refusals.push(refuse(`${side}_is_external`, facts));
  // Not an unknown or changed address: the app lacks the permission to see it.
  if (person.isEmailHidden === true && !person.isBot) refusals.push(refuse('slack_email_hidden'));
  return refusals;
}

/** From another workspace, unless both are of the same enterprise; or called a stranger by Slack. */
export function isExternal(person: SlackPerson, workspace: SlackWorkspace): boolean {
  if (person.isStranger) return true;
  if (person.teamId === workspace.teamId) return false;
  return (
    person.enterpriseId === null ||
    person.enterpriseId === '' ||
    person.enterpriseId !== workspace.enterpriseId
  );
}
