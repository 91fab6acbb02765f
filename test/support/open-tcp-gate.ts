import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door on loopback to another server, which can be shut and opened again. */
export interface TcpGate {
  readonly port: number;
  /** Takes no more connections and breaks those there are, all in the same instant; resolves when none is left. */
  shut(): Promise<void>;
  open(): void;
  close(): Promise<void>;
}

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
    const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
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
