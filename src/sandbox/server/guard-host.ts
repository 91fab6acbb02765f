import type { RequestHandler } from 'express';

/** DNS rebinding: a page on the web can make a browser call loopback, but only under the page's own host name. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

export function guardHost(port: () => number): RequestHandler {
  return (request, response, next) => {
    if (isOwnHost(request.headers.host, port())) next();
    else response.status(403).type('text').send('foreign host');
  };
}
