import { z } from 'zod';
import type { CodeStatus } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { readIfPermitted } from '../require-permission.ts';

const optionalText = z.string().nullish().catch(null);
const signIns = z.object({
  value: z.array(
    z.object({
      createdDateTime: z.string(),
      ipAddress: optionalText,
      location: z.object({ city: optionalText, countryOrRegion: optionalText }).nullish().catch(null),
      authenticationDetails: z
        .array(z.object({ authenticationMethod: optionalText, succeeded: z.boolean().nullish() }))
        .nullish()
        .catch(null),
    }),
  ),
});
const methods = z.object({
  value: z.array(z.object({ '@odata.type': z.string(), createdDateTime: optionalText })),
});

type Use = Pick<CodeStatus, 'usedAt' | 'usedFrom' | 'enrolledAt'>;

/** Neither is a factor that a person enrols. */
const notEnrolled = new Set([
  '#microsoft.graph.passwordAuthenticationMethod',
  '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
]);

/** When and from where a pass was used, and what was enrolled afterwards, as far as the application may read it. */
export async function readEntraUse(
  graph: VendorClient,
  userId: string,
  since: number,
  signal: AbortSignal,
): Promise<Use> {
  const signIn = await readIfPermitted(readSignIn(graph, userId, since, signal));
  const usedAt = signIn?.at ?? null;
  const enrolledAt = await readIfPermitted(readEnrolment(graph, userId, usedAt ?? since, signal));
  return { usedAt, usedFrom: signIn?.from ?? null, enrolledAt };
}

/** Only the beta of this list says by which method a person signed in. */
export async function readSignIn(graph: VendorClient, userId: string, since: number, signal: AbortSignal) {
  const { body } = await graph.send({
    path: '/beta/auditLogs/signIns',
    query: {
      $filter: `userId eq '${userId.replaceAll("'", "''")}' and createdDateTime ge ${new Date(since).toISOString()}`,
      $top: 100,
    },
    schema: signIns,
    signal,
  });
  const [first] = body.value
    .filter(({ authenticationDetails }) =>
      authenticationDetails?.some(
        ({ authenticationMethod, succeeded }) =>
          succeeded === true && authenticationMethod?.toLowerCase() === 'temporary access pass',
      ),
    )
    .map(({ createdDateTime, ipAddress, location }) => ({
      at: Date.parse(createdDateTime),
      from: [ipAddress, location?.city, location?.countryOrRegion].filter(Boolean).join(', ') || null,
    }))
    .filter(({ at }) => at >= since)
    .sort((one, other) => one.at - other.at);
  return first ?? null;
}

export async function readEnrolment(graph: VendorClient, userId: string, since: number, signal: AbortSignal) {
  const { body } = await graph.send({
    path: `/v1.0/users/${encodeURIComponent(userId)}/authentication/methods`,
    schema: methods,
    signal,
  });
  const times = body.value
    .filter(({ '@odata.type': type }) => !notEnrolled.has(type))
    .map(({ createdDateTime }) => Date.parse(createdDateTime ?? ''))
    .filter((at) => at >= since);
  return times.length === 0 ? null : Math.min(...times);
}
