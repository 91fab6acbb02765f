import { z } from 'zod';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

const activities = z.object({
  items: z
    .array(
      z.object({
        id: z.object({ time: z.string() }),
        ipAddress: z.string().nullish(),
        events: z.array(
          z.object({
            name: z.string().nullish(),
            parameters: z
              .array(z.object({ name: z.string(), multiValue: z.array(z.string()).nullish() }))
              .nullish(),
          }),
        ),
      }),
    )
    .nullish(),
});

type Event = NonNullable<z.output<typeof activities>['items']>[number]['events'][number];

const isByCode = ({ parameters }: Event): boolean =>
  parameters?.some(
    ({ name, multiValue }) =>
      name === 'login_challenge_method' && multiValue?.includes('backup_code') === true,
  ) === true;

/** The first sign-in with a backup code; `null` if the log has none, which may be hours behind. */
export async function readGoogleUse(
  reports: VendorClient,
  userId: string,
  since: number,
  signal: AbortSignal,
): Promise<{ readonly at: number; readonly from: string | null } | null> {
  const { body } = await reports.send({
    path: `/admin/reports/v1/activity/users/${encodeURIComponent(userId)}/applications/login`,
    query: { eventName: 'login_success', startTime: new Date(since).toISOString(), maxResults: 100 },
    schema: activities,
    signal,
  });
  const [first] = (body.items ?? [])
    .filter(({ events }) => events.some(isByCode))
    .map(({ id, ipAddress }) => ({ at: Date.parse(id.time), from: ipAddress ?? null }))
    .filter(({ at }) => at >= since)
    .sort((one, other) => one.at - other.at);
  return first ?? null;
}
