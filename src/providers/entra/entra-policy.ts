import { z } from 'zod';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { requirePermission } from '../require-permission.ts';

const target = z.object({ id: z.string(), targetType: z.string().nullish() });
const passPolicy = z.object({
  state: z.string(),
  defaultLength: z.number().nullish(),
  minimumLifetimeInMinutes: z.number().nullish(),
  maximumLifetimeInMinutes: z.number().nullish(),
  isUsableOnce: z.boolean().nullish(),
  includeTargets: z.array(target).nullish(),
  excludeTargets: z.array(target).nullish(),
});
export type EntraPassPolicy = z.output<typeof passPolicy>;

/** What Graph takes of any tenant. */
const MINUTES_MIN = 10;
const MINUTES_MAX = 43_200;

export async function readPassPolicy(graph: VendorClient, signal: AbortSignal): Promise<EntraPassPolicy> {
  const reading = graph.send({
    path: '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass',
    schema: passPolicy,
    signal,
  });
  const { body } = await requirePermission('Policy.Read.AuthenticationMethod', reading);
  return body;
}

export function limitsOf(policy: EntraPassPolicy | null): readonly [number, number] {
  const { minimumLifetimeInMinutes: min, maximumLifetimeInMinutes: max } = policy ?? {};
  return [Math.max(min ?? MINUTES_MIN, MINUTES_MIN), Math.min(max ?? MINUTES_MAX, MINUTES_MAX)];
}

/** Narrowed to the limits; a fraction of a minute is left out. */
export function narrowMinutes(minutes: number, [min, max]: readonly [number, number]): number {
  return Math.min(Math.max(Math.floor(minutes), min), max);
}

/** What a person is a member of, by groups within groups, too. */
export interface EntraMemberships {
  readonly ids: ReadonlySet<string>;
  readonly hasRole: boolean;
}

const memberships = z.object({
  value: z.array(z.object({ '@odata.type': z.string(), id: z.string().min(1) })),
  '@odata.nextLink': z.string().min(1).nullish(),
});

export async function readMemberships(
  graph: VendorClient,
  userId: string,
  signal: AbortSignal,
): Promise<EntraMemberships> {
  const first = `/v1.0/users/${encodeURIComponent(userId)}/transitiveMemberOf`;
  const pages = readPages(
    async (next) => {
      const query = next === null ? { query: { $select: 'id', $top: 999 } } : {};
      const reading = graph.send({ path: next ?? first, ...query, schema: memberships, signal });
      const { body } = await requirePermission('User.Read.All', reading);
      return { items: body.value, next: body['@odata.nextLink'] ?? null };
    },
    ({ id }) => id,
  );
  const ids = new Set<string>();
  let hasRole = false;
  for await (const page of pages) {
    for (const { id, '@odata.type': type } of page) {
      ids.add(id);
      hasRole ||= type === '#microsoft.graph.directoryRole';
    }
  }
  return { ids, hasRole };
}

/** Whether the policy lets the person sign in with a pass. What it excludes wins over what it includes. */
export function isInScope(
  { includeTargets, excludeTargets }: EntraPassPolicy,
  userId: string,
  { ids }: Pick<EntraMemberships, 'ids'>,
): boolean {
  const isMeant = ({ id }: { readonly id: string }) => id === 'all_users' || id === userId || ids.has(id);
  return (includeTargets ?? []).some(isMeant) && !(excludeTargets ?? []).some(isMeant);
}
