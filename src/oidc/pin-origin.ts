import type { RequestHandler } from 'express';

/**
 * Replaces the host in a request's headers by our public address. The library builds addresses from them, and a caller must not be able
 * to put another host into a discovery document or a redirect.
 */
export function createPinOrigin(publicUrl: URL): RequestHandler {
  return (request, response, next) => {
    // An absolute request target would override the header.
    if (!request.originalUrl.startsWith('/')) {
      response.status(400).end();
      return;
    }
    request.headers.host = publicUrl.host;
    request.headers['x-forwarded-host'] = publicUrl.host;
    request.headers['x-forwarded-proto'] = publicUrl.protocol.replace(':', '');
    delete request.headers['x-forwarded-for'];
    next();
  };
}
