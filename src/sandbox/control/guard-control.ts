import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** An EventSource cannot send headers, so the token may also stand in the query. */
function tokenOf(request: Request): string {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { token } = request.query;
  return bearer ?? (typeof token === 'string' ? token : '');
}

/** Control routes act as anybody: only for holders of the run's token, and for no page but the sandbox's own. */
export function guardControl(controlToken: string, origin: () => string): RequestHandler {
  return (request, response, next) => {
    const from = request.headers.origin;
    if (from !== undefined && from !== origin()) {
      response.status(403).json({ error: 'foreign_origin' });
    } else if (!timingSafeEqual(digest(tokenOf(request)), digest(controlToken))) {
      response.status(401).json({ error: 'control_token_required' });
    } else next();
  };
}
