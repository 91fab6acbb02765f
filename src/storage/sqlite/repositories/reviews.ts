import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import { type Review, reviewVerdicts } from '../../../domain/requests/review.ts';
import type { ReviewReader, ReviewWriter } from '../../../ports/reviews.ts';
import {
  type Row,
  readFlag,
  readInteger,
  readIntegerOrNull,
  readObject,
  readOneOfOrNull,
  readText,
  readTextOrNull,
} from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createReviewReader(sql: Sql): ReviewReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM reviews WHERE id = :id AND organization_id = :organizationId', {
        organizationId,
        id,
      });
      return row && readReview(row);
    },
    listOpen: async (organizationId) =>
      sql
        .all(
          `SELECT * FROM reviews WHERE organization_id = :organizationId AND closed_at IS NULL
           ORDER BY opened_at, id`,
          { organizationId },
        )
        .map(readReview),
    listOverdue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM reviews WHERE closed_at IS NULL AND escalates_at <= :now
           ORDER BY escalates_at, id LIMIT :limit`,
          { now, limit },
        )
        .map(readReview),
  };
}

export function createReviewWriter(sql: Sql): ReviewWriter {
  const reader = createReviewReader(sql);
  return {
    ...reader,
    insert: async ({ closedBy, isRehearsal, ...columns }) => {
      sql.run(
        `INSERT INTO reviews (id, organization_id, request_id, requester_id, target_id, reason, is_rehearsal,
           opened_at, escalates_at, verdict, note, closed_by, closed_at)
         VALUES (:id, :organizationId, :requestId, :requesterId, :targetId, :reason, :isRehearsal,
           :openedAt, :escalatesAt, :verdict, :note, :closedBy, :closedAt)`,
        { ...columns, isRehearsal: Number(isRehearsal), closedBy: closedBy && JSON.stringify(closedBy) },
      );
    },
    close: async (organizationId, id, { closedBy, ...closing }) => {
      // The condition is in the statement: the second of two changes no row and gets `null`.
      const changed = sql.run(
        `UPDATE reviews SET verdict = :verdict, note = :note, closed_by = :closedBy, closed_at = :closedAt
         WHERE id = :id AND organization_id = :organizationId AND closed_at IS NULL`,
        { organizationId, id, ...closing, closedBy: JSON.stringify(closedBy) },
      );
      return changed === 0 ? null : reader.find(organizationId, id);
    },
    postpone: async (organizationId, id, from, to) =>
      sql.run(
        `UPDATE reviews SET escalates_at = :to
         WHERE id = :id AND organization_id = :organizationId AND closed_at IS NULL AND escalates_at = :from`,
        { organizationId, id, from, to },
      ) === 1,
  };
}

function readReview(row: Row): Review {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    requestId: readText(row, 'request_id'),
    requesterId: readText(row, 'requester_id'),
    targetId: readText(row, 'target_id'),
    reason: readText(row, 'reason'),
    isRehearsal: readFlag(row, 'is_rehearsal'),
    openedAt: readInteger(row, 'opened_at'),
    escalatesAt: readInteger(row, 'escalates_at'),
    verdict: readOneOfOrNull(row, 'verdict', reviewVerdicts),
    note: readTextOrNull(row, 'note'),
    closedBy: row.closed_by === null ? null : (readObject(row, 'closed_by') as unknown as AuditActor),
    closedAt: readIntegerOrNull(row, 'closed_at'),
  };
}
