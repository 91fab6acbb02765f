import {
  type DeviceCheck,
  type DeviceProvider,
  deviceCheckStates,
} from '../../../domain/requests/device-check.ts';
import type {
  DeviceCheckReader,
  DeviceCheckWriter,
  DeviceProviderReader,
  DeviceProviderWriter,
} from '../../../ports/device-checks.ts';
import { type Row, readInteger, readOneOf, readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createDeviceProviderReader(sql: Sql): DeviceProviderReader {
  return {
    find: async (organizationId) => {
      const row = sql.get('SELECT * FROM device_providers WHERE organization_id = :organizationId', {
        organizationId,
      });
      return row && readProvider(row);
    },
  };
}

export function createDeviceProviderWriter(sql: Sql): DeviceProviderWriter {
  return {
    ...createDeviceProviderReader(sql),
    put: async (provider) => {
      sql.run(
        `INSERT OR REPLACE INTO device_providers (organization_id, issuer, client_id, sealed_secret, updated_at)
         VALUES (:organizationId, :issuer, :clientId, :sealedSecret, :updatedAt)`,
        { ...provider },
      );
    },
    remove: async (organizationId) => {
      sql.run('DELETE FROM device_providers WHERE organization_id = :organizationId', { organizationId });
    },
  };
}

function readProvider(row: Row): DeviceProvider {
  return {
    organizationId: readText(row, 'organization_id'),
    issuer: readText(row, 'issuer'),
    clientId: readText(row, 'client_id'),
    sealedSecret: readText(row, 'sealed_secret'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}

export function createDeviceCheckReader(sql: Sql): DeviceCheckReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get(
        'SELECT * FROM device_checks WHERE organization_id = :organizationId AND id = :id',
        {
          organizationId,
          id,
        },
      );
      return row && readCheck(row);
    },
    listOf: async (organizationId, targetId, since) =>
      sql
        .all(
          `SELECT * FROM device_checks
           WHERE organization_id = :organizationId AND target_id = :targetId AND started_at >= :since`,
          { organizationId, targetId, since },
        )
        .map(readCheck),
    listDue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM device_checks WHERE state <> 'ended' AND due_at <= :now ORDER BY due_at LIMIT :limit`,
          { now, limit },
        )
        .map(readCheck),
  };
}

export function createDeviceCheckWriter(sql: Sql): DeviceCheckWriter {
  return {
    ...createDeviceCheckReader(sql),
    put: async (check) => {
      sql.run(
        `INSERT OR REPLACE INTO device_checks (organization_id, id, request_id, target_id, state, issuer, sealed_ticket,
           reference, interval_ms, failures, due_at, started_at, expires_at)
         VALUES (:organizationId, :id, :requestId, :targetId, :state, :issuer, :sealedTicket,
           :reference, :intervalMs, :failures, :dueAt, :startedAt, :expiresAt)`,
        { ...check },
      );
    },
    remove: async (organizationId, id) => {
      sql.run('DELETE FROM device_checks WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
    },
    removeEnded: async (organizationId, before) => {
      sql.run(
        `DELETE FROM device_checks
         WHERE organization_id = :organizationId AND started_at < :before AND state = 'ended'`,
        { organizationId, before },
      );
    },
  };
}

function readCheck(row: Row): DeviceCheck {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    requestId: readText(row, 'request_id'),
    targetId: readText(row, 'target_id'),
    state: readOneOf(row, 'state', deviceCheckStates),
    issuer: readText(row, 'issuer'),
    sealedTicket: readText(row, 'sealed_ticket'),
    reference: readText(row, 'reference'),
    intervalMs: readInteger(row, 'interval_ms'),
    failures: readInteger(row, 'failures'),
    dueAt: readInteger(row, 'due_at'),
    startedAt: readInteger(row, 'started_at'),
    expiresAt: readInteger(row, 'expires_at'),
  };
}
