import type { Model } from 'mongoose';
import type {
  ScimResource,
  ScimResourceKey,
  ScimResourceReader,
  ScimResourceWriter,
} from '../../../../ports/directory/scim-resources.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface ScimResourceRow extends Omit<ScimResource, 'id'> {
  readonly _id: string;
  readonly resourceId: string;
}

export const scimResourceSchema = defineSchema<ScimResourceRow>({
  organizationId: { type: String, required: true },
  sourceId: { type: String, required: true },
  type: { type: String, required: true },
  resourceId: { type: String, required: true },
  name: { type: String, required: true },
  externalId: String,
  emails: { type: [String], required: true },
  content: { type: String, required: true },
  version: { type: Number, required: true },
  createdAt: { type: Number, required: true },
  updatedAt: { type: Number, required: true },
});
const own = { organizationId: 1, sourceId: 1, type: 1 } as const;
scimResourceSchema.index({ ...own, resourceId: 1 }, { name: 'pages' });
scimResourceSchema.index({ ...own, name: 1 }, { name: 'one_resource_of_a_name', unique: true });
scimResourceSchema.index(
  { ...own, externalId: 1, resourceId: 1 },
  { name: 'by_external_id', partialFilterExpression: { externalId: { $gt: '' } } },
);
scimResourceSchema.index({ ...own, emails: 1, resourceId: 1 }, { name: 'by_email' });

/**
 * How many resources of a type a source has. Every list that a client reads names the total, and to count a million documents would take
 * longer than all the rest of it. The transactions of an organization run one after another, so that none waits for another's count.
 */
interface ScimCountRow extends ScimResourceKey {
  readonly _id: string;
  readonly total: number;
}

export const scimCountSchema = defineSchema<ScimCountRow>({
  organizationId: { type: String, required: true },
  sourceId: { type: String, required: true },
  type: { type: String, required: true },
  total: { type: Number, required: true },
});
scimCountSchema.index({ organizationId: 1, sourceId: 1 }, { name: 'by_source' });

function toScimResource({ _id, resourceId, ...resource }: ScimResourceRow): ScimResource {
  return { ...resource, id: resourceId };
}

function fromScimResource({ id, ...resource }: ScimResource): ScimResourceRow {
  return { _id: keyOf(resource, id), ...resource, resourceId: id };
}

function keyOf({ organizationId, sourceId, type }: ScimResourceKey, ...parts: readonly string[]): string {
  return joinKey(organizationId, sourceId, type, ...parts);
}

const fields = { name: 'name', externalId: 'externalId', email: 'emails' } as const;

export function createScimResources(resources: Model<ScimResourceRow>, context: Context) {
  const { run, insert } = context;
  const counts = resources.db.model<ScimCountRow>('scimCounts');
  const { find, list, updateKnown } = createTable(resources, toScimResource, context);
  const ownOf = ({ organizationId, sourceId, type }: ScimResourceKey) => ({ organizationId, sourceId, type });

  async function addToCount(key: ScimResourceKey, change: number): Promise<void> {
    const update = { $inc: { total: change }, $setOnInsert: ownOf(key) };
    await run(counts.updateOne({ _id: keyOf(key) }, update, { upsert: true }));
  }

  const reader: ScimResourceReader = {
    find: (key, id) => find({ _id: keyOf(key, id) }),
    listBy: (key, { field, value }, limit) =>
      list({ ...ownOf(key), [fields[field]]: value }, { resourceId: 1 }, limit),
    async list(key, { after, skip, limit }) {
      const from = { ...ownOf(key), resourceId: { $gt: after ?? '' } };
      if (skip === 0) return list(from, { resourceId: 1 }, limit);
      // What is skipped is read from the index alone.
      const query = resources
        .find(from, { resourceId: 1, _id: 0 })
        .sort({ resourceId: 1 })
        .skip(skip)
        .limit(1);
      const [first] = await run(query.lean());
      if (first === undefined) return [];
      return list({ ...ownOf(key), resourceId: { $gte: first.resourceId } }, { resourceId: 1 }, limit);
    },
    async count(key) {
      return (await run(counts.findById(keyOf(key)).lean()))?.total ?? 0;
    },
  };
  const writer: ScimResourceWriter = {
    ...reader,
    async insert(resource) {
      await insert(resources, fromScimResource(resource));
      await addToCount(resource, 1);
    },
    async update(resource) {
      const { _id, organizationId, sourceId, type, resourceId, createdAt, ...changeable } =
        fromScimResource(resource);
      await updateKnown({ _id }, { $set: changeable });
    },
    async remove(key, id) {
      const { deletedCount } = await run(resources.deleteOne({ _id: keyOf(key, id) }));
      if (deletedCount === 1) await addToCount(key, -1);
    },
  };
  return { reader, writer };
}
