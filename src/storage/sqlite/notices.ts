import type { Notice, NoticeContent } from '../../domain/notice.ts';
import type { NoticeReader, NoticeWriter, Outbox } from '../../ports/notices.ts';
import { type Row, readInteger, readObject, readText } from './row.ts';
import type { Sql } from './sql.ts';
import type { Writer } from './writer.ts';

export function createNoticeReader(sql: Sql): NoticeReader {
  return {
    count: async () => {
      const row = sql.get('SELECT count(*) AS total FROM notices');
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createNoticeWriter(sql: Sql): NoticeWriter {
  return {
    ...createNoticeReader(sql),
    enqueue: async ({ id, organizationId, content, dueAt, attempts, createdAt }, leasedUntil = 0) => {
      sql.run(
        `INSERT INTO notices (id, organization_id, content, due_at, leased_until, attempts, created_at)
         VALUES (:id, :organizationId, :content, :dueAt, :leasedUntil, :attempts, :createdAt)`,
        { id, organizationId, content: JSON.stringify(content), dueAt, leasedUntil, attempts, createdAt },
      );
    },
  };
}

const DUE = 'FROM notices WHERE due_at <= :now AND leased_until <= :now';

/** Each call is a transaction of its own. */
export function createOutbox(reader: Sql, writer: Writer): Outbox {
  return {
    claim: async (now, leaseMs, limit) => {
      // Looked first: mostly there is nothing, and nobody has to be kept from writing for that.
      if (reader.get(`SELECT 1 ${DUE} LIMIT 1`, { now }) === null) return [];
      const rows = await writer.transact(async (sql) => {
        // Nobody comes in between: a transaction that writes holds the file from its beginning on.
        const due = sql.all(`SELECT * ${DUE} ORDER BY due_at LIMIT :limit`, { now, limit });
        for (const { id = null } of due) {
          sql.run('UPDATE notices SET leased_until = :leasedUntil WHERE id = :id', {
            leasedUntil: now + leaseMs,
            id,
          });
        }
        return due;
      });
      return rows.map(readNotice);
    },
    hasDueBefore: async (time) =>
      reader.get('SELECT 1 FROM notices WHERE due_at < :time LIMIT 1', { time }) !== null,
    complete: async (id) => {
      await writer.transact(async (sql) => sql.run('DELETE FROM notices WHERE id = :id', { id }));
    },
    release: async (id, leasedUntil) => {
      await writer.transact(async (sql) =>
        sql.run('UPDATE notices SET leased_until = 0 WHERE id = :id AND leased_until = :leasedUntil', {
          id,
          leasedUntil,
        }),
      );
    },
    postpone: async (id, dueAt) => {
      await writer.transact(async (sql) =>
        sql.run(
          'UPDATE notices SET attempts = attempts + 1, due_at = :dueAt, leased_until = 0 WHERE id = :id',
          { id, dueAt },
        ),
      );
    },
  };
}

function readNotice(row: Row): Notice {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    // Written by `enqueue` alone, from a value of this type.
    content: readObject(row, 'content') as NoticeContent,
    dueAt: readInteger(row, 'due_at'),
    attempts: readInteger(row, 'attempts'),
    createdAt: readInteger(row, 'created_at'),
  };
}
