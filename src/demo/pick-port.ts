import { createServer } from 'node:net';

/** The one that the pages of documentation name, or any free one if another program has it: 0. */
export async function pickPort(wanted: number): Promise<number> {
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '127.0.0.1', () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return isFree ? wanted : 0;
}
