import type { z } from 'zod';
import { assertProgress } from '../../vendors/http/assert-progress.ts';
import type { GreytApi, GreytRequest } from './greythr-api.ts';

/** Sizes from 25 to 2,000 are in use. */
const PAGE_SIZE = 500;

/**
 * All pages of a list. Connectors disagree whether the first page is 0 or 1, so the first request names none, and the next ones count from
 * 1. Where the first page is 1, it comes twice, which is allowed here and nowhere else.
 * @throws VendorError
 */
export async function* readPages<Item extends z.ZodType<{ employeeId: string }>>(
  api: GreytApi,
  request: GreytRequest<Item>,
  signal: AbortSignal,
): AsyncGenerator<readonly z.output<Item>[]> {
  const progress = assertProgress();
  let first = '';
  for (let page = 0; ; page += 1) {
    const query = { ...request.query, ...(page === 0 ? {} : { page }), size: PAGE_SIZE };
    const { data, hasNext } = await api.readPage({ ...request, query }, signal);
    const ids = data.map(({ employeeId }) => employeeId);
    const isFirstAgain = page === 1 && ids.join() === first;
    if (page === 0) first = ids.join();
    if (!isFirstAgain) {
      progress.page(ids);
      yield data;
    }
    if (!hasNext) return;
  }
}
