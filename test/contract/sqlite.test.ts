import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ContractDatabase, RawAccess } from './contract-harness.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('SQLite', {
  createDatabase: async (): Promise<ContractDatabase> => {
    const folder = mkdtempSync(join(tmpdir(), 'backupcode-contract-'));
    const path = join(folder, 'store.db');
    return {
      url: `sqlite:${path}`,
      raw: createRawAccess(path),
      destroy: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
});

function createRawAccess(path: string): RawAccess {
  function withDatabase<T>(action: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(path, { timeout: 5000 });
    try {
      return action(database);
    } finally {
      database.close();
    }
  }

  return {
    dump: async () =>
      withDatabase((database) => {
        const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
        return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all()));
      }),
    changeAuditReason: async (organizationId, sequence, reason) =>
      withDatabase((database) => {
        database
          .prepare('UPDATE audit_events SET reason = ? WHERE organization_id = ? AND sequence = ?')
          .run(reason, organizationId, sequence);
      }),
    deleteAuditEvent: async (organizationId, sequence) =>
      withDatabase((database) => {
        database
          .prepare('DELETE FROM audit_events WHERE organization_id = ? AND sequence = ?')
          .run(organizationId, sequence);
      }),
    renumberAuditEvent: async (organizationId, from, to) =>
      withDatabase((database) => {
        database
          .prepare('UPDATE audit_events SET sequence = ? WHERE organization_id = ? AND sequence = ?')
          .run(to, organizationId, from);
      }),
  };
}
