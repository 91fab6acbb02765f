import {
  type AuditDetails,
  type AuditEvent,
  type AuditHead,
  auditActions,
  chainEvent,
  emptyAuditHead,
} from '../../../domain/audit/audit-event.ts';
import type { KeyRing } from '../../../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { AuditReader, AuditWriter } from '../../../ports/audit.ts';
import { type Row, readInteger, readObject, readOneOf, readText, readTextOrNull } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createAuditReader(sql: Sql): AuditReader {
  return {
    list: async (organizationId, { after, limit, action }) => {
      const rows =
        action === undefined
          ? sql.all(
              `SELECT * FROM audit_events WHERE organization_id = :organizationId AND sequence > :after
               ORDER BY sequence LIMIT :limit`,
              { organizationId, after, limit },
            )
          : sql.all(
              `SELECT * FROM audit_events
               WHERE organization_id = :organizationId AND action = :action AND sequence > :after
               ORDER BY sequence LIMIT :limit`,
              { organizationId, action, after, limit },
            );
      return rows.map(readEvent);
    },
    listLatest: async (organizationId, limit) =>
      sql
        .all(
          'SELECT * FROM audit_events WHERE organization_id = :organizationId ORDER BY sequence DESC LIMIT :limit',
          { organizationId, limit },
        )
        .map(readEvent),
    listLatestOf: async (organizationId, { action, target }, limit) =>
      // The action, one of a closed list, as a word of the statement: only so does SQLite see that the index is of it.
      sql
        .all(
          `SELECT * FROM audit_events
           WHERE organization_id = :organizationId AND target = :target AND action = '${action}'
           ORDER BY sequence DESC LIMIT :limit`,
          { organizationId, target, limit },
        )
        .map(readEvent),
    listAbout: async (organizationId, target, { before, limit }) =>
      sql
        .all(
          `SELECT * FROM audit_events
           WHERE organization_id = :organizationId AND target = :target AND action <> 'directory.user_changed'
             AND sequence < :before
           ORDER BY sequence DESC LIMIT :limit`,
          { organizationId, target, before: before ?? Number.MAX_SAFE_INTEGER, limit },
        )
        .map(readEvent),
    head: async (organizationId) => findHead(sql, organizationId),
  };
}

/**
 * The writer's transaction holds the file's lock from its first statement on, so a head that was read is the newest.
 */
export function createAuditWriter(sql: Sql, keys: KeyRing): AuditWriter {
  return {
    ...createAuditReader(sql),
    append: async (draft) => {
      const event = chainEvent(findHead(sql, draft.organizationId), draft, keys);
      const { actor, details, ...columns } = event;
      sql.run(
        `INSERT INTO audit_events (organization_id, sequence, id, at, action, outcome, actor_kind, actor_id, target,
           reason, source, details, previous_hash, key_id, hash)
         VALUES (:organizationId, :sequence, :id, :at, :action, :outcome, :actorKind, :actorId, :target,
           :reason, :source, :details, :previousHash, :keyId, :hash)`,
        { ...columns, actorKind: actor.kind, actorId: actor.id, details: JSON.stringify(details) },
      );
      sql.run(
        `INSERT INTO audit_heads (organization_id, sequence, hash) VALUES (:organizationId, :sequence, :hash)
         ON CONFLICT (organization_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
        { organizationId: event.organizationId, sequence: event.sequence, hash: event.hash },
      );
    },
  };
}

function findHead(sql: Sql, organizationId: OrganizationId): AuditHead {
  const row = sql.get('SELECT sequence, hash FROM audit_heads WHERE organization_id = :organizationId', {
    organizationId,
  });
  return row === null
    ? emptyAuditHead
    : { sequence: readInteger(row, 'sequence'), hash: readText(row, 'hash') };
}

/** Reads what stands there, forged or not: judging it is the verification's job, so it must not fail on it. */
function readEvent(row: Row): AuditEvent {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    at: readText(row, 'at'),
    action: readOneOf(row, 'action', auditActions),
    outcome: readOneOf(row, 'outcome', ['allowed', 'refused', 'failed']),
    actor: {
      kind: readOneOf(row, 'actor_kind', ['user', 'slack_account', 'client', 'operator', 'system']),
      id: readText(row, 'actor_id'),
    },
    target: readTextOrNull(row, 'target'),
    reason: readTextOrNull(row, 'reason'),
    source: readText(row, 'source'),
    details: readObject(row, 'details') as AuditDetails,
    sequence: readInteger(row, 'sequence'),
    previousHash: readText(row, 'previous_hash'),
    keyId: readText(row, 'key_id'),
    hash: readText(row, 'hash'),
  };
}
