import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackPerson } from '../../domain/slack-person.ts';

const flag = z.boolean().optional();
const userSchema = z.object({
  id: z.string().min(1),
  team_id: z.string().min(1),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: flag,
  is_bot: flag,
  is_app_user: flag,
  is_workflow_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_invited_user: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z
    .object({
      email: z.string().optional(),
      display_name: z.string().optional(),
      real_name: z.string().optional(),
    })
    .optional(),
});

export type LookUpPerson = (slackUserId: string) => Promise<SlackPerson | null>;

/**
 * What Slack says of a person now (`users.info`); `null` if it knows none of that id or may not show them.
 * Throws when Slack could not be asked, or answered with something that is not a user: no decision may rest on that.
 */
export function createLookUpPerson(client: WebClient): LookUpPerson {
  return async function lookUpPerson(slackUserId) {
    try {
      const { user } = await client.users.info({ user: slackUserId });
      return toPerson(userSchema.parse(user));
    } catch (error) {
      if (isUnknownUser(error)) return null;
      throw error;
    }
  };
}

function toPerson(user: z.infer<typeof userSchema>): SlackPerson {
  return {
    slackUserId: user.id,
    teamId: user.team_id,
    enterpriseId: user.enterprise_user?.enterprise_id ?? null,
    displayName: user.profile?.display_name || user.real_name || user.name || user.id,
    email: user.profile?.email ?? null,
    isEmailConfirmed: user.is_email_confirmed ?? null,
    isDeleted: user.deleted === true,
    isBot:
      user.is_bot === true ||
      user.is_app_user === true ||
      user.is_workflow_bot === true ||
      user.id === 'USLACKBOT',
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
