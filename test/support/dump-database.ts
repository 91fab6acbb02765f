import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import mongoose from 'mongoose';
import type { DatabaseConfig } from '../../src/config/config.ts';
import type { Written } from './find-leaks.ts';

const { BSON } = mongoose.mongo;

/** Everything in a database as a thief has it: SQLite's files with the write-ahead log, or every document of every collection. */
export async function dumpDatabase(database: DatabaseConfig): Promise<Written[]> {
  if (database.kind === 'sqlite') return dumpFiles(database.path);
  const connection = await mongoose.createConnection(database.uri.reveal()).asPromise();
  try {
    const collections = (await connection.listCollections()).map(({ name }) => name);
    return await Promise.all(
      collections.map(async (name) => {
        const documents = await connection.collection(name).find().toArray();
        const readable = BSON.EJSON.stringify(documents);
        const raw = documents.map((document) => Buffer.from(BSON.serialize(document)).toString('latin1'));
        return { where: `collection ${name}`, content: [readable, ...raw].join('\n') };
      }),
    );
  } finally {
    await connection.close();
  }
}

async function dumpFiles(path: string): Promise<Written[]> {
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)));
  return Promise.all(
    names.map(async (name) => ({
      where: `file ${name}`,
      content: await readFile(join(dirname(path), name)),
    })),
  );
}
