import type { ModalView } from '@slack/types';
import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';

export type ModalOutcome =
  | { readonly kind: 'shown'; readonly viewId: string }
  /** The trigger's three seconds were over, or it was used before (S3). Another click brings a new one. */
  | { readonly kind: 'expired' }
  /** It may not be shown. `why` is Slack's error word, if there is one. */
  | { readonly kind: 'failed'; readonly why: string };

/** Modals, each with one attempt: the person waiting can press the button again. Never a code: a view is no ephemeral of ours to hide. */
export interface Modals {
  /** @param triggerId of a command, a click or a shortcut: it works once, for three seconds */
  open(triggerId: string, view: ModalView): Promise<ModalOutcome>;
  /** On top of the modal in which the click was. */
  push(triggerId: string, view: ModalView): Promise<ModalOutcome>;
  /** In place of a modal that is open. */
  update(viewId: string, view: ModalView): Promise<ModalOutcome>;
}

/** @param client without retries */
export function createModals(client: WebClient): Modals {
  return {
    open: (triggerId, view) => show(() => client.views.open({ trigger_id: triggerId, view })),
    push: (triggerId, view) => show(() => client.views.push({ trigger_id: triggerId, view })),
    update: (viewId, view) => show(() => client.views.update({ view_id: viewId, view })),
  };
}

const EXPIRED = ['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged'];

async function show(
  call: () => Promise<{ readonly view?: { readonly id?: string } }>,
): Promise<ModalOutcome> {
  try {
    const { view } = await call();
    return { kind: 'shown', viewId: view?.id ?? '' };
  } catch (error) {
    const why = readSlackWord(error);
    return EXPIRED.includes(why) ? { kind: 'expired' } : { kind: 'failed', why };
  }
}

/** Slack's own error word and nothing else: the error object carries the request with it. */
const errorSchema = z.object({
  code: z.string().optional(),
  data: z.object({ error: z.string() }).optional(),
});

function readSlackWord(error: unknown): string {
  const { code, data } = errorSchema.safeParse(error).data ?? {};
  return data?.error ?? (code === ErrorCode.RateLimitedError ? 'ratelimited' : 'no_answer');
}
