import { isDeepStrictEqual } from 'node:util';
import { type Connection, type IndexDefinition, mongo } from 'mongoose';
import { say } from '../../../messages/say.ts';
import { createModels, type Models } from '../collections.ts';
import { startDomainChecks } from '../repositories/directory/domains.ts';
import { MongoUnfitError } from './connect.ts';
import { isDuplicateKey, nameError, toStoreError } from './mongo-errors.ts';
import { moveOidcRecords } from './move-oidc-records.ts';
import { isOutage } from './outage-errors.ts';

type AnyModel = Models[keyof Models];
type Collection = AnyModel['collection'];

/** What is compared of an index; servers add other fields of their own. */
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

/** Indexes of earlier versions, by collection. They slow down every write, and a unique one refuses what is allowed now. */
const RETIRED_INDEXES: Readonly<Record<string, readonly string[]>> = {
  auditEvents: ['by_target'],
  issueRequests: ['one_request_per_delivery'],
  notices: ['claimed', 'due'],
};

/**
 * Creates missing collections and indexes, drops indexes that only an earlier version needed, and then checks that each index is as
 * declared: the promises of the store rest on them. Collections are created here because a server may refuse to do so in a transaction.
 * @throws MongoUnfitError naming collection and index
 * @throws StoreUnavailableError
 */
export async function prepareDatabase(connection: Connection): Promise<void> {
  const models = createModels(connection);
  for (const model of Object.values<AnyModel>(models)) {
    await orUnfit(model.collection.collectionName, () => prepareCollection(model));
  }
  await orUnfit(models.domains.collection.collectionName, () => startDomainChecks(models.domains));
  await orUnfit(models.oidcRecords.collection.collectionName, () => moveOidcRecords(models));
}

async function orUnfit(collection: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof MongoUnfitError) throw error;
    if (isOutage(error)) throw toStoreError(error);
    throw new MongoUnfitError(say('storage.mongo.cannotPrepare', { collection, error: nameError(error) }));
  }
}

async function prepareCollection(model: AnyModel): Promise<void> {
  const { collection } = model;
  const declared = declaredIndexes(model);
  const existing = await listIndexes(collection);
  if (existing === null) await unless(NAMESPACE_EXISTS, () => model.createCollection());
  for (const index of declared) {
    if (!existing?.some(({ name }) => name === index.name)) await createIndex(collection, index);
  }
  const retired = RETIRED_INDEXES[collection.collectionName] ?? [];
  for (const { name } of existing ?? [])
    if (retired.includes(name)) await unless(INDEX_NOT_FOUND, () => collection.dropIndex(name));
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
  return unless(NAMESPACE_NOT_FOUND, async () => (await collection.listIndexes().toArray()).map(toFacts));
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
      say('storage.mongo.duplicates', {
        collection: collection.collectionName,
        index: name,
        fields: fieldsOf(index),
      }),
    );
  }
}

/** `null` if it fails with this code: because another instance that starts at the same time was faster, or there is nothing. */
async function unless<T>(expectedCode: number, call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof mongo.MongoError && error.code === expectedCode) return null;
    throw error;
  }
}

function cannotBuild(collection: Collection, index: IndexFacts, error: unknown): MongoUnfitError {
  return new MongoUnfitError(
    say('storage.mongo.cannotBuild', {
      index: index.name,
      fields: fieldsOf(index),
      collection: collection.collectionName,
      error: nameError(error),
    }),
  );
}

function differs(collection: Collection, name: string, isThere: boolean): MongoUnfitError {
  return new MongoUnfitError(
    say(isThere ? 'storage.mongo.indexDiffers' : 'storage.mongo.indexMissing', {
      index: name,
      collection: collection.collectionName,
    }),
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
