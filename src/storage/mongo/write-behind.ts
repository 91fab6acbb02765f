import type { ClientSession } from 'mongoose';
import type { Operate } from './operate.ts';

/** Writes of one transaction that wait to be made together: at its end, or before something reads what they wrote. */
export interface WriteBehind<Item> {
  add(item: Item): void;
  /** Part of a step. Makes the writes that wait, if any. */
  flush(session: ClientSession | null): Promise<void>;
  /** The same steps as `operate`, each with the writes that wait made before it. */
  before(operate: Operate): Operate;
}

export function createWriteBehind<Item>(
  write: (items: readonly Item[], session: ClientSession | null) => Promise<void>,
): WriteBehind<Item> {
  let waiting: Item[] = [];

  async function flush(session: ClientSession | null): Promise<void> {
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    await write(items, session);
  }

  return {
    add: (item) => void waiting.push(item),
    flush,
    before: (operate) => (step) =>
      operate(async (session) => {
        await flush(session);
        return step(session);
      }),
  };
}
