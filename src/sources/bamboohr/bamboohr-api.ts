import { z } from 'zod';
import { type SourceAccess, SourceError } from '../../ports/source.ts';
import { createVendorClient } from '../http/vendor-client.ts';
import type { Judge, VendorRequest } from '../http/vendor-request.ts';
import type { SourceWorld } from '../source-world.ts';
import { bambooFields, bambooRequiredFields } from './bamboohr-person.ts';

const MS_PER_MINUTE = 60_000;
/** A report of 100,000 people is some 40 MB, and BambooHR sends it in one piece. */
const limits = { timeoutMs: 5 * MS_PER_MINUTE, answerBytesMax: 128 * 1024 * 1024 };

const report = z.object({
  fields: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })).nullish(),
  // Each row is checked when its page is told: a second copy of all of them would cost memory.
  employees: z.array(z.unknown()),
});

const changes = z.object({
  latest: z.string().nullish(),
  employees: z.record(z.string(), z.object({ action: z.string() })),
});

export type ReportFilters =
  | { readonly employeeIds: readonly number[] }
  | { readonly lastChanged: { readonly value: string; readonly includeNull: 'no' } };

/** Reads one company. */
export interface BambooApi {
  /** Rows of the people that the filters leave; all without filters. @throws SourceError */
  readReport(filters: ReportFilters | null, signal: AbortSignal): Promise<readonly unknown[]>;
  /** `null` if BambooHR does not accept the time. @throws SourceError */
  findChanges(since: string, signal: AbortSignal): Promise<z.output<typeof changes> | null>;
}

/** Its texts are sentences in a header, so there is no code to show. */
const judge: Judge = ({ status }) => ({ problem: status === 404 ? 'unknown_account' : null });

export function openBambooApi(world: SourceWorld, access: SourceAccess): BambooApi {
  const { company, url } = access.settings;
  const key = access.secret?.reveal().trim() ?? '';
  if (key === '') throw new SourceError('credential_refused', 'no credential');
  const client = createVendorClient(world, {
    baseUrl: url ?? `https://${company}.bamboohr.com`,
    judge,
    limits,
  });
  const authorization = `Basic ${Buffer.from(`${key}:x`).toString('base64')}`;
  return {
    async readReport(filters, signal) {
      const { body } = await client.send(reportRequest(authorization, filters, signal));
      assertPermitted(body);
      return body.employees;
    },
    async findChanges(since, signal) {
      const answer = await client.find(
        {
          path: '/api/v1/employees/changed',
          query: { since },
          headers: { authorization },
          schema: changes,
          signal,
        },
        [400],
      );
      return answer?.body ?? null;
    },
  };
}

function reportRequest(
  authorization: string,
  filters: ReportFilters | null,
  signal: AbortSignal,
): VendorRequest<typeof report> {
  return {
    method: 'POST',
    path: '/api/v1/reports/custom',
    // With people who start later.
    query: { format: 'json', onlyCurrent: 'false' },
    headers: { authorization },
    json: { title: 'Backupcode', fields: bambooFields, ...(filters === null ? {} : { filters }) },
    isSafe: true,
    schema: report,
    signal,
  };
}

function assertPermitted({ fields, employees }: z.output<typeof report>): void {
  const [first] = employees;
  const seen = new Set([...(fields ?? []).map(({ id }) => id), ...Object.keys(first ?? {})]);
  const missing = bambooRequiredFields.filter((name) => !seen.has(name));
  if (missing.length > 0) throw new SourceError('not_permitted', `fields ${missing.join(', ')}`);
}
