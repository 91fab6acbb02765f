import express, { type Request, type RequestHandler, type Response } from 'express';
import { Secret } from '../../domain/crypto/secret.ts';
import type { ScimServices } from '../../services/scim/scim-services.ts';

export interface TokenDeps {
  readonly createToken: ScimServices['createToken'];
  readonly addressOf: (request: Request) => string;
}

const parseForm = express.text({ type: 'application/x-www-form-urlencoded', limit: 4096, inflate: false });

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4), for identity providers that ask for a token endpoint. Client id and secret come in the
 * body or by Basic authentication (2.3.1).
 */
export function createTokenEndpoint({ createToken, addressOf }: TokenDeps): RequestHandler {
  return async (request, response) => {
    const error = await new Promise<unknown>((resolve) => parseForm(request, response, resolve));
    if (error !== undefined || typeof request.body !== 'string')
      return refuse(response, 400, 'invalid_request');
    const form = new URLSearchParams(request.body);
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(response, 400, 'unsupported_grant_type');
    const [id, secret] = readBasic(request) ?? [form.get('client_id'), form.get('client_secret')];
    if (id === null || secret === null) return refuse(response, 401, 'invalid_client');
    const result = await createToken(id, new Secret(secret), addressOf(request));
    if (result.kind === 'rate_limited') {
      response.setHeader('Retry-After', String(result.retryAfterSeconds));
      return refuse(response, 429, 'temporarily_unavailable');
    }
    if (result.kind === 'forbidden') return refuse(response, 400, 'unauthorized_client');
    if (result.kind === 'unauthorized') return refuse(response, 401, 'invalid_client');
    response.setHeader('Pragma', 'no-cache');
    response.json({
      access_token: result.token.reveal(),
      token_type: 'Bearer',
      expires_in: result.lifetimeSeconds,
      scope: 'scim',
    });
  };
}

function refuse(response: Response, status: number, error: string): void {
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="backupcode"');
  response.status(status).json({ error });
}

/** Both parts are form-encoded before they are joined. */
function readBasic(request: Request): [string, string] | null {
  const [, encoded] = /^basic +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)].map((part) =>
    new URLSearchParams(`v=${part}`).get('v'),
  );
  return id == null || secret == null ? null : [id, secret];
}
