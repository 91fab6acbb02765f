import { z } from 'zod';
import type { SlackMember, SlackPerson, SlackRole } from '../../domain/directory/slack-person.ts';

/** Slack may leave fields out or send null. */
const flag = z.boolean().nullish();
const text = z.string().nullish();

/** A user object of the Web API, as far as we read it. */
export const userSchema = z.object({
  id: text,
  team_id: text,
  name: text,
  real_name: text,
  deleted: flag,
  is_bot: flag,
  is_app_user: flag,
  is_workflow_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_invited_user: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  is_owner: flag,
  is_primary_owner: flag,
  is_admin: flag,
  enterprise_user: z.object({ enterprise_id: text }).nullish(),
  locale: text.catch(null),
  tz: text.catch(null),
  profile: z
    .object({
      email: text,
      display_name: text,
      real_name: text,
      status_text: text.catch(null),
      status_emoji: text.catch(null),
      /** Seconds; 0: it stays. */
      status_expiration: z.number().nullish().catch(null),
    })
    .nullish(),
});
export type SlackUser = z.output<typeof userSchema>;

/** Without this scope, Slack leaves out email addresses. */
const EMAIL_SCOPE = 'users:read.email';

/**
 * @param scopes what the token was granted; `undefined` if Slack does not say
 * @returns `null` if Slack leaves out who it is: nothing can be decided, and to be unknown is refused everywhere
 */
export function toPerson(user: SlackUser, scopes: readonly string[] | undefined): SlackPerson | null {
  const { id, team_id: teamId } = user;
  if (!id || !teamId) return null;
  const email = user.profile?.email || null;
  return {
    slackUserId: id,
    teamId,
    enterpriseId: user.enterprise_user?.enterprise_id ?? null,
    displayName: user.profile?.display_name || user.real_name || user.name || id,
    email,
    isEmailHidden: email === null && scopes !== undefined && !scopes.includes(EMAIL_SCOPE),
    isEmailConfirmed: user.is_email_confirmed ?? null,
    isDeleted: user.deleted === true,
    isBot:
      user.is_bot === true ||
      user.is_app_user === true ||
      user.is_workflow_bot === true ||
      id === 'USLACKBOT',
    isRestricted: user.is_restricted === true,
    isUltraRestricted: user.is_ultra_restricted === true,
    isInvited: user.is_invited_user === true,
    isStranger: user.is_stranger === true,
    ...(user.locale ? { locale: user.locale } : {}),
    ...(user.tz ? { timeZone: user.tz } : {}),
    ...readStatus(user),
  };
}

function readStatus({ profile }: SlackUser): Pick<SlackPerson, 'status'> {
  const { status_text: text, status_emoji: emoji, status_expiration: seconds } = profile ?? {};
  if (!text && !emoji) return {};
  return { status: { text: text ?? '', emoji: emoji ?? '', expiresAt: seconds ? seconds * 1000 : null } };
}

/** The same with what the list of members tells; `null` as above, or if it is no user object. */
export function readMember(raw: unknown): SlackMember | null {
  const parsed = userSchema.safeParse(raw);
  const person = parsed.success ? toPerson(parsed.data, undefined) : null;
  if (!parsed.success || person === null) return null;
  const { profile, real_name } = parsed.data;
  return { ...person, realName: profile?.real_name || real_name || null, slackRole: roleOf(parsed.data) };
}

function roleOf({ is_owner, is_primary_owner, is_admin }: SlackUser): SlackRole {
  if (is_owner === true || is_primary_owner === true) return 'owner';
  return is_admin === true ? 'admin' : 'member';
}
