import { type HelpRequest, helpCancelReasons, helpStates } from '../../../domain/requests/help-request.ts';
import type { HelpRequestReader, HelpRequestWriter } from '../../../ports/help-requests.ts';
import {
  type Row,
  readInteger,
  readIntegerOrNull,
  readOneOf,
  readOneOfOrNull,
  readText,
  readTextOrNull,
} from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

/** As the partial indexes have it. */
const OPEN = `state IN ('waiting', 'taken')`;

export function createHelpRequestReader(sql: Sql): HelpRequestReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get(
        'SELECT * FROM help_requests WHERE organization_id = :organizationId AND id = :id',
        {
          organizationId,
          id,
        },
      );
      return row && readHelpRequest(row);
    },
    findOpenByTarget: async (organizationId, targetId) => {
      const row = sql.get(
        `SELECT * FROM help_requests WHERE organization_id = :organizationId AND target_id = :targetId AND ${OPEN}`,
        { organizationId, targetId },
      );
      return row && readHelpRequest(row);
    },
    listOpen: async (organizationId) =>
      sql
        .all(
          `SELECT * FROM help_requests WHERE organization_id = :organizationId AND ${OPEN}
           ORDER BY created_at, id`,
          { organizationId },
        )
        .map(readHelpRequest),
    countWaitingBefore: async (organizationId, { createdAt, id }, now) =>
      count(
        sql.get(
          `SELECT count(*) AS count FROM help_requests WHERE organization_id = :organizationId AND ${OPEN}
             AND (created_at, id) < (:createdAt, :id) AND state = 'waiting' AND expires_at > :now`,
          { organizationId, createdAt, id, now },
        ),
      ),
    countMade: async (organizationId, askerId, since) =>
      count(
        askerId === null
          ? sql.get(
              `SELECT count(*) AS count FROM help_requests
               WHERE organization_id = :organizationId AND created_at >= :since`,
              { organizationId, since },
            )
          : sql.get(
              `SELECT count(*) AS count FROM help_requests
               WHERE organization_id = :organizationId AND asker_id = :askerId AND created_at >= :since`,
              { organizationId, askerId, since },
            ),
      ),
    listOverdue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM help_requests WHERE ${OPEN} AND expires_at <= :now ORDER BY expires_at LIMIT :limit`,
          { now, limit },
        )
        .map(readHelpRequest),
  };
}

export function createHelpRequestWriter(sql: Sql): HelpRequestWriter {
  const reader = createHelpRequestReader(sql);
  return {
    ...reader,
    insert: async (help) => {
      sql.run(
        `INSERT INTO help_requests (organization_id, id, asker_id, target_id, reason, state, taken_by, ended_by, decline_reason,
           cancel_reason, disowned_at, slack_tenant_id, target_slack_id, created_at, expires_at, ended_at)
         VALUES (:organizationId, :id, :askerId, :targetId, :reason, :state, :takenBy, :endedBy, :declineReason,
           :cancelReason, :disownedAt, :slackTenantId, :targetSlackId, :createdAt, :expiresAt, :endedAt)`,
        { ...help },
      );
    },
    transition: async (organizationId, id, from, to, change) => {
      // State and condition in one statement: the second of two changes no row and gets `null`.
      const changed = sql.run(
        `UPDATE help_requests SET state = :to,
           taken_by = iif(:isTakerGiven, :takenBy, taken_by),
           ended_by = coalesce(:endedBy, ended_by),
           ended_at = coalesce(:endedAt, ended_at),
           decline_reason = coalesce(:declineReason, decline_reason),
           cancel_reason = coalesce(:cancelReason, cancel_reason),
           disowned_at = coalesce(:disownedAt, disowned_at)
         WHERE organization_id = :organizationId AND id = :id AND state IN (SELECT value FROM json_each(:from))`,
        {
          organizationId,
          id,
          from: JSON.stringify(from),
          to,
          isTakerGiven: Number(change.takenBy !== undefined),
          takenBy: change.takenBy ?? null,
          endedBy: change.endedBy ?? null,
          endedAt: change.endedAt ?? null,
          declineReason: change.declineReason ?? null,
          cancelReason: change.cancelReason ?? null,
          disownedAt: change.disownedAt ?? null,
        },
      );
      return changed === 0 ? null : reader.find(organizationId, id);
    },
  };
}

function count(row: Row | null): number {
  return row === null ? 0 : readInteger(row, 'count');
}

function readHelpRequest(row: Row): HelpRequest {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    askerId: readText(row, 'asker_id'),
    targetId: readText(row, 'target_id'),
    reason: readText(row, 'reason'),
    state: readOneOf(row, 'state', helpStates),
    takenBy: readTextOrNull(row, 'taken_by'),
    endedBy: readTextOrNull(row, 'ended_by'),
    declineReason: readText(row, 'decline_reason'),
    cancelReason: readOneOfOrNull(row, 'cancel_reason', helpCancelReasons),
    disownedAt: readIntegerOrNull(row, 'disowned_at'),
    slackTenantId: readText(row, 'slack_tenant_id'),
    targetSlackId: readTextOrNull(row, 'target_slack_id'),
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readInteger(row, 'expires_at'),
    endedAt: readIntegerOrNull(row, 'ended_at'),
  };
}
