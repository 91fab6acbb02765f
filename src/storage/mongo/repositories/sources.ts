import type { Model } from 'mongoose';
import { isScheduled, type Source } from '../../../domain/directory/source.ts';
import type { OrganizationId, SourceId } from '../../../domain/ids.ts';
import type { SourceReader, SourceWriter } from '../../../ports/sources.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

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

/** The collections of what a source owns. */
const OWNED = ['sourcePeople', 'conflicts', 'groups', 'scimResources', 'scimCounts'];
const GROUPS_AT_ONCE = 1000;

export function createSources(sources: Model<SourceRow>, context: Context) {
  const { run, insert } = context;
  const { find, list, updateKnown } = createTable(sources, toSource, context);
  async function removeMemberships(organizationId: OrganizationId, sourceId: SourceId): Promise<void> {
    const groups = await run(
      sources.db.model('groups').find({ organizationId, sourceId }, { _id: 1 }).lean(),
    );
    for (let start = 0; start < groups.length; start += GROUPS_AT_ONCE) {
      const ids = groups.slice(start, start + GROUPS_AT_ONCE).map(({ _id }) => _id);
      await run(sources.db.model('groupMembers').deleteMany({ organizationId, groupId: { $in: ids } }));
    }
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
    async remove(organizationId, id) {
      await removeMemberships(organizationId, id);
      for (const name of OWNED) {
        await run(sources.db.model(name).deleteMany({ organizationId, sourceId: id }));
      }
      await run(sources.deleteOne({ _id: id, organizationId }));
    },
  };
  return { reader, writer };
}
