import type { EventEmitter } from 'node:events';

/** Looks again at every change until `find` finds something; at the deadline the error says what was there. */
export function waitUntil<Found>(
  changes: EventEmitter,
  find: () => Found | undefined,
  timeoutMs: number,
  describe: () => string,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      changes.off('change', look);
      settle();
    };
    const look = () => {
      try {
        const found = find();
        if (found !== undefined) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => finish(() => reject(new Error(describe()))), timeoutMs);
    changes.on('change', look);
    look();
  });
}
