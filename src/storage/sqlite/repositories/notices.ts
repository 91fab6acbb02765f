import { type Notice, type NoticeContent, waitsFor } from '../../../domain/notices/notice.ts';
import type { NoticeReader, NoticeWriter, Outbox } from '../../../ports/notices.ts';
import { type Row, readInteger, readObject, readText, readTextOrNull } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';
import type { Writer } from '../engine/writer.ts';

export function createNoticeReader(sql: Sql): NoticeReader {
  return {
    count: async () => {
      const row = sql.get('SELECT count(*) AS total FROM notices');
      return row === null ? 0 : readInteger(row, 'total');
    },
    listOverdue: async (dueBefore, limit) =>
      sql
        .all('SELECT * FROM notices WHERE due_at <= :dueBefore ORDER BY due_at LIMIT :limit', {
          dueBefore,
          limit,
        })
        .map(readNotice),
  };
}

export function createNoticeWriter(sql: Sql): NoticeWriter {
  return {
    ...createNoticeReader(sql),
    enqueue: async ({ content, ...columns }) => {
      sql.run(
        `INSERT INTO notices (id, organization_id, channel, slack_tenant_id, destination, content, due_at, leased_until, attempts,
           created_at, waits_for)
         VALUES (:id, :organizationId, :channel, :slackTenantId, :destination, :content, :dueAt, 0, :attempts, :createdAt,
           :waitsFor)`,
        { ...columns, content: JSON.stringify(content), waitsFor: waitsFor(content) },
      );
    },
    hasten: async (organizationId, subject, now) => {
      sql.run(
        `UPDATE notices SET due_at = :now
         WHERE organization_id = :organizationId AND waits_for = :subject AND due_at > :now`,
        { organizationId, subject, now },
      );
    },
  };
}

/** The oldest of each destination: of the columns of a group SQLite gives those of the row that has the minimum. */
const select = (whose: string) => `SELECT *, min(due_at) FROM notices
  WHERE ${whose} AND due_at <= :now AND leased_until <= :now
    AND destination NOT IN (SELECT value FROM json_each(:busy))
  GROUP BY destination ORDER BY due_at LIMIT :limit`;
const DUE = {
  slack: select('slack_tenant_id IN (SELECT value FROM json_each(:slackTenantIds))'),
  email: select("slack_tenant_id IS NULL AND channel = 'email'"),
} as const;

/** Each call is a transaction of its own. */
export function createOutbox(reader: Sql, writer: Writer): Outbox {
  return {
    claim: async ({ now, leaseMs, limit, channel = 'slack', slackTenantIds, busy }) => {
      const due = DUE[channel];
      const parameters = {
        now,
        limit,
        busy: JSON.stringify(busy),
        ...(channel === 'slack' ? { slackTenantIds: JSON.stringify(slackTenantIds) } : {}),
      };
      // Mostly nothing is due, and then the write lock is not needed.
      if (reader.get(due, { ...parameters, limit: 1 }) === null) return [];
      const rows = await writer.transact(async (sql) => {
        // No other claim comes in between: the transaction holds the file's write lock from its start.
        const rows = sql.all(due, parameters);
        for (const { id = null } of rows) {
          sql.run('UPDATE notices SET leased_until = :leasedUntil WHERE id = :id', {
            leasedUntil: now + leaseMs,
            id,
          });
        }
        return rows;
      });
      return rows.map(readNotice);
    },
    hasDueBefore: async (time) =>
      reader.get('SELECT 1 FROM notices WHERE due_at < :time LIMIT 1', { time }) !== null,
    complete: async (id) => {
      await writer.transact(async (sql) => sql.run('DELETE FROM notices WHERE id = :id', { id }));
    },
    postpone: async (id, dueAt) => {
      await writer.transact(async (sql) =>
        sql.run(
          'UPDATE notices SET attempts = attempts + 1, due_at = :dueAt, leased_until = 0 WHERE id = :id',
          { id, dueAt },
        ),
      );
    },
    adopt: async (organizationId, slackTenantId) => {
      await writer.transact(async (sql) =>
        sql.run(
          `UPDATE notices SET slack_tenant_id = :slackTenantId
           WHERE slack_tenant_id IS NULL AND channel = 'slack' AND organization_id = :organizationId`,
          { organizationId, slackTenantId },
        ),
      );
    },
  };
}

function readNotice(row: Row): Notice {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    channel: readText(row, 'channel') === 'email' ? 'email' : 'slack',
    slackTenantId: readTextOrNull(row, 'slack_tenant_id'),
    destination: readText(row, 'destination'),
    // Written by `enqueue` alone, from a value of this type.
    content: readObject(row, 'content') as NoticeContent,
    dueAt: readInteger(row, 'due_at'),
    attempts: readInteger(row, 'attempts'),
    createdAt: readInteger(row, 'created_at'),
  };
}
