import { type Model, mongo } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import type { WriteAccess } from '../access.ts';
import { createBatch } from '../batch.ts';
import type { DeliveryRow } from '../documents/deliveries.ts';
import { DUPLICATE_KEY, isConflict, LostRaceError, toStoreError, WRITE_CONFLICT } from '../mongo-errors.ts';
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

  const toUpsert = ({ key, expiresAt, now }: Received) => ({
    updateOne: {
      filter: { _id: key, expiresAt: { $lte: now } },
      update: { $set: { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) } },
      upsert: true,
    },
  });

  /** In the order of the keys: of two instances that have the same ones, neither then holds what the other waits for. */
  async function rememberAll(received: readonly Received[]): Promise<boolean[]> {
    const known = new Set<Received>();
    let open = received.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    await operate(async () => {
      const { stumbled, lost } = await makeUpserts(rows, open.map(toUpsert));
      for (const delivery of open.filter((_, index) => stumbled.has(index))) known.add(delivery);
      // Only these again: what is written by now would be taken for somebody else's.
      open = open.filter((_, index) => lost.has(index));
      if (open.length > 0) throw new LostRaceError('Others were in the way of some');
    });
    return received.map((delivery) => !known.has(delivery));
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

interface UpsertFailures {
  /** The places of those that stumbled over a row that is there. */
  readonly stumbled: ReadonlySet<number>;
  /** The places of those of which nothing was done, as another's statement was in the way. */
  readonly lost: ReadonlySet<number>;
}

async function makeUpserts(
  rows: Rows,
  upserts: readonly mongo.AnyBulkWriteOperation<AnyRow>[],
): Promise<UpsertFailures> {
  try {
    await rows.bulkWrite(upserts, { ordered: false });
    return { stumbled: new Set(), lost: new Set() };
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    const placesOf = (wanted: number) =>
      new Set(errors.filter(({ code }) => code === wanted).map(({ index }) => index));
    const stumbled = placesOf(DUPLICATE_KEY);
    const lost = placesOf(WRITE_CONFLICT);
    if (errors.length > 0 && errors.length === stumbled.size + lost.size) return { stumbled, lost };
    // It is not known of all what was done: asked again, some might take their own keys for another's, and be dropped without a word.
    throw isConflict(error) ? toStoreError(error) : error;
  }
}
