import type { RateCounters } from '../../../ports/rate-counters.ts';
import { readInteger } from '../engine/row.ts';
import type { Writer } from '../engine/writer.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

/** Each call is a transaction of its own. */
export function createRateCounters(writer: Writer): RateCounters {
  return {
    count: (key, expiresAt, now, by = 1) =>
      writer.transact(async (sql) => {
        sql.run(
          `DELETE FROM rate_counters WHERE rowid IN (
             SELECT rowid FROM rate_counters WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
          { now, limit: PURGE_AT_ONCE },
        );
        const row = sql.get(
          `INSERT INTO rate_counters (counter_key, hits, expires_at) VALUES (:key, :by, :expiresAt)
           ON CONFLICT (counter_key) DO UPDATE SET hits = hits + :by RETURNING hits`,
          { key, expiresAt, by },
        );
        return row === null ? by : readInteger(row, 'hits');
      }),
  };
}
