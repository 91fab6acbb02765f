import type { Model } from 'mongoose';
import type { SourcePerson } from '../../../../domain/directory/source-person.ts';
import type { UserId } from '../../../../domain/ids.ts';
import type { SourcePersonReader, SourcePersonWriter } from '../../../../ports/directory/sources.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface SourcePersonRow extends Omit<SourcePerson, 'record'> {
  readonly _id: string;
  /** JSON: a vendor's names of attributes mean nothing to the database. */
  readonly record: string;
}

export const sourcePersonSchema = defineSchema<SourcePersonRow>({
  organizationId: { type: String, required: true },
  sourceId: { type: String, required: true },
  externalId: { type: String, required: true },
  userId: String,
  record: { type: String, required: true },
  ruleRole: String,
  ignored: { type: [String], required: true },
  updatedAt: { type: Number, required: true },
});
sourcePersonSchema.index({ organizationId: 1, sourceId: 1, externalId: 1 }, { name: 'pages' });
sourcePersonSchema.index(
  { organizationId: 1, userId: 1, updatedAt: 1, sourceId: 1, externalId: 1 },
  { name: 'by_user', partialFilterExpression: { userId: { $gt: '' } } },
);

function toPerson({ _id, record, ...person }: SourcePersonRow): SourcePerson {
  return { ...person, record: JSON.parse(record) };
}

function fromPerson({ record, ...person }: SourcePerson): SourcePersonRow {
  const { organizationId, sourceId, externalId } = person;
  return { _id: joinKey(organizationId, sourceId, externalId), ...person, record: JSON.stringify(record) };
}

export function createSourcePeople(people: Model<SourcePersonRow>, context: Context) {
  const { run, withSession } = context;
  const { find, list } = createTable(people, toPerson, context);
  const reader: SourcePersonReader = {
    find: (organizationId, sourceId, externalId) =>
      find({ _id: joinKey(organizationId, sourceId, externalId) }),
    async listByExternalIds(organizationId, sourceId, externalIds) {
      const keys = externalIds.map((externalId) => joinKey(organizationId, sourceId, externalId));
      return keys.length === 0 ? [] : list({ _id: { $in: keys } });
    },
    listPage: (organizationId, sourceId, { after, limit }) =>
      list({ organizationId, sourceId, externalId: { $gt: after ?? '' } }, { externalId: 1 }, limit),
    listByUser: (organizationId, userId) =>
      list({ organizationId, userId }, { updatedAt: 1, sourceId: 1, externalId: 1 }),
    async listByUsers(organizationId, userIds) {
      if (userIds.length === 0) return [];
      // The index holds linked people only, and is used where the filter says so.
      const found = await list({ organizationId, userId: { $in: [...userIds], $gt: '' as UserId } });
      // The index is in this order for one user only.
      return found.sort((a, b) => a.updatedAt - b.updatedAt || (a.sourceId < b.sourceId ? -1 : 1));
    },
    count: (organizationId, sourceId) => run(people.countDocuments({ organizationId, sourceId })),
  };
  const writer: SourcePersonWriter = {
    ...reader,
    async putMany(put) {
      if (put.length === 0) return;
      const writes = put.map(fromPerson).map((row) => ({
        replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
      }));
      await withSession((session) => people.bulkWrite(writes, { ...(session && { session }) }));
    },
    async remove(organizationId, sourceId, externalId) {
      await run(people.deleteOne({ _id: joinKey(organizationId, sourceId, externalId) }));
    },
  };
  return { reader, writer };
}
