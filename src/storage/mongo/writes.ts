import type { ClientSession, Model, mongo } from 'mongoose';
import { isDuplicateKey, LostRaceError } from './mongo-errors.ts';
import { type AnyRow, type Rows, rowsOf } from './rows.ts';
import type { AnyWhere, Where } from './where.ts';

type Row = { readonly _id: string };
type Operation = mongo.AnyBulkWriteOperation<AnyRow>;

/** In this order those of a collection are made: what makes room for others comes first. */
const kinds = ['removal', 'change', 'setting', 'insertion'] as const;

/** Something that is to be written by a transaction. */
export interface Write {
  readonly rows: Rows;
  readonly kind: (typeof kinds)[number];
  readonly operation: Operation;
  /** What is known of the row before and after: by that it is told whose question it changes the answer of. */
  readonly faces: readonly object[];
  /** Whether a row that is there already means that somebody was quicker, so that the next attempt will see it. */
  readonly isRace: boolean;
}

export function insertion<R extends Row>(model: Model<R>, row: R, { isRace = false } = {}): Write {
  return {
    rows: rowsOf(model),
    kind: 'insertion',
    operation: { insertOne: { document: { ...row } } },
    faces: [row],
    isRace,
  };
}

/**
 * Changes the row that the transaction has found, and no other: it is a lost race if the row is not any more as the guard
 * has it.
 */
export function change<R extends Row>(
  model: Model<R>,
  before: R,
  fields: Partial<R>,
  guard: Where<R>,
): Write {
  const filter: AnyWhere = { _id: before._id, ...guard };
  return {
    rows: rowsOf(model),
    kind: 'change',
    operation: { updateOne: { filter, update: { $set: { ...fields } } } },
    faces: [before, { ...before, ...fields }],
    isRace: false,
  };
}

/** Sets fields of the row, if there is one. */
export function setting<R extends Row>(model: Model<R>, where: Where<R>, fields: Partial<R>): Write {
  const filter: AnyWhere = where;
  return {
    rows: rowsOf(model),
    kind: 'setting',
    operation: { updateOne: { filter, update: { $set: { ...fields } } } },
    faces: [where, { ...where, ...fields }],
    isRace: false,
  };
}

/** Sets fields of every row that is found. @param range what else has to hold */
export function settingOfAll<R extends Row>(
  model: Model<R>,
  where: Where<R>,
  range: AnyWhere,
  fields: Partial<R>,
): Write {
  const filter: AnyWhere = { ...where, ...range };
  return {
    rows: rowsOf(model),
    kind: 'setting',
    operation: { updateMany: { filter, update: { $set: { ...fields } } } },
    faces: [where, { ...where, ...fields }],
    isRace: false,
  };
}

/** Puts the row in the place of the one, if any, that `where` finds. */
export function replacement<R extends Row>(model: Model<R>, where: Where<R>, row: R): Write {
  const filter: AnyWhere = where;
  return {
    rows: rowsOf(model),
    kind: 'setting',
    operation: { replaceOne: { filter, replacement: { ...row }, upsert: true } },
    faces: [where, row],
    isRace: false,
  };
}

export function removal<R extends Row>(model: Model<R>, row: R): Write {
  return {
    rows: rowsOf(model),
    kind: 'removal',
    operation: { deleteOne: { filter: { _id: row._id } } },
    faces: [row],
    isRace: false,
  };
}

/** What somebody has asked: about rows of a collection for which this holds. */
export interface Asked {
  readonly rows: Rows;
  readonly where: AnyWhere;
}

/** Those of a collection and kind are one statement. @throws LostRaceError */
export async function makeWrites(writes: readonly Write[], session: ClientSession | null): Promise<void> {
  for (const ofCollection of Map.groupBy(writes, ({ rows }) => rows).values()) {
    for (const stretch of cut(ofCollection)) {
      for (const kind of kinds) {
        const some = stretch.filter((write) => write.kind === kind);
        if (some.length > 0) await makeSome(some, session);
      }
    }
  }
}

/** So that what is set of a row that was inserted before it is set after that, too. */
function cut(writes: readonly Write[]): Write[][] {
  let stretch: Write[] = [];
  const stretches = [stretch];
  let inserted = new Set<unknown>();
  for (const write of writes) {
    const [face = {}] = write.faces;
    const id = '_id' in face ? face._id : null;
    if (write.kind === 'insertion') inserted.add(id);
    else if (inserted.size > 0 && (id === null || inserted.has(id))) {
      stretch = [];
      stretches.push(stretch);
      inserted = new Set();
    }
    stretch.push(write);
  }
  return stretches;
}

async function makeSome(writes: readonly Write[], session: ClientSession | null): Promise<void> {
  const [first] = writes;
  if (first === undefined) return;
  try {
    const { matchedCount } = await first.rows.bulkWrite(mergeOperations(writes), {
      ...(session !== null && { session }),
      ignoreUndefined: true,
    });
    if (first.kind === 'change' && matchedCount < writes.length)
      throw new LostRaceError('A row is not any more as it was found');
  } catch (error) {
    if (isDuplicateKey(error) && writes.some(({ isRace }) => isRace))
      throw new LostRaceError('The row is there already');
    throw error;
  }
}

/** The same change of several rows is one operation: a server plans each by itself, and looks for its row. */
function mergeOperations(writes: readonly Write[]): Operation[] {
  const ids = new Set(writes.map(({ operation }) => changedId(operation)));
  // What is done twice to a row, or to one that is not known by its id, stays in its order.
  if (ids.size < writes.length || ids.has(null)) return writes.map(({ operation }) => operation);
  const alike = Map.groupBy(writes, ({ operation }) =>
    'updateOne' in operation
      ? JSON.stringify([{ ...operation.updateOne.filter, _id: null }, operation.updateOne.update])
      : '',
  );
  return [...alike.values()].flatMap((some): Operation[] => {
    const operations = some.map(({ operation }) => operation);
    const [first] = operations;
    if (first === undefined || !('updateOne' in first) || operations.length === 1) return operations;
    const { filter, update } = first.updateOne;
    const _id = { $in: operations.map(changedId) } as mongo.Condition<string>;
    return [{ updateMany: { filter: { ...filter, _id }, update } }];
  });
}

function changedId(operation: Operation): unknown {
  return 'updateOne' in operation ? (operation.updateOne.filter._id ?? null) : null;
}
