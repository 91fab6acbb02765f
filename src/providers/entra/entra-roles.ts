import { z } from 'zod';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { readIfPermitted } from '../require-permission.ts';

const assignments = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Roles that membership doesn't show: of one administrative unit, and those that a person may activate when they need them.
 * @returns `null` where the application may not read them
 */
export async function readOtherRoles(
  graph: VendorClient,
  userId: string,
  signal: AbortSignal,
): Promise<boolean | null> {
  const read = async (list: string) => {
    const { body } = await graph.send({
      path: `/v1.0/roleManagement/directory/${list}`,
      query: { $filter: `principalId eq '${userId.replaceAll("'", "''")}'` },
      schema: assignments,
      signal,
    });
    return body.value.length > 0;
  };
  const assigned = await readIfPermitted(read('roleAssignments'));
  if (assigned !== false) return assigned;
  // Without the licence for it, the tenant has no roles to be activated, and Graph refuses the list.
  return (await readIfPermitted(read('roleEligibilityScheduleInstances'))) ?? false;
}
