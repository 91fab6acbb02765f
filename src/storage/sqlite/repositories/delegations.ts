import type { Delegation } from '../../../domain/requests/delegation.ts';
import type { DelegationReader, DelegationWriter } from '../../../ports/delegations.ts';
import { type Row, readInteger, readIntegerOrNull, readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createDelegationReader(sql: Sql): DelegationReader {
  return {
    find: async (organizationId, from) => {
      const row = sql.get(
        'SELECT * FROM delegations WHERE organization_id = :organizationId AND from_id = :from',
        { organizationId, from },
      );
      return row && readDelegation(row);
    },
    listLasting: async (organizationId) =>
      sql
        .all(
          `SELECT * FROM delegations WHERE organization_id = :organizationId AND ended_at IS NULL
           ORDER BY starts_at, from_id`,
          { organizationId },
        )
        .map(readDelegation),
    listOverdue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM delegations WHERE ended_at IS NULL AND ends_at <= :now
           ORDER BY ends_at, from_id LIMIT :limit`,
          { now, limit },
        )
        .map(readDelegation),
  };
}

export function createDelegationWriter(sql: Sql): DelegationWriter {
  return {
    ...createDelegationReader(sql),
    put: async (delegation) => {
      sql.run(
        `INSERT INTO delegations (organization_id, from_id, id, to_id, starts_at, ends_at, ended_at)
         VALUES (:organizationId, :from, :id, :to, :startsAt, :endsAt, :endedAt)
         ON CONFLICT (organization_id, from_id) DO UPDATE SET id = excluded.id, to_id = excluded.to_id,
           starts_at = excluded.starts_at, ends_at = excluded.ends_at, ended_at = excluded.ended_at`,
        { ...delegation },
      );
    },
  };
}

function readDelegation(row: Row): Delegation {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    from: readText(row, 'from_id'),
    to: readText(row, 'to_id'),
    startsAt: readInteger(row, 'starts_at'),
    endsAt: readInteger(row, 'ends_at'),
    endedAt: readIntegerOrNull(row, 'ended_at'),
  };
}
