import type { Request, Response } from 'express';
import type { Client, ClientScope } from '../domain/clients/client.ts';
import type { Secret } from '../domain/crypto/secret.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { AdmitResult } from '../services/clients/admit-client.ts';
import { readCredential } from './read-credential.ts';
import { getContext } from './request-context.ts';
import { sendError } from './send-error.ts';

export interface AdmitDeps {
  readonly admitClient: (credential: Secret, scope: ClientScope, source: string) => Promise<AdmitResult>;
}

/** Errors that {@link admit} answers itself. */
export const admitErrors = [
  'unauthorized',
  'forbidden',
  'rate_limited',
  'outcome_unknown',
] as const satisfies readonly ErrorCode[];

/** The calling client, if it's allowed to; otherwise `null`, and the request has been answered. */
export async function admit(
  { admitClient }: AdmitDeps,
  request: Request,
  response: Response,
  scope: ClientScope,
): Promise<Client | null> {
  const context = getContext(request);
  const credential = readCredential(request);
  const result: AdmitResult =
    credential === null ? { kind: 'unauthorized' } : await admitClient(credential, scope, context.source);
  if (result.kind !== 'unauthorized') context.clientId = result.client.id;
  if (result.kind === 'admitted') return result.client;
  if (result.kind === 'rate_limited') response.setHeader('Retry-After', String(result.retryAfterSeconds));
  sendError(request, response, result.kind);
  return null;
}
