import type { Secret } from '../../../domain/crypto/secret.ts';
import type { StoreState } from '../../../ports/store.ts';
import { connectToMongo } from './connect.ts';

const PATIENCE_MS = 5000;

/**
 * Whether the database has anything of ours, without making anything. Indexes are brought up to date at every opening, so it is
 * never `older`.
 * @throws StoreUnavailableError, MongoUnfitError
 */
export async function findMongoState(uri: Secret): Promise<StoreState> {
  const connection = await connectToMongo(uri, {
    serverSelectionTimeoutMs: PATIENCE_MS,
    answerTimeoutMs: PATIENCE_MS,
  });
  try {
    const [found] = await connection
      .getClient()
      .db(connection.name)
      .listCollections({ name: 'organizations' })
      .toArray();
    return found === undefined ? 'missing' : 'current';
  } finally {
    await connection.close();
  }
}
