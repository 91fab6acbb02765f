import { z } from 'zod';
import type { CodeStatus } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

/** OneLogin's numbers of kinds of events. */
const SIGNED_IN = 5;
const ENROLLED_DEVICE = 22;

const event = z.object({
  created_at: z.iso.datetime({ offset: true }).transform((time) => Date.parse(time)),
  ipaddr: z.string().nullish(),
  otp_device_id: z.union([z.number(), z.string()]).nullish(),
});
type OneLoginEvent = z.output<typeof event>;
const eventList = z.object({ data: z.array(event).nullish() });

/**
 * What became of a token. OneLogin has no event of a token's use that is known, so the first sign-in to OneLogin afterwards counts, unless
 * the event names another device: without their second factor, the person has no other way in.
 */
export async function readStatus(
  oneLogin: VendorClient,
  userId: string,
  reference: string | null,
  since: number,
  signal: AbortSignal,
): Promise<CodeStatus> {
  const signIns = await readEvents(oneLogin, userId, SIGNED_IN, since, signal);
  const use = signIns.find((signIn) => isByToken(signIn, reference));
  if (use === undefined) return { state: 'usable', usedAt: null, usedFrom: null, enrolledAt: null };
  const [enrolled] = await readEvents(oneLogin, userId, ENROLLED_DEVICE, use.created_at, signal);
  return {
    state: 'used',
    usedAt: use.created_at,
    usedFrom: use.ipaddr ?? null,
    enrolledAt: enrolled?.created_at ?? null,
  };
}

/** The earliest first. One answer, some 50 events, is enough: the time and the kind leave few. */
async function readEvents(
  oneLogin: VendorClient,
  userId: string,
  kind: number,
  since: number,
  signal: AbortSignal,
): Promise<OneLoginEvent[]> {
  const { body } = await oneLogin.send({
    path: '/api/1/events',
    query: { user_id: userId, event_type_id: kind, since: new Date(since).toISOString() },
    schema: eventList,
    signal,
  });
  const later = (body.data ?? []).filter(({ created_at: time }) => time >= since);
  return later.sort((one, other) => one.created_at - other.created_at);
}

/** A token's reference ends with the number of its device. */
function isByToken({ otp_device_id: device }: OneLoginEvent, reference: string | null): boolean {
  const own = /(\d+)$/.exec(reference ?? '')?.[1];
  return device === null || device === undefined || own === undefined || String(device) === own;
}
