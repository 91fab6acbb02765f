import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { isVisibleTo, presentUser } from '../world/present-user.ts';
import { type MethodContext, optionalText, paginate, requireText } from './method-context.ts';

export function usersInfo(context: MethodContext): JsonObject {
  const { platform, installation, app } = context;
  const person = platform.people.find(optionalText(context.args, 'user') ?? '');
  if (!person || !isVisibleTo(platform, person, installation)) throw new SlackError('user_not_found');
  return { user: presentUser(platform, person, installation, app.manifest.scopes) };
}

export function usersList({ platform, installation, app, args }: MethodContext): JsonObject {
  const visible = platform.people.all().filter((person) => isVisibleTo(platform, person, installation));
  const { page, response_metadata } = paginate(visible, args);
  return {
    members: page.map((person) => presentUser(platform, person, installation, app.manifest.scopes)),
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
