import type { Model, QueryFilter } from 'mongoose';
import { isScheduled, type Source } from '../../../../domain/directory/source.ts';
import type { OrganizationId, SourceId } from '../../../../domain/ids.ts';
import type { SourceReader, SourceWriter } from '../../../../ports/directory/sources.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

/** What has a shape of its own is text, so that no name in it means anything to the database. */
type AsJson = 'settings' | 'roleRules' | 'run';

interface SourceRow extends Omit<Source, 'id' | AsJson> {
  readonly _id: SourceId;
  readonly settings: string;
  readonly roleRules: string;
  readonly run: string | null;
  readonly isScheduled: boolean;
}

export const sourceSchema = defineSchema<SourceRow>({
  organizationId: { type: String, required: true },
  kind: { type: String, required: true },
  name: { type: String, required: true },
  settings: { type: String, required: true },
  sealedSecret: String,
  clientId: String,
  roleRules: { type: String, required: true },
  allowedOwners: { type: [String], required: true },
  brakePercent: { type: Number, required: true },
  everyMinutes: Number,
  cursor: String,
  lastFullAt: Number,
  run: String,
  isScheduled: { type: Boolean, required: true },
  createdAt: { type: Number, required: true },
  updatedAt: { type: Number, required: true },
});
sourceSchema.index({ organizationId: 1, name: 1 }, { name: 'one_source_of_a_name', unique: true });
sourceSchema.index(
  { organizationId: 1, clientId: 1 },
  { name: 'one_source_of_a_client', unique: true, partialFilterExpression: { clientId: { $gt: '' } } },
);
sourceSchema.index({ isScheduled: 1, _id: 1 }, { name: 'scheduled' });

function toSource({ _id, settings, roleRules, run, isScheduled: _, ...fields }: SourceRow): Source {
  return {
    id: _id,
    ...fields,
    settings: JSON.parse(settings),
    roleRules: JSON.parse(roleRules),
    run: run === null ? null : JSON.parse(run),
  };
}

function fromSource(source: Source): SourceRow {
  const { id, settings, roleRules, run, ...fields } = source;
  return {
    _id: id,
    ...fields,
    settings: JSON.stringify(settings),
    roleRules: JSON.stringify(roleRules),
    run: run && JSON.stringify(run),
    isScheduled: isScheduled(source),
  };
}

/** The collections of what a source owns; beside them there are the memberships of its groups. */
const OWNED = ['sourcePeople', 'conflicts', 'groups', 'scimResources', 'scimCounts'];

interface OwnedRow {
  readonly _id: string;
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly groupId: string;
}

export function createSources(sources: Model<SourceRow>, context: Context) {
  const { run, insert } = context;
  const { find, list, updateKnown } = createTable(sources, toSource, context);
  const owned = (name: string) => sources.db.model<OwnedRow>(name);

  async function listGroups(organizationId: OrganizationId, sourceId: SourceId): Promise<string[]> {
    const groups = await run(owned('groups').find({ organizationId, sourceId }, { _id: 1 }).lean());
    return groups.map(({ _id }) => _id);
  }

  async function removeSomeOf(name: string, filter: QueryFilter<OwnedRow>, limit: number): Promise<number> {
    const rows = await run(owned(name).find(filter, { _id: 1 }).limit(limit).lean());
    if (rows.length === 0) return 0;
    await run(owned(name).deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } }));
    return rows.length;
  }

  const reader: SourceReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    list: (organizationId) => list({ organizationId }, { name: 1 }),
    findByClient: (organizationId, clientId) => find({ organizationId, clientId }),
    listScheduled: (after, limit) =>
      list({ isScheduled: true, ...(after !== null && { _id: { $gt: after } }) }, { _id: 1 }, limit),
  };
  const writer: SourceWriter = {
    ...reader,
    insert: (source) => insert(sources, fromSource(source)),
    async update(source) {
      const { _id, organizationId, kind, createdAt, ...changeable } = fromSource(source);
      await updateKnown({ _id, organizationId }, { $set: changeable });
    },
    async removeSome(organizationId, id, limit) {
      let removed = 0;
      const groupIds = await listGroups(organizationId, id);
      const memberships = { organizationId, groupId: { $in: groupIds } };
      if (groupIds.length > 0) removed += await removeSomeOf('groupMembers', memberships, limit);
      for (const name of OWNED) {
        if (removed < limit)
          removed += await removeSomeOf(name, { organizationId, sourceId: id }, limit - removed);
      }
      return removed;
    },
    async remove(organizationId, id) {
      const groupIds = await listGroups(organizationId, id);
      if (groupIds.length > 0)
        await run(owned('groupMembers').deleteMany({ organizationId, groupId: { $in: groupIds } }));
      for (const name of OWNED) await run(owned(name).deleteMany({ organizationId, sourceId: id }));
      await run(sources.deleteOne({ _id: id, organizationId }));
    },
  };
  return { reader, writer };
}
