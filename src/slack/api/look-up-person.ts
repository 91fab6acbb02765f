import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';

/** Slack may leave fields out or send null. */
const flag = z.boolean().nullish();
const text = z.string().nullish();
const userSchema = z.object({
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
  enterprise_user: z.object({ enterprise_id: text }).nullish(),
  profile: z.object({ email: text, display_name: text, real_name: text }).nullish(),
});

/** Without this scope, `users.info` leaves out email addresses. */
const EMAIL_SCOPE = 'users:read.email';

export type LookUpPerson = (slackUserId: string) => Promise<SlackPerson | null>;

/**
 * What Slack says about a person now (`users.info`); `null` if it knows no one with that id, may not show them, or leaves out
 * who they are. Throws if Slack cannot be reached or answers with something that is not a user: no decision may rest on that.
 */
export function createLookUpPerson(client: WebClient): LookUpPerson {
  return async function lookUpPerson(slackUserId) {
    try {
      const { user, response_metadata } = await client.users.info({ user: slackUserId });
      const parsed = userSchema.nullish().parse(user);
      return parsed === null || parsed === undefined ? null : toPerson(parsed, response_metadata?.scopes);
    } catch (error) {
      if (isUnknownUser(error)) return null;
      throw error;
    }
  };
}

/** @param scopes what the token was granted; `undefined` if Slack does not say */
function toPerson(
  user: z.infer<typeof userSchema>,
  scopes: readonly string[] | undefined,
): SlackPerson | null {
  const { id, team_id: teamId } = user;
  // Without these nothing can be decided: to be unknown is refused everywhere.
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
  };
}

function isUnknownUser(error: unknown): boolean {
  if (
    !(error instanceof Error) ||
    !('code' in error) ||
    error.code !== ErrorCode.PlatformError ||
    !('data' in error)
  )
    return false;
  const data = z.object({ error: z.string() }).safeParse(error.data);
  return data.success && ['user_not_found', 'user_not_visible'].includes(data.data.error);
}
