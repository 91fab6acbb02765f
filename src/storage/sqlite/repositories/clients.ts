import { type Client, isClientScope, type PreviousSecret } from '../../../domain/clients/client.ts';
import { completeOidcSettings } from '../../../domain/clients/oidc-client.ts';
import { say } from '../../../messages/say.ts';
import type { ClientReader, ClientWriter } from '../../../ports/clients.ts';
import {
  type Row,
  readInteger,
  readIntegerOrNull,
  readObject,
  readText,
  readTexts,
  UnreadableRowError,
} from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createClientReader(sql: Sql): ClientReader {
  return {
    find: async (id) => {
      const row = sql.get('SELECT * FROM relying_services WHERE id = :id', { id });
      return row && readService(row);
    },
    list: async (organizationId) =>
      sql
        .all('SELECT * FROM relying_services WHERE organization_id = :organizationId ORDER BY name', {
          organizationId,
        })
        .map(readService),
  };
}

export function createClientWriter(sql: Sql): ClientWriter {
  return {
    ...createClientReader(sql),
    insert: async ({ previousSecret, scopes, redirectUris, oidcSettings, ...columns }) => {
      sql.run(
        `INSERT INTO relying_services (id, organization_id, name, key_id, secret_digest, previous_secret, scopes,
           requests_per_minute, redirect_uris, oidc_settings, created_at, expires_at, last_used_at)
         VALUES (:id, :organizationId, :name, :keyId, :secretDigest, :previousSecret, :scopes,
           :requestsPerMinute, :redirectUris, :oidcSettings, :createdAt, :expiresAt, :lastUsedAt)`,
        {
          ...columns,
          previousSecret: writePrevious(previousSecret),
          scopes: JSON.stringify(scopes),
          redirectUris: JSON.stringify(redirectUris),
          oidcSettings: oidcSettings === null ? null : JSON.stringify(oidcSettings),
        },
      );
    },
    setSecrets: async (organizationId, id, { keyId, secretDigest, previousSecret }) =>
      sql.run(
        `UPDATE relying_services SET key_id = :keyId, secret_digest = :secretDigest, previous_secret = :previousSecret
         WHERE id = :id AND organization_id = :organizationId`,
        { organizationId, id, keyId, secretDigest, previousSecret: writePrevious(previousSecret) },
      ) === 1,
    setAllowance: async (organizationId, id, { scopes, requestsPerMinute, expiresAt }) =>
      sql.run(
        `UPDATE relying_services SET scopes = :scopes, requests_per_minute = :requestsPerMinute, expires_at = :expiresAt
         WHERE id = :id AND organization_id = :organizationId`,
        { organizationId, id, scopes: JSON.stringify(scopes), requestsPerMinute, expiresAt },
      ) === 1,
    remove: async (organizationId, id) =>
      sql.run('DELETE FROM relying_services WHERE id = :id AND organization_id = :organizationId', {
        organizationId,
        id,
      }) === 1,
    setLastUsed: async (organizationId, id, at) => {
      sql.run(
        'UPDATE relying_services SET last_used_at = :at WHERE id = :id AND organization_id = :organizationId',
        { organizationId, id, at },
      );
    },
  };
}

function readService(row: Row): Client {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    name: readText(row, 'name'),
    keyId: readText(row, 'key_id'),
    secretDigest: readText(row, 'secret_digest'),
    previousSecret: row.previous_secret === null ? null : readPrevious(row),
    // A scope that a newer version has given means nothing to this one.
    scopes: readTexts(row, 'scopes').filter(isClientScope),
    requestsPerMinute: readInteger(row, 'requests_per_minute'),
    redirectUris: readTexts(row, 'redirect_uris'),
    oidcSettings: row.oidc_settings === null ? null : completeOidcSettings(readObject(row, 'oidc_settings')),
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readIntegerOrNull(row, 'expires_at'),
    lastUsedAt: readIntegerOrNull(row, 'last_used_at'),
  };
}

function writePrevious(previous: PreviousSecret | null): string | null {
  return previous === null ? null : JSON.stringify(previous);
}

function readPrevious(row: Row): PreviousSecret {
  const { keyId, secretDigest, expiresAt } = readObject(row, 'previous_secret');
  if (typeof keyId !== 'string' || typeof secretDigest !== 'string' || typeof expiresAt !== 'number') {
    throw new UnreadableRowError(say('storage.unreadable', { column: 'previous_secret' }));
  }
  return { keyId, secretDigest, expiresAt };
}
