import { createDispatcher, type DispatcherOptions } from '../../src/services/notices/dispatch-notices.ts';

/**
 * Sends everything that is due, with no pause between posts.
 * @throws what a send has thrown
 */
export async function dispatchAll(
  options: Pick<DispatcherOptions, 'outbox' | 'clock' | 'sendNotice' | 'slackTenantIds'> &
    Partial<DispatcherOptions>,
): Promise<void> {
  const errors: unknown[] = [];
  const { dispatch, stop } = createDispatcher({
    sleep: async () => undefined,
    onFree: () => undefined,
    onError: (error) => void errors.push(error),
    ...options,
  });
  while ((await dispatch()) > 0 || errors.length > 0) {
    // It may be used after that: a stop waits for what is under way, and no more.
    await stop();
    if (errors.length > 0) throw errors[0];
  }
}
