import type { Lockout } from '../../../domain/redeeming/lockout.ts';
import type { LockoutReader, LockoutWriter } from '../../../ports/lockouts.ts';
import { type Row, readFlag, readInteger, readIntegerOrNull, readText } from '../engine/row.ts';
import type { Parameters, Sql } from '../engine/sql.ts';

/**
 * How long a lockout of an unknown login is kept after its last attempt. Strangers choose those logins, so the rows must
 * not pile up. Forgetting them soon would tell unknown logins from real users, because lockouts of users stay (N9).
 */
const STRANGER_KEPT_MS = 30 * 24 * 60 * 60_000;
/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 4;

export function createLockoutReader(sql: Sql): LockoutReader {
  return {
    find: async (organizationId, key) => {
      const row = sql.get(
        'SELECT * FROM redeem_guards WHERE organization_id = :organizationId AND guard_key = :key',
        { organizationId, key },
      );
      return row && readLockout(row);
    },
    list: async (organizationId, keys) => {
      const rows = sql.all(
        `SELECT * FROM redeem_guards
         WHERE organization_id = :organizationId AND guard_key IN (SELECT value FROM json_each(:keys))`,
        { organizationId, keys: JSON.stringify(keys) },
      );
      return rows.map(readLockout);
    },
  };
}

export function createLockoutWriter(sql: Sql): LockoutWriter {
  return {
    ...createLockoutReader(sql),
    put: async (lockout) => {
      sql.run(
        `INSERT INTO redeem_guards (organization_id, guard_key, consecutive_failures, blocked_until, window_started_at,
           window_failures, is_disabled, updated_at)
         VALUES (:organizationId, :key, :consecutiveFailures, :blockedUntil, :windowStartedAt,
           :windowFailures, :isDisabled, :updatedAt)
         ON CONFLICT (organization_id, guard_key) DO UPDATE SET consecutive_failures = excluded.consecutive_failures,
           blocked_until = excluded.blocked_until, window_started_at = excluded.window_started_at,
           window_failures = excluded.window_failures, is_disabled = excluded.is_disabled, updated_at = excluded.updated_at`,
        toParameters(lockout),
      );
      sql.run(
        `DELETE FROM redeem_guards WHERE rowid IN (
           SELECT rowid FROM redeem_guards WHERE substr(guard_key, 1, 4) <> 'usr_' AND updated_at < :before
           ORDER BY updated_at LIMIT :limit)`,
        { before: lockout.updatedAt - STRANGER_KEPT_MS, limit: PURGE_AT_ONCE },
      );
    },
  };
}

function toParameters({ isDisabled, ...columns }: Lockout): Parameters {
  return { ...columns, isDisabled: Number(isDisabled) };
}

function readLockout(row: Row): Lockout {
  return {
    organizationId: readText(row, 'organization_id'),
    key: readText(row, 'guard_key'),
    consecutiveFailures: readInteger(row, 'consecutive_failures'),
    blockedUntil: readIntegerOrNull(row, 'blocked_until'),
    windowStartedAt: readInteger(row, 'window_started_at'),
    windowFailures: readInteger(row, 'window_failures'),
    isDisabled: readFlag(row, 'is_disabled'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
