import { Secret } from '../../src/domain/crypto/secret.ts';
import type { SourceRecord } from '../../src/domain/directory/source-person.ts';
import type { SourceAccess, SourcePage } from '../../src/ports/directory/source.ts';

export function accessOf(secret: string | null, settings: Record<string, string> = {}): SourceAccess {
  return { settings, secret: secret === null ? null : new Secret(secret) };
}

export interface WholeReading {
  readonly people: SourceRecord[];
  readonly gone: string[];
  readonly cursor: string | null;
  readonly pages: number;
}

/** Reads all pages; throws what the reading throws. */
export async function readWhole(pages: AsyncIterable<SourcePage> | null): Promise<WholeReading> {
  const whole: WholeReading = { people: [], gone: [], cursor: null, pages: 0 };
  let { cursor, pages: count } = whole;
  for await (const page of pages ?? []) {
    whole.people.push(...page.people);
    whole.gone.push(...page.gone);
    cursor = page.cursor;
    count += 1;
  }
  return { ...whole, cursor, pages: count };
}

/** The problem of a reading that fails. */
export async function problemOf(reading: Promise<unknown>): Promise<unknown> {
  return reading.then(
    () => 'none',
    (error: { problem?: unknown }) => error.problem ?? error,
  );
}

export const idsOf = ({ people }: WholeReading): string[] => people.map(({ externalId }) => externalId);
