import type { JsonObject } from '../json.ts';
import { refuseWithMessages, SlackError } from '../slack-error.ts';
import type { PersonFixture } from '../workspace.ts';
import { SLACKBOT_ID } from '../world/platform.ts';
import { isVisibleTo, presentUser } from '../world/present-user.ts';
import { type MethodContext, optionalText, requireText } from './method-context.ts';

export function usersInfo(context: MethodContext): JsonObject {
  const { platform, installation, app } = context;
  const person = platform.people.find(optionalText(context.args, 'user') ?? '');
  if (!person || !isVisibleTo(platform, person, installation)) throw new SlackError('user_not_found');
  const user = presentUser(platform, person, installation, app.manifest.scopes);
  return { user: { ...user, ...localeOf(context, person) } };
}

/** Slack gives a person's locale only to an app that asks for it. */
function localeOf({ args }: MethodContext, { locale = 'en-US' }: PersonFixture): JsonObject {
  return args.include_locale === true || args.include_locale === 'true' ? { locale } : {};
}

export function usersList(context: MethodContext): JsonObject {
  const { platform, installation, app, args } = context;
  const visible = platform.people.all().filter((person) => isVisibleTo(platform, person, installation));
  const everyone = [slackbotOf(installation.teamId), ...visible];
  const { page, response_metadata } = cutPage(everyone, args);
  return {
    members: page.map((person) => ({
      ...presentUser(platform, person, installation, app.manifest.scopes),
      ...localeOf(context, person),
    })),
    cache_ts: Math.floor(platform.now() / 1000),
    response_metadata,
  };
}

/** Only active people of the own team are found by address, as in Slack. */
export function usersLookupByEmail({ platform, installation, app, args }: MethodContext): JsonObject {
  const email = requireText(args, 'email').toLowerCase();
  const person = platform.people
    .inTeam(installation.teamId)
    .find((candidate) => candidate.email?.toLowerCase() === email && !candidate.isDeleted);
  if (!person) throw new SlackError('users_not_found');
  return { user: presentUser(platform, person, installation, app.manifest.scopes) };
}

/** Slackbot is in every list, and isn't called a bot there. */
function slackbotOf(teamId: string): PersonFixture {
  return { id: SLACKBOT_ID, teamId, handle: 'slackbot', realName: 'Slackbot', isEmailConfirmed: false };
}

/** A cursor names the first person of the next page. Without a limit Slack gives everyone. */
function cutPage(
  everyone: readonly PersonFixture[],
  args: JsonObject,
): { page: readonly PersonFixture[]; response_metadata: { next_cursor: string } } {
  const limit = Number(args.limit ?? 0);
  if (!Number.isInteger(limit) || limit < 0 || limit > 1000)
    throw refuseWithMessages('invalid_arguments', ['limit has to be a whole number up to 1000']);
  const cursor = optionalText(args, 'cursor');
  const id =
    cursor === undefined
      ? undefined
      : Buffer.from(cursor, 'base64')
          .toString()
          .replace(/^user:/, '');
  const start = id === undefined ? 0 : everyone.findIndex((person) => person.id === id);
  if (start < 0) throw new SlackError('invalid_cursor');
  const end = limit === 0 ? everyone.length : start + limit;
  const next = everyone[end];
  return {
    page: everyone.slice(start, end),
    response_metadata: { next_cursor: next ? Buffer.from(`user:${next.id}`).toString('base64') : '' },
  };
}
