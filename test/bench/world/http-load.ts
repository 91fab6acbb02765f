import type { LoadResult } from './loads.ts';
import { post } from './post.ts';

/** Requests to an endpoint, so many at a time, each until it has been answered 200. */
export interface HttpLoad {
  readonly kind: 'requests';
  readonly url: string;
  /** By turns: a service may limit how much it takes from one. */
  readonly authorizations: readonly string[];
  readonly atOnce: number;
  readonly bodies: readonly string[];
}

export async function runHttpLoad(load: HttpLoad): Promise<LoadResult> {
  const { bodies, url, authorizations } = load;
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      const body = bodies[index] ?? '';
      const begunAt = performance.now();
      const headers = {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        authorization: authorizations[index % authorizations.length] ?? '',
      };
      const answer = await post(url, headers, body);
      if (answer.status !== 200) throw new Error(`A request was answered ${answer.status}: ${answer.body}`);
      latenciesMs.push(performance.now() - begunAt);
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, lane));
  return { tookMs: performance.now() - startedAt, latenciesMs };
}
