import { once } from 'node:events';
import type { Server } from 'node:http';

/** Lets a server listen on a free port. @returns where it is */
export async function createServerUrl(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}
