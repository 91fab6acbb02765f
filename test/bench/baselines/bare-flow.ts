import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import { createDatabase, type StoreKind } from '../world/open-bench-store.ts';

/** One row, durably. */
export interface BareTransactions {
  write(): Promise<void>;
  close(): Promise<void>;
}

export async function openBareTransactions(kind: StoreKind): Promise<BareTransactions> {
  const database = await createDatabase(kind);
  if (kind === 'sqlite') {
    const connection = new DatabaseSync(database.path);
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    connection.exec('CREATE TABLE steps (id INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT');
    const insert = connection.prepare('INSERT INTO steps (what) VALUES (?)');
    return {
      async write() {
        connection.exec('BEGIN IMMEDIATE');
        insert.run('a step of a flow');
        connection.exec('COMMIT');
      },
      async close() {
        connection.close();
        await database.drop();
      },
    };
  }
  const connection = await mongoose
    .createConnection(database.url, { writeConcern: { w: 'majority' } })
    .asPromise();
  const steps = await connection.createCollection('steps');
  return {
    write: () =>
      connection.getClient().withSession((session) =>
        session.withTransaction(async () => {
          await steps.insertOne({ what: 'a step of a flow' }, { session });
        }),
      ),
    async close() {
      await connection.close();
      await database.drop();
    },
  };
}

/** A flow bare: its three messages (prompt, code, notice), each posted by itself and followed by one transaction. */
export async function runBareFlow(slackOrigin: string, { write }: BareTransactions): Promise<void> {
  for (const path of ['/commands/T/1/x', '/actions/T/1/x', '/api/chat.postMessage']) {
    const response = await fetch(slackOrigin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ text: 'Generate a code?', blocks: [] }),
    });
    await response.text();
    await write();
  }
}
