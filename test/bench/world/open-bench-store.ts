import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';

export type StoreKind = 'sqlite' | 'mongodb';

export const storeKinds: readonly StoreKind[] =
  process.env.MONGODB_URI === undefined ? ['sqlite'] : ['sqlite', 'mongodb'];

/** An empty database that is gone afterwards. */
export interface BenchDatabase {
  readonly url: string;
  /** Of the file, without the scheme; SQLite only. */
  readonly path: string;
  drop(): Promise<void>;
}

/** @param folder where SQLite's file goes; by default on a disk, since a commit costs what the disk takes */
export async function createDatabase(kind: StoreKind, folder = tmpdir()): Promise<BenchDatabase> {
  if (kind === 'sqlite') {
    const own = await mkdtemp(join(folder, 'backupcode-bench-'));
    const path = join(own, 'bench.db');
    return { url: `sqlite:${path}`, path, drop: () => rm(own, { recursive: true, force: true }) };
  }
  const uri = new URL(process.env.MONGODB_URI ?? '');
  uri.pathname = `/bench_${process.pid}_${performance.now().toFixed(0)}`;
  return {
    url: uri.href,
    path: '',
    async drop() {
      const connection = await mongoose.createConnection(uri.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
