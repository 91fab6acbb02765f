import type { SlackIdentity } from '../../../../domain/directory/slack-identity.ts';
import type { IdentityReader, IdentityWriter } from '../../../../ports/directory/identities.ts';
import { type Row, readInteger, readText, readTextOrNull } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';

export function createIdentityReader(sql: Sql): IdentityReader {
  return {
    find: async (organizationId, slackTenantId, slackUserId) => {
      const row = sql.get(
        `SELECT * FROM slack_identities
         WHERE organization_id = :organizationId AND slack_tenant_id = :slackTenantId AND slack_user_id = :slackUserId`,
        { organizationId, slackTenantId, slackUserId },
      );
      return row && readIdentity(row);
    },
    findByUser: async (organizationId, slackTenantId, userId) => {
      const row = sql.get(
        `SELECT * FROM slack_identities
         WHERE organization_id = :organizationId AND slack_tenant_id = :slackTenantId AND user_id = :userId`,
        { organizationId, slackTenantId, userId },
      );
      return row && readIdentity(row);
    },
    listByUser: async (organizationId, userId) =>
      sql
        .all(
          `SELECT * FROM slack_identities WHERE organization_id = :organizationId AND user_id = :userId
           ORDER BY slack_tenant_id`,
          { organizationId, userId },
        )
        .map(readIdentity),
  };
}

export function createIdentityWriter(sql: Sql): IdentityWriter {
  return {
    ...createIdentityReader(sql),
    insert: async ({
      organizationId,
      slackTenantId,
      slackUserId,
      userId,
      linkedEmail,
      linkedAt,
      ...habits
    }) => {
      const { locale, timeZone } = habits;
      sql.run(
        `INSERT INTO slack_identities (organization_id, slack_tenant_id, slack_user_id, user_id, linked_email, linked_at, locale, time_zone)
         VALUES (:organizationId, :slackTenantId, :slackUserId, :userId, :linkedEmail, :linkedAt, :locale, :timeZone)`,
        { organizationId, slackTenantId, slackUserId, userId, linkedEmail, linkedAt, locale, timeZone },
      );
    },
    setReadingHabits: async ({ organizationId, slackTenantId, slackUserId }, { locale, timeZone }) => {
      sql.run(
        `UPDATE slack_identities SET locale = :locale, time_zone = :timeZone
         WHERE organization_id = :organizationId AND slack_tenant_id = :slackTenantId AND slack_user_id = :slackUserId`,
        { organizationId, slackTenantId, slackUserId, locale, timeZone },
      );
    },
    removeByUser: async (organizationId, userId) =>
      sql.run('DELETE FROM slack_identities WHERE organization_id = :organizationId AND user_id = :userId', {
        organizationId,
        userId,
      }),
  };
}

function readIdentity(row: Row): SlackIdentity {
  return {
    organizationId: readText(row, 'organization_id'),
    slackTenantId: readText(row, 'slack_tenant_id'),
    slackUserId: readText(row, 'slack_user_id'),
    userId: readText(row, 'user_id'),
    linkedEmail: readText(row, 'linked_email'),
    linkedAt: readInteger(row, 'linked_at'),
    locale: readTextOrNull(row, 'locale'),
    timeZone: readTextOrNull(row, 'time_zone'),
  };
}
