import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import { readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';
import type { Writer } from '../engine/writer.ts';

/** Forgotten in passing, more than are added in the same time. */
const PURGE_AT_ONCE = 10;

export function createDeliveryWriter(sql: Sql): DeliveryWriter {
  return {
    remember: async (key, expiresAt, now) => {
      // Looked first: mostly there is none, and to look takes a tenth of the time.
      if (sql.get('SELECT 1 FROM replay_keys WHERE expires_at <= :now LIMIT 1', { now }) !== null) {
        sql.run(
          `DELETE FROM replay_keys WHERE rowid IN (
             SELECT rowid FROM replay_keys WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
          { now, limit: PURGE_AT_ONCE },
        );
      }
      const changed = sql.run(
        `INSERT INTO replay_keys (replay_key, expires_at) VALUES (:key, :expiresAt)
         ON CONFLICT (replay_key) DO UPDATE SET expires_at = excluded.expires_at WHERE expires_at <= :now`,
        { key, expiresAt, now },
      );
      return changed === 1;
    },
  };
}

interface Waiting {
  readonly given: Parameters<ReplayKeys['remember']>;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Those who ask before the connection is free share a transaction; it holds nothing else. */
export function createReplayKeys(reader: Sql, writer: Writer): ReplayKeys {
  let waiting: Waiting[] = [];

  async function rememberAll(): Promise<void> {
    let taken: readonly Waiting[] = [];
    try {
      const answers = await writer.transact(async (sql) => {
        // Whoever has come until now; the same if it is run again.
        taken = [...taken, ...waiting];
        waiting = [];
        const { remember } = createDeliveryWriter(sql);
        const isNew: boolean[] = [];
        for (const { given } of taken) isNew.push(await remember(...given));
        return isNew;
      });
      for (const [index, { resolve }] of taken.entries()) resolve(answers[index] === true);
    } catch (error) {
      // If it never came to run they are still waiting; those who came after it did have a transaction of their own.
      for (const { reject } of taken.length > 0 ? taken : waiting.splice(0)) reject(error);
    }
  }

  return {
    listKept: async (prefix, now, limit) =>
      reader
        .all(
          `SELECT replay_key FROM replay_keys
           WHERE replay_key >= :prefix AND replay_key < :prefix || char(0x10FFFF) AND expires_at > :now LIMIT :limit`,
          { prefix, now, limit },
        )
        .map((row) => readText(row, 'replay_key')),
    remember(...given) {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      waiting.push({ given, resolve, reject });
      if (waiting.length === 1) void rememberAll();
      return promise;
    },
  };
}
