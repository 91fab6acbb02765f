import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestKeys } from './test-keys.ts';

/**
 * Opens the store a `DATABASE_URL` names, in this process or a child's.
 * @param url `sqlite:/path/to/file` or `mongodb://...`
 */
export async function openTestStore(url: string, keys: KeyRing = createTestKeys()): Promise<Store> {
  if (url.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('../../src/storage/sqlite/open-sqlite-store.ts');
    return openSqliteStore({ path: url.slice('sqlite:'.length), keys, waitMsMax: 60_000 });
  }
  const { openMongoStore } = await import('../../src/storage/mongo/open-mongo-store.ts');
  return openMongoStore({ uri: new Secret(url), keys, waitMsMax: 60_000 });
}
