import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A door on loopback to another server, which can be shut and opened again. */
export interface TcpGate {
  readonly port: number;
  /**
   * Takes no more connections and breaks those there are, one after another; resolves when none is left.
   *
   * Not all at once, and that is a gap in what is tested: MongoDB's driver (7.8.0) waits for ever for a command that it
   * writes to a socket already destroyed but not yet closed. If all its connections break in the same instant and the
   * server offers no streaming heartbeat, its heartbeat can be that command, and then it never finds the server again.
   */
  shut(): Promise<void>;
  open(): void;
  close(): Promise<void>;
}

const BETWEEN_BREAKS_MS = 10;

export async function openTcpGate(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) return void client.destroy();
    join(client, connect(target.port, target.host));
  });

  function join(client: Socket, upstream: Socket): void {
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    client.pipe(upstream).pipe(client);
  }

  async function shut(): Promise<void> {
    isOpen = false;
    for (const socket of sockets) {
      socket.destroy();
      await sleep(BETWEEN_BREAKS_MS);
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    shut,
    open: () => {
      isOpen = true;
    },
    async close() {
      await shut();
      server.close();
      await once(server, 'close');
    },
  };
}
