import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import { readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';
import type { Writer } from '../engine/writer.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

export function createDeliveryWriter(sql: Sql): DeliveryWriter {
  return {
    remember: async (key, expiresAt, now) => {
      sql.run(
        `DELETE FROM replay_keys WHERE rowid IN (
           SELECT rowid FROM replay_keys WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
        { now, limit: PURGE_AT_ONCE },
      );
      const changed = sql.run(
        `INSERT INTO replay_keys (replay_key, expires_at) VALUES (:key, :expiresAt)
         ON CONFLICT (replay_key) DO UPDATE SET expires_at = excluded.expires_at WHERE expires_at <= :now`,
        { key, expiresAt, now },
      );
      return changed === 1;
    },
  };
}

/** Each change is a transaction of its own; reading needs none. */
export function createReplayKeys(reader: Sql, writer: Writer): ReplayKeys {
  return {
    listKept: async (prefix, now, limit) =>
      reader
        .all(
          `SELECT replay_key FROM replay_keys
           WHERE replay_key >= :prefix AND replay_key < :prefix || char(0x10FFFF) AND expires_at > :now LIMIT :limit`,
          { prefix, now, limit },
        )
        .map((row) => readText(row, 'replay_key')),
    remember: (key, expiresAt, now) =>
      writer.transact((sql) => createDeliveryWriter(sql).remember(key, expiresAt, now)),
  };
}
