import type { Client } from '../../domain/clients/client.ts';

/** `lastUsedAt` is for people who clean up. To the minute is enough, and saves a write for every request. */
const LAST_USED_STEP_MS = 60_000;

/** Whether a use now is to be recorded as the client's last. */
export function shouldRecordUse({ lastUsedAt }: Pick<Client, 'lastUsedAt'>, now: number): boolean {
  return lastUsedAt === null || now - lastUsedAt >= LAST_USED_STEP_MS;
}
