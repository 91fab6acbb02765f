import type { HomeView } from '@slack/types';
import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';

export type Published =
  /** `hash`: of the view as it is now, to be handed back when it is replaced. */
  | { readonly kind: 'published'; readonly hash: string }
  /** The tab shows another view than the one that was to be replaced. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly why: string };

/** @param hash of the view that is replaced; `null`: whichever there is */
export type PublishHome = (slackUserId: string, view: HomeView, hash: string | null) => Promise<Published>;

const errorSchema = z.object({
  code: z.string().optional(),
  retryAfter: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
});

/** @param client without retries: a newer view may be due by then */
export function createPublishHome(client: WebClient): PublishHome {
  return async function publishHome(slackUserId, view, hash) {
    try {
      const answer = await client.views.publish({
        user_id: slackUserId,
        view,
        ...(hash === null ? {} : { hash }),
      });
      return { kind: 'published', hash: answer.view?.hash ?? '' };
    } catch (error) {
      const { code, retryAfter, data } = errorSchema.safeParse(error).data ?? {};
      if (data?.error === 'hash_conflict') return { kind: 'overtaken' };
      if (code === ErrorCode.RateLimitedError || data?.error === 'ratelimited')
        return { kind: 'limited', retryAfterMs: (retryAfter ?? 30) * 1000 };
      return { kind: 'failed', why: data?.error ?? 'no_answer' };
    }
  };
}
