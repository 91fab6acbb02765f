import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { VendorRefusal } from './vendor-fake.ts';

export function refusal(status: number, code: string, message: string): VendorRefusal {
  const id = randomUUID();
  const innerError = { date: '2026-03-01T12:00:00', 'request-id': id, 'client-request-id': id };
  return new VendorRefusal(status, { error: { code, message, innerError } });
}

export const badRequest = (what: string) => refusal(400, 'Request_BadRequest', `Invalid query: ${what}`);
export const notFound = (id: string) =>
  refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);

/** A list of one page. */
export function presentList(request: Request, value: readonly unknown[]) {
  for (const name of Object.keys(request.query)) {
    if (!['$select', '$filter', '$top'].includes(name)) throw badRequest(name);
  }
  return { '@odata.context': `${request.protocol}://${request.get('host')}/v1.0/$metadata`, value };
}
