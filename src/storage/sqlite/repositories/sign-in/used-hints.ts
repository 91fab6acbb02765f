import type { UsedHintReader, UsedHintWriter } from '../../../../ports/sign-in/used-hints.ts';
import type { Sql } from '../../engine/sql.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

export function createUsedHintReader(sql: Sql): UsedHintReader {
  return {
    has: async (digest, now) =>
      sql.get('SELECT 1 FROM used_hints WHERE digest = :digest AND expires_at > :now', { digest, now }) !==
      null,
  };
}

export function createUsedHintWriter(sql: Sql): UsedHintWriter {
  return {
    ...createUsedHintReader(sql),
    add: async (digest, expiresAt, now) => {
      sql.run(
        `DELETE FROM used_hints WHERE digest IN (
           SELECT digest FROM used_hints WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
        { now, limit: PURGE_AT_ONCE },
      );
      sql.run(
        `INSERT INTO used_hints (digest, expires_at) VALUES (:digest, :expiresAt)
         ON CONFLICT (digest) DO UPDATE SET expires_at = excluded.expires_at`,
        { digest, expiresAt },
      );
    },
  };
}
