import type { JsonObject } from '../json.ts';
import type { PersonFixture } from '../workspace.ts';
import { canSee } from './channels.ts';
import type { Installation } from './installed-app.ts';
import { findTeam, type Platform } from './platform.ts';

function isSameEnterprise(platform: Platform, one: string, other: string): boolean {
  const enterprise = findTeam(platform, one).enterpriseId;
  return enterprise !== undefined && enterprise === findTeam(platform, other).enterpriseId;
}

function sharesChannel(platform: Platform, person: PersonFixture, installation: Installation): boolean {
  return platform.channels
    .all()
    .some(
      (channel) =>
        channel.members.has(person.id) && canSee(channel, installation.botUserId, installation.teamId),
    );
}

/** Of another team (and another enterprise), and in no channel that the app can see. */
function isStranger(platform: Platform, person: PersonFixture, installation: Installation): boolean {
  if (person.isStranger !== undefined) return person.isStranger;
  if (person.teamId === installation.teamId) return false;
  if (isSameEnterprise(platform, person.teamId, installation.teamId)) return false;
  return !sharesChannel(platform, person, installation);
}

/** Slack shows an app the people of its own team and enterprise, and outsiders it has met. */
export function isVisibleTo(platform: Platform, person: PersonFixture, installation: Installation): boolean {
  if (person.teamId === installation.teamId) return true;
  if (isSameEnterprise(platform, person.teamId, installation.teamId)) return true;
  return sharesChannel(platform, person, installation);
}

function presentProfile(platform: Platform, person: PersonFixture, withEmail: boolean): JsonObject {
  const [first = '', ...rest] = person.realName.split(' ');
  return {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.isBot ? '' : person.handle,
    display_name_normalized: person.isBot ? '' : person.handle,
    first_name: first,
    last_name: rest.join(' '),
    team: person.teamId,
    title: '',
    status_text: person.statusText ?? '',
    status_emoji: person.statusEmoji ?? '',
    status_expiration: person.statusExpiration ?? 0,
    ...(withEmail && person.email !== undefined ? { email: person.email } : {}),
    ...(person.isBot ? { bot_id: botIdOf(platform, person.id) } : {}),
  };
}

function botIdOf(platform: Platform, userId: string): string {
  const installations = platform.apps.flatMap((app) => app.installations);
  return installations.find((each) => each.botUserId === userId)?.botId ?? `B${userId.slice(1)}`;
}

/** A deleted account loses its role flags in the answer, as it does in Slack. */
function presentStanding(person: PersonFixture): JsonObject {
  if (person.isDeleted) return { deleted: true };
  return {
    deleted: false,
    is_admin: person.isAdmin ?? false,
    is_owner: (person.isOwner ?? false) || (person.isPrimaryOwner ?? false),
    is_primary_owner: person.isPrimaryOwner ?? false,
    is_restricted: (person.isRestricted ?? false) || (person.isUltraRestricted ?? false),
    is_ultra_restricted: person.isUltraRestricted ?? false,
    ...(person.isInvitedUser ? { is_invited_user: true } : {}),
  };
}

function presentEnterprise(platform: Platform, person: PersonFixture): JsonObject {
  const team = findTeam(platform, person.teamId);
  if (team.enterpriseId === undefined) return {};
  return {
    enterprise_user: {
      id: person.id,
      enterprise_id: team.enterpriseId,
      enterprise_name: team.enterpriseName ?? '',
      is_admin: false,
      is_owner: false,
      teams: [person.teamId],
    },
  };
}

export function presentUser(
  platform: Platform,
  person: PersonFixture,
  installation: Installation,
  scopes: readonly string[],
): JsonObject {
  const isForeign = person.teamId !== installation.teamId;
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    real_name: person.realName,
    tz: person.tz ?? 'Europe/Berlin',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: presentProfile(platform, person, scopes.includes('users:read.email')),
    ...presentStanding(person),
    is_bot: person.isBot ?? false,
    is_app_user: false,
    is_email_confirmed: person.isEmailConfirmed ?? (person.email !== undefined && !person.isInvitedUser),
    updated: Math.floor(platform.now() / 1000),
    who_can_share_contact_card: 'EVERYONE',
    ...(isForeign ? { is_stranger: isStranger(platform, person, installation) } : {}),
    ...presentEnterprise(platform, person),
  };
}
