import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import { hearOf } from '../../messages/reader.ts';
import { toPerson, userSchema } from './slack-user.ts';

export type LookUpPerson = (slackUserId: string) => Promise<SlackPerson | null>;

/**
 * What Slack says about a person now (`users.info`); `null` if it knows no one with that id, may not show them, or leaves out
 * who they are. Throws if Slack cannot be reached or answers with something that is not a user: no decision may rest on that.
 */
export function createLookUpPerson(client: WebClient): LookUpPerson {
  return async function lookUpPerson(slackUserId) {
    try {
      const { user, response_metadata } = await client.users.info({
        user: slackUserId,
        include_locale: true,
      });
      const parsed = userSchema.nullish().parse(user);
      const person =
        parsed === null || parsed === undefined ? null : toPerson(parsed, response_metadata?.scopes);
      if (person !== null) hearOf(person.slackUserId, person);
      return person;
    } catch (error) {
      if (isSlackError(error, ['user_not_found', 'user_not_visible'])) return null;
      throw error;
    }
  };
}

/** Whether Slack answered with one of these errors. */
export function isSlackError(error: unknown, codes: readonly string[]): boolean {
  if (
    !(error instanceof Error) ||
    !('code' in error) ||
    error.code !== ErrorCode.PlatformError ||
    !('data' in error)
  )
    return false;
  const data = z.object({ error: z.string() }).safeParse(error.data);
  return data.success && codes.includes(data.data.error);
}
