import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type RequestHandler, type Router } from 'express';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { Platform } from '../world/platform.ts';
import { acceptSockets } from './accept-sockets.ts';
import { apiRoutes } from './api-routes.ts';
import { guardHost } from './guard-host.ts';
import { responseUrlRoutes } from './response-url-routes.ts';

const BODY_LIMIT = '2mb';

export interface RunningServer {
  readonly port: number;
  /** Whatever nothing else answers goes to the handler. */
  mount(handler: RequestHandler): void;
  stop(): Promise<void>;
}

/** One HTTP server on loopback for the Web API, response URLs, Socket Mode and the control routes. */
export async function startServer(
  platform: Platform,
  deliveries: Deliveries,
  control: Router,
  wantedPort: number,
): Promise<RunningServer> {
  let port = 0;
  const app = express();
  const server = createServer(app);
  const sockets = acceptSockets(server, platform, deliveries);
  app.disable('x-powered-by');
  app.use(guardHost(() => port));
  app.use(express.json({ limit: BODY_LIMIT }), express.urlencoded({ extended: false, limit: BODY_LIMIT }));
  app.use('/api', apiRoutes(platform, sockets.issueUrl));
  app.use('/sandbox', control);
  app.use(responseUrlRoutes(platform));
  server.listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  port = address.port;
  platform.origin = `http://127.0.0.1:${port}`;
  return {
    port,
    mount: (handler) => void app.use(handler),
    async stop() {
      sockets.stop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
