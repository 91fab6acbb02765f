import { randomBytes } from 'node:crypto';
import { createConnection } from 'mongoose';
import { describe } from 'vitest';

const HOW_TO_RUN = 'needs a MongoDB replica set: npm run test:mongo, or set MONGODB_URI';

/** `null` where no server is to be had; with `MONGODB_REQUIRED=1` that is a failure instead of a skip. */
export const mongoServer = findServer();

function findServer(): string | null {
  const uri = process.env.MONGODB_URI ?? '';
  if (uri !== '') return uri;
  if (process.env.MONGODB_REQUIRED === '1') throw new Error(`MONGODB_REQUIRED is set: this ${HOW_TO_RUN}`);
  process.stderr.write(`MongoDB tests are skipped. Running them ${HOW_TO_RUN}.\n`);
  return null;
}

/** A `describe` that is counted as skipped, and says why, where there is no server. */
export function describeMongo(name: string, define: (server: string) => void): void {
  const title = mongoServer === null ? `${name} (${HOW_TO_RUN})` : name;
  describe.skipIf(mongoServer === null)(title, () => define(mongoServer ?? ''));
}

/** The URI of a database nobody else uses. */
export function nameDatabase(server: string, name = `test_${randomBytes(8).toString('hex')}`): string {
  // By hand: an address with several hosts is no URL.
  return server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);
}

export async function dropDatabase(uri: string): Promise<void> {
  const connection = await createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.destroy();
}
