import type { Request } from 'express';
import { VendorRefusal } from './vendor-fake.ts';

export interface GoogleFakePerson {
  readonly id: string;
  readonly primaryEmail: string;
  readonly [field: string]: unknown;
}

export function allowOnly({ query }: Request, names: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalid(unknown);
}

export function refusal(code: number, reason: string, message: string, status: string): VendorRefusal {
  return new VendorRefusal(code, {
    error: { code, message, errors: [{ domain: 'global', reason, message }], status },
  });
}

export const invalid = (field: string) =>
  refusal(400, 'invalid', `Invalid Input: ${field}`, 'INVALID_ARGUMENT');
