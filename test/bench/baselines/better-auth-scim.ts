import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { scim } from '@better-auth/scim';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { createDatabase } from '../world/open-bench-store.ts';
import type { ScimServer } from '../world/open-scim-server.ts';

const TOKEN = 'a-token-of-more-than-thirty-two-characters';

const connections = [{ id: 'bench', credentials: [{ type: 'bearer' as const, id: 'bench', token: TOKEN }] }];

/** better-auth with its SCIM plugin behind a socket, on a SQLite that is as durable as ours. */
export async function openBetterAuthScim(): Promise<ScimServer> {
  const file = await createDatabase('sqlite');
  const database = new DatabaseSync(file.path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const options = {
    database,
    secret: 'a secret of thirty-two characters',
    baseURL: 'http://localhost:3000',
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    // Its types are not made for `exactOptionalPropertyTypes`.
    plugins: [scim({ connections }) as unknown as BetterAuthPlugin],
  };
  await (await getMigrations(options)).runMigrations();
  const server = createServer(toNodeHandler(betterAuth(options)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('better-auth has no port');
  return {
    url: `http://127.0.0.1:${address.port}/api/auth/scim/v2`,
    token: TOKEN,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
      await file.drop();
    },
  };
}
