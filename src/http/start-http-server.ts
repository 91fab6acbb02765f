import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds. */
export interface HttpTimeouts {
  /** for a request's headers to arrive */
  readonly headers: number;
  /** for a whole request to arrive */
  readonly request: number;
  /** a connection may stay open without a request */
  readonly keepAlive: number;
  /** for running requests to finish when the server closes */
  readonly close: number;
}

const defaultTimeouts: HttpTimeouts = { headers: 5000, request: 10_000, keepAlive: 5000, close: 10_000 };
const HEADER_BYTES_MAX = 8192;

export interface HttpServerOptions {
  readonly app: RequestListener;
  readonly host: string;
  /** 0 for any free port */
  readonly port: number;
  readonly timeouts?: Partial<HttpTimeouts>;
}

export interface HttpServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops accepting requests, lets running ones finish within the time-out, then cuts them off. Idempotent. */
  close(): Promise<void>;
}

/**
 * Listens. Slow senders are cut off, so they can't hold connections open indefinitely (Slowloris).
 * @throws Error if it can't listen at the address
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: Math.min(1000, timeouts.headers),
    maxHeaderSize: HEADER_BYTES_MAX,
  });
  const connections = trackConnections(server);
  server.on('request', options.app);
  await listen(server, options);
  let closed: Promise<void> | null = null;
  return {
    url: urlOf(server, options.host),
    close() {
      closed ??= close(server, connections, timeouts.close);
      return closed;
    },
  };
}

interface Connections {
  /** From now on, a connection closes when its request ends. */
  endWhenIdle(): void;
}

/**
 * Node counts a connection as idle only after its first request, so a silent connection would keep the server from closing.
 */
function trackConnections(server: Server): Connections {
  const idle = new Set<Socket>();
  let isEnding = false;
  const rest = (socket: Socket): void => {
    if (isEnding) socket.destroySoon();
    else if (!socket.destroyed) idle.add(socket);
  };
  server.on('connection', (socket) => {
    rest(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => rest(socket));
  });
  return {
    endWhenIdle() {
      isEnding = true;
      for (const socket of idle) socket.destroy();
    },
  };
}

async function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => reject(explainListening(error, host, port));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/** What the operator can do if the address isn't available. */
function explainListening(error: Error, host: string, port: number): Error {
  switch ('code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is taken by another program, or by another Backupcode. Stop that one, or choose another port: \`backupcode start --port ${port === 65_535 ? 3000 : port + 1}\`, or HTTP_PORT`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(
        `This user may not use port ${port}. Choose one above 1023: \`backupcode start --port 3000\`, or HTTP_PORT`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HTTP_HOST is no address of this machine: ${host}`, { cause: error });
    default:
      return error;
  }
}

async function close(server: Server, connections: Connections, timeoutMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    connections.endWhenIdle();
  });
  clearTimeout(cut);
}

/** An address at which this machine can reach the server. */
function urlOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${address.port}`;
}
