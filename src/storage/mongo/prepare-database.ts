import { isDeepStrictEqual } from 'node:util';
import type { Connection, IndexDefinition, mongo } from 'mongoose';
import { MongoUnfitError } from './connect.ts';
import { createModels, type Models } from './models.ts';
import { isDuplicateKey, nameError, toStoreError } from './mongo-errors.ts';
import { moveOidcRecords } from './move-oidc-records.ts';
import { isOutage } from './outage-errors.ts';

type AnyModel = Models[keyof Models];
type Collection = AnyModel['collection'];

/** What makes an index the one it should be; everything else a server adds on its own. */
interface IndexFacts {
  readonly name: string;
  readonly key: readonly (readonly [string, mongo.IndexDirection])[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly expireAfterSeconds: number | null;
  readonly partialFilterExpression: unknown;
}

const NAMESPACE_EXISTS = 48;
const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;

/** Made by earlier versions, by collection. They cost every write, and a unique one keeps out what is right by now. */
const RETIRED_INDEXES: Readonly<Record<string, readonly string[]>> = {
  auditEvents: ['by_target'],
  issueRequests: ['one_request_per_delivery'],
  notices: ['claimed', 'due'],
};

/**
 * Creates the collections and indexes that are missing, drops those that only an earlier version needed, and then looks whether
 * each index is as declared: the promises of the store rest on them. Collections are made here because a server may refuse to make one in a transaction.
 * @throws MongoUnfitError naming collection and index
 * @throws StoreUnavailableError
 */
export async function prepareDatabase(connection: Connection): Promise<void> {
  const models = createModels(connection);
  for (const model of Object.values<AnyModel>(models)) {
    await orUnfit(model.collection.collectionName, () => prepareCollection(model));
  }
  await orUnfit(models.oidcRecords.collection.collectionName, () => moveOidcRecords(models));
}

async function orUnfit(collection: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof MongoUnfitError) throw error;
    if (isOutage(error)) throw toStoreError(error);
    throw new MongoUnfitError(
      `The MongoDB collection "${collection}" cannot be prepared: ${nameError(error)}. The database user needs the role readWrite`,
    );
  }
}

async function prepareCollection(model: AnyModel): Promise<void> {
  const { collection } = model;
  const declared = declaredIndexes(model);
  const existing = await listIndexes(collection);
  if (existing === null) await createCollection(model);
  for (const index of declared) {
    if (!existing?.some(({ name }) => name === index.name)) await createIndex(collection, index);
  }
  const retired = RETIRED_INDEXES[collection.collectionName] ?? [];
  for (const { name } of existing ?? []) if (retired.includes(name)) await dropIndex(collection, name);
  const present = (await listIndexes(collection)) ?? [];
  for (const index of declared) {
    const found = present.find(({ name }) => name === index.name);
    if (!isDeepStrictEqual(found, index)) throw differs(collection, index.name, found !== undefined);
  }
}

function declaredIndexes(model: AnyModel): IndexFacts[] {
  const declarations: readonly (readonly [IndexDefinition, object])[] = model.schema.indexes();
  return declarations.map(([key, options]) => toFacts({ ...options, key }));
}

/** `null` if there is no such collection. */
async function listIndexes(collection: Collection): Promise<IndexFacts[] | null> {
  try {
    return (await collection.listIndexes().toArray()).map(toFacts);
  } catch (error) {
    if (codeOf(error) === NAMESPACE_NOT_FOUND) return null;
    throw error;
  }
}

async function createCollection(model: AnyModel): Promise<void> {
  try {
    await model.createCollection();
  } catch (error) {
    // Another instance that starts at the same time was quicker.
    if (codeOf(error) !== NAMESPACE_EXISTS) throw error;
  }
}

async function createIndex(collection: Collection, index: IndexFacts): Promise<void> {
  const { name, unique, sparse, expireAfterSeconds, partialFilterExpression } = index;
  try {
    await collection.createIndex(new Map(index.key), {
      name,
      ...(unique && { unique }),
      ...(sparse && { sparse }),
      ...(expireAfterSeconds !== null && { expireAfterSeconds }),
      ...(partialFilterExpression !== null && {
        partialFilterExpression: { ...(partialFilterExpression as object) },
      }),
    });
  } catch (error) {
    if (isOutage(error)) throw error;
    if (!isDuplicateKey(error)) throw cannotBuild(collection, index, error);
    throw new MongoUnfitError(
      `The MongoDB collection "${collection.collectionName}" holds duplicates, so its unique index "${name}" on ${fieldsOf(index)} cannot be built. Remove all but one of each, then start again`,
    );
  }
}

async function dropIndex(collection: Collection, name: string): Promise<void> {
  try {
    await collection.dropIndex(name);
  } catch (error) {
    // Another instance that starts at the same time was quicker.
    if (codeOf(error) !== INDEX_NOT_FOUND) throw error;
  }
}

function cannotBuild(collection: Collection, index: IndexFacts, error: unknown): MongoUnfitError {
  return new MongoUnfitError(
    `The index "${index.name}" on ${fieldsOf(index)} of the MongoDB collection "${collection.collectionName}" cannot be built: ${nameError(error)}. If another index on the same fields is in its way, drop that one, then start again`,
  );
}

function differs(collection: Collection, name: string, isThere: boolean): MongoUnfitError {
  const problem = isThere ? 'is not as this version declares it' : 'is missing although it was built';
  return new MongoUnfitError(
    `The index "${name}" of the MongoDB collection "${collection.collectionName}" ${problem}. Drop it, then start again: it is built anew`,
  );
}

function fieldsOf(index: IndexFacts): string {
  return index.key.map(([field]) => field).join(', ');
}

function toFacts(spec: Readonly<Record<string, unknown>>): IndexFacts {
  const key = spec.key instanceof Map ? [...spec.key] : Object.entries(spec.key ?? {});
  return {
    name: String(spec.name),
    key,
    unique: spec.unique === true,
    sparse: spec.sparse === true,
    expireAfterSeconds: typeof spec.expireAfterSeconds === 'number' ? spec.expireAfterSeconds : null,
    partialFilterExpression: spec.partialFilterExpression ?? null,
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
