import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import { type Freeze, freezeKinds, type UnfreezeProposal } from '../../../domain/requests/freeze.ts';
import type { FreezeReader, FreezeWriter } from '../../../ports/freezes.ts';
import { type Row, readInteger, readIntegerOrNull, readObject, readOneOf, readText } from '../engine/row.ts';
import type { Parameters, Sql } from '../engine/sql.ts';

export function createFreezeReader(sql: Sql): FreezeReader {
  return {
    find: async (organizationId, subject) => {
      const row = sql.get(
        'SELECT * FROM freezes WHERE organization_id = :organizationId AND subject = :subject',
        { organizationId, subject },
      );
      return row && readFreeze(row);
    },
    listLasting: async (organizationId) =>
      sql
        .all('SELECT * FROM freezes WHERE organization_id = :organizationId AND ended_at IS NULL', {
          organizationId,
        })
        .map(readFreeze),
  };
}

export function createFreezeWriter(sql: Sql): FreezeWriter {
  return {
    ...createFreezeReader(sql),
    put: async (freeze) => {
      sql.run(
        `INSERT INTO freezes (organization_id, subject, id, kind, started_by, started_at, reason, proposal, ended_by, ended_at)
         VALUES (:organizationId, :subject, :id, :kind, :startedBy, :startedAt, :reason, :proposal, :endedBy, :endedAt)
         ON CONFLICT (organization_id, subject) DO UPDATE SET id = excluded.id, kind = excluded.kind,
           started_by = excluded.started_by, started_at = excluded.started_at, reason = excluded.reason,
           proposal = excluded.proposal, ended_by = excluded.ended_by, ended_at = excluded.ended_at`,
        toParameters(freeze),
      );
    },
  };
}

function toParameters({ startedBy, proposal, endedBy, ...columns }: Freeze): Parameters {
  return {
    ...columns,
    startedBy: JSON.stringify(startedBy),
    proposal: proposal && JSON.stringify(proposal),
    endedBy: endedBy && JSON.stringify(endedBy),
  };
}

function readFreeze(row: Row): Freeze {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    subject: readText(row, 'subject'),
    kind: readOneOf(row, 'kind', freezeKinds),
    startedBy: readObject(row, 'started_by') as unknown as AuditActor,
    startedAt: readInteger(row, 'started_at'),
    reason: readText(row, 'reason'),
    proposal: row.proposal === null ? null : (readObject(row, 'proposal') as unknown as UnfreezeProposal),
    endedBy: row.ended_by === null ? null : (readObject(row, 'ended_by') as unknown as AuditActor),
    endedAt: readIntegerOrNull(row, 'ended_at'),
  };
}
