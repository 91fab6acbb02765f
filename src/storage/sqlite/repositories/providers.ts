import { type Provider, providerKinds } from '../../../domain/providers/provider.ts';
import type { ProviderReader, ProviderWriter } from '../../../ports/providers/providers.ts';
import { type Row, readInteger, readObject, readOneOf, readText } from '../engine/row.ts';
import type { Parameters, Sql } from '../engine/sql.ts';
import { assertUpdated } from './assert-updated.ts';

export function createProviderReader(sql: Sql): ProviderReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM providers WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readProvider(row);
    },
    list: async (organizationId) =>
      sql
        .all('SELECT * FROM providers WHERE organization_id = :organizationId ORDER BY name', {
          organizationId,
        })
        .map(readProvider),
  };
}

export function createProviderWriter(sql: Sql): ProviderWriter {
  return {
    ...createProviderReader(sql),
    insert: async (provider) => {
      sql.run(
        `INSERT INTO providers (organization_id, id, kind, name, settings, sealed_secret, created_at, updated_at)
         VALUES (:organizationId, :id, :kind, :name, :settings, :sealedSecret, :createdAt, :updatedAt)`,
        toParameters(provider),
      );
    },
    update: async (provider) => {
      const changed = sql.run(
        `UPDATE providers SET name = :name, settings = :settings, sealed_secret = :sealedSecret, updated_at = :updatedAt
         WHERE organization_id = :organizationId AND id = :id`,
        toParameters(provider),
      );
      assertUpdated(changed);
    },
    remove: async (organizationId, id) => {
      sql.run('DELETE FROM providers WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
    },
  };
}

function toParameters({ settings, ...columns }: Provider): Parameters {
  return { ...columns, settings: JSON.stringify(settings) };
}

function readProvider(row: Row): Provider {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    kind: readOneOf(row, 'kind', providerKinds),
    name: readText(row, 'name'),
    settings: readObject(row, 'settings') as Record<string, string>,
    sealedSecret: readText(row, 'sealed_secret'),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
