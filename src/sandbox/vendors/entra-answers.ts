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

/** A list; its link to the next page says how many came before. */
export function presentList(request: Request, items: readonly unknown[], pageMax = 100) {
  for (const name of Object.keys(request.query)) {
    if (!['$select', '$filter', '$top', '$skiptoken'].includes(name)) throw badRequest(name);
  }
  const origin = `${request.protocol}://${request.get('host')}`;
  const { $top = '100', $skiptoken = '0' } = request.query;
  const start = Number($skiptoken);
  const end = start + Math.min(Number($top), pageMax);
  if (!Number.isInteger(end) || end <= start) throw badRequest('$top');
  const next = new URL(`${origin}${request.originalUrl}`);
  next.searchParams.set('$skiptoken', String(end));
  return {
    '@odata.context': `${origin}/v1.0/$metadata`,
    value: items.slice(start, end),
    ...(end < items.length ? { '@odata.nextLink': next.href } : {}),
  };
}
