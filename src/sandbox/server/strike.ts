import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import type { Fault } from '../world/faults.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Carries out a call under a fault. `latency` is slow but right; `lost-reply` takes effect and then the line is
 * cut; `drop` cuts the line before anything happens; the rest answer without doing anything.
 */
export async function strike(
  fault: Fault | undefined,
  run: () => Answer,
  refuse: (error: string) => Answer,
): Promise<{ answer: Answer; isCut: boolean }> {
  switch (fault?.kind) {
    case 'latency':
      await wait(fault.ms ?? 0);
      return { answer: run(), isCut: false };
    case 'lost-reply':
      return { answer: run(), isCut: true };
    case 'drop':
      return { answer: { status: 0, headers: {}, body: {} }, isCut: true };
    case 'error':
      return { answer: refuse(fault.error ?? 'internal_error'), isCut: false };
    case 'http500':
      return { answer: { status: 500, headers: {}, body: 'Internal Server Error' }, isCut: false };
    case 'ratelimit': {
      const headers = { 'retry-after': String(fault.retryAfterS ?? 1) };
      return { answer: { status: 429, headers, body: { ok: false, error: 'ratelimited' } }, isCut: false };
    }
    default:
      return { answer: run(), isCut: false };
  }
}

export function reply(response: Response, { status, headers, body }: Answer, isCut: boolean): void {
  if (isCut) {
    response.socket?.destroy();
    return;
  }
  response.status(status).set(headers);
  if (typeof body === 'string') response.type('text').send(body);
  else response.json(body);
}
