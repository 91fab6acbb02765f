import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { portalStyle } from './portal-style.ts';
import { pageHeaders } from './render-page.ts';

export interface ServedSite {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves pages on this machine. @param build the pages; the origin is known once it is served */
export async function serveSite(
  build: (origin: () => string) => Router,
  port: number,
  onError?: ErrorRequestHandler,
): Promise<ServedSite> {
  let ownPort = 0;
  const origin = (): string => `http://127.0.0.1:${ownPort}`;
  const app = express();
  app.disable('x-powered-by');
  app.use(guardHost(() => ownPort));
  app.use((_request, response, next) => {
    response.set(pageHeaders);
    next();
  });
  app.get('/portal.css', (_request, response) => void response.type('css').send(portalStyle));
  app.use(build(origin));
  if (onError !== undefined) app.use(onError);
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  ownPort = address.port;
  return {
    origin: origin(),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** DNS rebinding: a page on the web can make a browser call loopback, but only under the page's own host name. */
function guardHost(port: () => number): RequestHandler {
  return (request, response, next) => {
    const { host } = request.headers;
    if (host === `127.0.0.1:${port()}` || host === `localhost:${port()}`) next();
    else response.status(403).type('text').send('foreign host');
  };
}
