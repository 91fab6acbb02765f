import type { RequestHandler } from 'express';

/**
 * Makes the public address the one under which a request seems to have come, whatever its headers say: the library builds addresses
 * from them, and a caller must not be able to put another host into a discovery document or a redirect.
 */
export function createPinOrigin(publicUrl: URL): RequestHandler {
  return (request, response, next) => {
    // The absolute form of a request target would win over the header.
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
