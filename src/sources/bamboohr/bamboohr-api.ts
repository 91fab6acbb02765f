import { z } from 'zod';
import type { SourceAccess } from '../../ports/directory/source.ts';
import { VendorError } from '../../ports/vendor.ts';
import { createVendorClient } from '../../vendors/http/vendor-client.ts';
import type { Judge, VendorRequest } from '../../vendors/http/vendor-request.ts';
import type { SourceWorld } from '../source-world.ts';
import { type BambooPerson, bambooFields, bambooPerson, bambooRequiredFields } from './bamboohr-person.ts';

const MS_PER_MINUTE = 60_000;
/** BambooHR makes a report while we wait. */
const limits = { timeoutMs: 2 * MS_PER_MINUTE };

const fields = z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })).nullish();
const report = z.object({ fields, employees: z.array(bambooPerson) });
const idReport = z.object({ employees: z.array(z.object({ id: z.coerce.number().int().positive() })) });

const changes = z.object({
  latest: z.string().nullish(),
  employees: z.record(z.string(), z.object({ action: z.string() })),
});

export type ReportFilters =
  | { readonly employeeIds: readonly number[] }
  | { readonly lastChanged: { readonly value: string; readonly includeNull: 'no' } };

/** Reads one company. */
export interface BambooApi {
  /** Ids of everybody. @throws VendorError */
  readIds(signal: AbortSignal): Promise<number[]>;
  /** The people that the filters leave. @throws VendorError */
  readReport(filters: ReportFilters, signal: AbortSignal): Promise<readonly BambooPerson[]>;
  /** `null` if BambooHR does not accept the time. @throws VendorError */
  findChanges(since: string, signal: AbortSignal): Promise<z.output<typeof changes> | null>;
}

/** Its texts are sentences in a header, so there is no code to show. */
const judge: Judge = ({ status }) => ({ problem: status === 404 ? 'unknown_account' : null });

export function openBambooApi(world: SourceWorld, access: SourceAccess): BambooApi {
  const { company, url } = access.settings;
  const key = access.secret?.reveal().trim() ?? '';
  if (key === '') throw new VendorError('credential_refused', 'no credential');
  const client = createVendorClient(world, {
    baseUrl: url ?? `https://${company}.bamboohr.com`,
    judge,
    limits,
  });
  const authorization = `Basic ${Buffer.from(`${key}:x`).toString('base64')}`;
  return {
    async readIds(signal) {
      const request = reportRequest(authorization, { fields: ['status'] }, signal);
      const { body } = await client.send({ ...request, schema: idReport });
      return body.employees.map(({ id }) => id);
    },
    async readReport(filters, signal) {
      const request = reportRequest(authorization, { fields: bambooFields, filters }, signal);
      const { body } = await client.send({ ...request, schema: report });
      assertPermitted(body.fields);
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
  content: { readonly fields: readonly string[]; readonly filters?: ReportFilters },
  signal: AbortSignal,
): Omit<VendorRequest<z.ZodType>, 'schema'> {
  return {
    method: 'POST',
    path: '/api/v1/reports/custom',
    // With people who start later.
    query: { format: 'json', onlyCurrent: 'false' },
    headers: { authorization },
    json: { title: 'Backupcode', ...content },
    isSafe: true,
    signal,
  };
}

/** The report lists the fields that it holds. */
function assertPermitted(given: z.output<typeof fields>): void {
  const seen = new Set((given ?? []).map(({ id }) => id));
  const missing = bambooRequiredFields.filter((name) => !seen.has(name));
  if (missing.length > 0) throw new VendorError('not_permitted', `fields ${missing.join(', ')}`);
}
