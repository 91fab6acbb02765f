import type { JsonObject } from '../json.ts';
import { findTeam } from '../world/platform.ts';
import type { MethodContext } from './method-context.ts';

export function authTest({ platform, app, installation }: MethodContext): JsonObject {
  const team = findTeam(platform, installation.teamId);
  return {
    url: `https://${team.domain}.slack.test/`,
    team: team.name,
    user: platform.people.find(installation.botUserId)?.handle,
    team_id: team.id,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    app_id: app.id,
    app_name: app.manifest.name,
    is_enterprise_install: false,
    ...(team.enterpriseId === undefined ? {} : { enterprise_id: team.enterpriseId }),
  };
}

export function appsConnectionsOpen({ app, issueSocketUrl }: MethodContext): JsonObject {
  return { url: issueSocketUrl(app) };
}

export function teamInfo({ platform, installation }: MethodContext): JsonObject {
  const team = findTeam(platform, installation.teamId);
  return {
    team: {
      id: team.id,
      name: team.name,
      domain: team.domain,
      email_domain: '',
      ...(team.enterpriseId === undefined
        ? {}
        : { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseName ?? '' }),
    },
  };
}
