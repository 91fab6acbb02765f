import { DatabaseSync } from 'node:sqlite';

/** What is different in each copy: SQL over `i`, the copy's number. */
type Differences = Readonly<Record<string, string>>;

const number = "printf('%016d', i)";

/**
 * Fills a SQLite store with copies of one user, their code and the newest event, as a large organization would have them:
 * around the ones that are measured, and in the same organization. Directly, as the services would take an hour; and
 * column by column as the tables are, so that a new column needs nothing here.
 */
export function growSqlite(path: string, rows: number, userId: string): void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec('PRAGMA synchronous = OFF');
  const copy = (table: string, where: string, differences: Differences): void => {
    const columns = database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map(({ name }) => String(name));
    const values = columns.map((name) => differences[name] ?? `template.${name}`);
    database.exec(`
      WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${rows})
      INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${values.join(', ')} FROM numbers, (SELECT * FROM ${table} WHERE ${where} LIMIT 1) AS template`);
  };
  database.exec('BEGIN IMMEDIATE');
  copy('users', `id = '${userId}'`, {
    id: `'usr_' || ${number}`,
    email: `'grown' || i || '@acme.test'`,
    mobile: 'NULL',
  });
  copy('backup_codes', `user_id = '${userId}'`, {
    id: `'cod_' || ${number}`,
    request_id: `'req_' || ${number}`,
    user_id: `'usr_' || ${number}`,
  });
  copy('audit_events', 'sequence = (SELECT max(sequence) FROM audit_events)', {
    id: `'evt_' || ${number}`,
    sequence: 'template.sequence + i',
  });
  database.exec(
    `UPDATE audit_heads SET sequence = sequence + ${rows}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`,
  );
  database.close();
}
