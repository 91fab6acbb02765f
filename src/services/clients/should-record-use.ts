import type { Client } from '../../domain/clients/client.ts';

/** `lastUsedAt` is for people who clean up: to the minute is enough, and spares a write for every request. */
const LAST_USED_STEP_MS = 60_000;

/** Whether a use now is to be written down as a service's last one. */
export function shouldRecordUse({ lastUsedAt }: Pick<Client, 'lastUsedAt'>, now: number): boolean {
  return lastUsedAt === null || now - lastUsedAt >= LAST_USED_STEP_MS;
}
