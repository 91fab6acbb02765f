import { z } from 'zod';
import type { TestedProvider } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { readIfPermitted, requirePermission } from '../require-permission.ts';
import { limitsOf, readMemberships, readPassPolicy } from './entra-policy.ts';
import { readOtherRoles } from './entra-roles.ts';
import { readEnrolment, readSignIn } from './read-entra-use.ts';

const users = z.object({ value: z.array(z.object({ id: z.string().min(1) })) });

/**
 * Reads everything that the other methods read, of any one person.
 * @param provePasses proves that passes may be read, made and ended; throws a VendorError otherwise
 */
export async function testEntra(
  graph: VendorClient,
  provePasses: (userId: string) => Promise<void>,
  signal: AbortSignal,
): Promise<TestedProvider> {
  const policy = await readPassPolicy(graph, signal);
  const reading = graph.send({
    path: '/v1.0/users',
    query: { $select: 'id', $top: 1 },
    schema: users,
    signal,
  });
  const { body } = await requirePermission('User.Read.All', reading);
  const [min, max] = limitsOf(policy);
  const facts = {
    state: policy.state,
    minutes: `${min}-${max}`,
    alwaysOnce: policy.isUsableOnce === true ? 'yes' : 'no',
    ...(policy.defaultLength ? { length: String(policy.defaultLength) } : {}),
  };
  const [user] = body.value;
  if (user === undefined) return { facts };
  await provePasses(user.id);
  await readMemberships(graph, user.id, signal);
  const isReadable = async (asking: Promise<unknown>) =>
    (await readIfPermitted(asking.then(() => 'yes'))) ?? 'no';
  return {
    facts: {
      ...facts,
      readsRoles: (await readOtherRoles(graph, user.id, signal)) === null ? 'no' : 'yes',
      readsEnrolment: await isReadable(readEnrolment(graph, user.id, 0, signal)),
      readsSignIns: await isReadable(readSignIn(graph, user.id, 0, signal)),
    },
  };
}
