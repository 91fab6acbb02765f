import { type Model, mongo } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import type { WriteAccess } from '../access.ts';
import { createBatch } from '../batch.ts';
import type { DeliveryRow } from '../documents/deliveries.ts';
import { DUPLICATE_KEY } from '../mongo-errors.ts';
import type { Operate } from '../operate.ts';
import { type AnyRow, type Rows, rowsOf } from '../rows.ts';
import { change, insertion } from '../writes.ts';

/** How much longer than needed a key stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

/**
 * The server sweeps by its own clock, so the moment is reckoned from the real time, whatever clock the caller counts
 * by.
 */
function purgeDate(wallClock: Clock, expiresAt: number, now: number): Date {
  return new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS);
}

export function createDeliveryWriter(
  model: Model<DeliveryRow>,
  access: WriteAccess,
  wallClock: Clock,
): DeliveryWriter {
  return {
    remember(key, expiresAt, now) {
      const fields = { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) };
      return access.findAndWrite(model, { _id: key }, (known) => {
        if (known !== null && known.expiresAt > now) return { writes: [], result: false };
        // Another organization's transaction may be quicker: the next attempt finds the key, or finds it renewed.
        const write =
          known === null
            ? insertion(model, { _id: key, ...fields }, { isRace: true })
            : change(model, known, fields, { expiresAt: known.expiresAt });
        return { writes: [write], result: true };
      });
    },
  };
}

/**
 * An upsert each: it renews a key that is over, inserts a new one, or stumbles over the one that is still remembered.
 * Those of the same time are one statement.
 */
export function createReplayKeys(model: Model<DeliveryRow>, operate: Operate, wallClock: Clock): ReplayKeys {
  const rows = rowsOf(model);

  async function rememberAll(keys: readonly Received[]): Promise<boolean[]> {
    const upserts = keys.map(({ key, expiresAt, now }) => ({
      updateOne: {
        filter: { _id: key, expiresAt: { $lte: now } },
        update: { $set: { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) } },
        upsert: true,
      },
    }));
    const known = new Set(await operate(() => makeUpserts(rows, upserts)));
    return keys.map((_, index) => !known.has(index));
  }

  const rememberTogether = createBatch(rememberAll);

  return {
    listKept(prefix, now, limit) {
      const kept = { _id: { $gte: prefix, $lt: `${prefix}\u{10FFFF}` }, expiresAt: { $gt: now } };
      return operate(async () =>
        (await model.find(kept, { _id: 1 }).limit(limit).lean()).map(({ _id }) => _id),
      );
    },
    remember: (key, expiresAt, now) => rememberTogether({ key, expiresAt, now }),
  };
}

interface Received {
  readonly key: string;
  readonly expiresAt: number;
  readonly now: number;
}

/** @returns the places of those that stumbled over a row that is there */
async function makeUpserts(
  rows: Rows,
  upserts: readonly mongo.AnyBulkWriteOperation<AnyRow>[],
): Promise<number[]> {
  try {
    await rows.bulkWrite(upserts, { ordered: false });
    return [];
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return errors.map(({ index }) => index);
  }
}
