import type { Model } from 'mongoose';
import type { Conflict } from '../../../../domain/directory/conflict.ts';
import type { ConflictId } from '../../../../domain/ids.ts';
import type { ConflictReader, ConflictWriter } from '../../../../ports/directory/sources.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface ConflictRow extends Omit<Conflict, 'id'> {
  readonly _id: ConflictId;
}

export const conflictSchema = defineSchema<ConflictRow>({
  organizationId: { type: String, required: true },
  sourceId: { type: String, required: true },
  externalId: { type: String, required: true },
  kind: { type: String, required: true },
  field: String,
  value: String,
  otherUserId: String,
  otherSourceId: String,
  since: { type: Number, required: true },
});
conflictSchema.index({ organizationId: 1, since: 1, _id: 1 }, { name: 'oldest_first' });
conflictSchema.index(
  { organizationId: 1, sourceId: 1, since: 1, _id: 1 },
  { name: 'oldest_of_source_first' },
);
conflictSchema.index({ organizationId: 1, sourceId: 1, externalId: 1 }, { name: 'by_person' });

function toConflict({ _id, ...conflict }: ConflictRow): Conflict {
  return { id: _id, ...conflict };
}

export function createConflicts(conflicts: Model<ConflictRow>, context: Context) {
  const { run, insert } = context;
  const { find, list } = createTable(conflicts, toConflict, context);
  const reader: ConflictReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    list(organizationId, { sourceId, after, limit }) {
      const filter = {
        organizationId,
        ...(sourceId !== null && { sourceId }),
        ...(after !== null && {
          $or: [{ since: after.since, _id: { $gt: after.id } }, { since: { $gt: after.since } }],
        }),
      };
      return list(filter, { since: 1, _id: 1 }, limit);
    },
    async listByExternalIds(organizationId, sourceId, externalIds) {
      if (externalIds.length === 0) return [];
      return list({ organizationId, sourceId, externalId: { $in: [...externalIds] } });
    },
    count: (organizationId, sourceId) =>
      run(conflicts.countDocuments({ organizationId, ...(sourceId !== null && { sourceId }) })),
  };
  const writer: ConflictWriter = {
    ...reader,
    insertMany: (added) =>
      insert(conflicts, ...added.map(({ id, ...conflict }) => ({ _id: id, ...conflict }))),
    async remove(organizationId, id) {
      await run(conflicts.deleteOne({ _id: id, organizationId }));
    },
  };
  return { reader, writer };
}
