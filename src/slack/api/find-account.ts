import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { isSlackError } from './look-up-person.ts';
import { userSchema } from './slack-user.ts';

const PAGE = 1000;
/** More members than these are not looked through for one code: Slack allows some 20 such calls a minute. */
const PAGES_MAX = 10;

const pageSchema = z.object({
  members: z.array(userSchema),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export type FoundAccount =
  | { readonly kind: 'found'; readonly slackUserId: string }
  | { readonly kind: 'none' }
  /** The workspace has too many members to be sure that none is deactivated. */
  | { readonly kind: 'unsure' };

/** @param includesDeactivated whether to look through the members, too: `users.lookupByEmail` finds no deactivated account */
export type FindAccount = (
  addresses: readonly string[],
  teamId: string,
  includesDeactivated: boolean,
) => Promise<FoundAccount>;

/** The account with one of the addresses. Throws if Slack can't be asked: no decision may rest on that. */
export function createFindAccount(client: WebClient): FindAccount {
  return async function findAccount(addresses, teamId, includesDeactivated) {
    for (const email of addresses) {
      const slackUserId = await lookUpByEmail(email);
      if (slackUserId !== null) return { kind: 'found', slackUserId };
    }
    return includesDeactivated ? lookThrough(addresses, teamId) : { kind: 'none' };
  };

  async function lookUpByEmail(email: string): Promise<string | null> {
    try {
      return z.object({ id: z.string() }).parse((await client.users.lookupByEmail({ email })).user).id;
    } catch (error) {
      if (isSlackError(error, ['users_not_found'])) return null;
      throw error;
    }
  }

  async function lookThrough(addresses: readonly string[], teamId: string): Promise<FoundAccount> {
    const wanted = new Set(addresses.map((address) => address.toLowerCase()));
    let cursor = '';
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = pageSchema.parse(
        await client.users.list({ limit: PAGE, team_id: teamId, ...(cursor !== '' && { cursor }) }),
      );
      for (const { id, profile } of answer.members)
        if (id && profile?.email && wanted.has(profile.email.toLowerCase()))
          return { kind: 'found', slackUserId: id };
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { kind: 'none' };
    }
    return { kind: 'unsure' };
  }
}
