import type { IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler } from 'express';
import { FORM_POST_MODE } from '../form-post.ts';

const FORM = 'application/x-www-form-urlencoded';
/** ID tokens of large directories take several thousand bytes. */
const FORM_BYTES_MAX = 32_768;

const readForm = express.text({ type: FORM, limit: FORM_BYTES_MAX, inflate: false });

export interface HintTaker {
  readonly handler: RequestHandler;
  readonly takenHint: (request: IncomingMessage) => string | null;
}

/**
 * Takes `id_token_hint` out of authorization requests before the library sees them: the library would accept an expired one of ours, and
 * none of another issuer. It also turns a POST into the GET that means the same (OpenID Connect Core, 3.1.2.1), because for a POST the
 * library needs cookies that are sent from everywhere. And it replaces `response_mode=form_post` by ours.
 */
export function createHintTaker(): HintTaker {
  const taken = new WeakMap<IncomingMessage, string>();

  function take(request: Request, query: URLSearchParams): void {
    const hints = query.getAll('id_token_hint');
    const [hint] = hints;
    // Several stay where they are: the library refuses a repeated parameter.
    if (hint !== undefined && hints.length === 1) {
      if (hint !== '') taken.set(request, hint);
      query.delete('id_token_hint');
    }
    const modes = query.getAll('response_mode');
    if (modes.length === 1 && modes[0] === 'form_post') query.set('response_mode', FORM_POST_MODE);
    request.url = `${pathOf(request.url)}?${query}`;
  }

  return {
    handler: (request, response, next) => {
      if (request.method === 'POST' && request.is(FORM) !== false && request.is(FORM) !== null) {
        readForm(request, response, (error: unknown) => {
          if (error !== undefined) return next(error);
          request.method = 'GET';
          delete request.headers['content-type'];
          delete request.headers['content-length'];
          take(request, new URLSearchParams(String(request.body ?? '')));
          next();
        });
        return;
      }
      if (request.method === 'GET') take(request, new URLSearchParams(queryOf(request.url)));
      next();
    },
    takenHint: (request) => taken.get(request) ?? null,
  };
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}

/** Everything after the first question mark: later ones are part of a parameter (RFC 3986, 3.4). */
function queryOf(url: string): string {
  return url.slice(pathOf(url).length + 1);
}
