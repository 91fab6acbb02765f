import type { Model } from 'mongoose';
import { foldGroupName, type Group } from '../../../../domain/directory/group.ts';
import type { GroupId, OrganizationId, UserId } from '../../../../domain/ids.ts';
import type { GroupReader, GroupWriter } from '../../../../ports/directory/groups.ts';
import { MissingRowError } from '../../../../ports/store.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface GroupRow extends Omit<Group, 'id'> {
  readonly _id: GroupId;
  readonly foldedName: string;
}

export const groupSchema = defineSchema<GroupRow>({
  organizationId: { type: String, required: true },
  sourceId: { type: String, required: true },
  externalId: String,
  name: { type: String, required: true },
  foldedName: { type: String, required: true },
  createdAt: { type: Number, required: true },
  updatedAt: { type: Number, required: true },
});
groupSchema.index({ organizationId: 1, _id: 1 }, { name: 'pages' });
groupSchema.index({ organizationId: 1, sourceId: 1, _id: 1 }, { name: 'pages_of_source' });
groupSchema.index(
  { organizationId: 1, sourceId: 1, foldedName: 1 },
  { name: 'one_group_of_a_name', unique: true },
);
groupSchema.index(
  { organizationId: 1, sourceId: 1, externalId: 1 },
  { name: 'one_group_per_external_id', unique: true, partialFilterExpression: { externalId: { $gt: '' } } },
);

export interface GroupMemberRow {
  readonly _id: string;
  readonly organizationId: OrganizationId;
  readonly groupId: GroupId;
  readonly userId: UserId;
}

export const groupMemberSchema = defineSchema<GroupMemberRow>({
  organizationId: { type: String, required: true },
  groupId: { type: String, required: true },
  userId: { type: String, required: true },
});
groupMemberSchema.index({ organizationId: 1, groupId: 1, userId: 1 }, { name: 'by_group' });
groupMemberSchema.index({ organizationId: 1, userId: 1, groupId: 1 }, { name: 'by_user' });

function toGroup({ _id, foldedName: _, ...group }: GroupRow): Group {
  return { id: _id, ...group };
}

function fromGroup({ id, ...group }: Group): GroupRow {
  return { _id: id, ...group, foldedName: foldGroupName(group.name) };
}

export function createGroups(groups: Model<GroupRow>, context: Context) {
  const { run, insert } = context;
  const members = groups.db.model<GroupMemberRow>('groupMembers');
  const { find, list, updateKnown } = createTable(groups, toGroup, context);
  const memberTable = createTable(members, (row: GroupMemberRow) => row, context);
  const reader: GroupReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    findByName: (organizationId, sourceId, name) =>
      find({ organizationId, sourceId, foldedName: foldGroupName(name) }),
    findByExternalId: (organizationId, sourceId, externalId) =>
      find({ organizationId, sourceId, externalId }),
    list(organizationId, { sourceId, after, limit }) {
      const filter = {
        organizationId,
        ...(sourceId !== null && { sourceId }),
        ...(after !== null && { _id: { $gt: after } }),
      };
      return list(filter, { _id: 1 }, limit);
    },
    count: (organizationId, sourceId) =>
      run(groups.countDocuments({ organizationId, ...(sourceId !== null && { sourceId }) })),
    async listMembers(organizationId, id, { after, limit }) {
      const filter = { organizationId, groupId: id, ...(after !== null && { userId: { $gt: after } }) };
      return (await memberTable.list(filter, { userId: 1 }, limit)).map(({ userId }) => userId);
    },
    async listOfUser(organizationId, userId) {
      const ids = (await memberTable.list({ organizationId, userId })).map(({ groupId }) => groupId);
      return ids.length === 0 ? [] : list({ organizationId, _id: { $in: ids } }, { _id: 1 });
    },
    async listMemberships(organizationId, sourceId, userIds) {
      if (userIds.length === 0) return [];
      const rows = await memberTable.list({ organizationId, userId: { $in: [...userIds] } });
      const ids = [...new Set(rows.map(({ groupId }) => groupId))];
      const found = ids.length === 0 ? [] : await list({ _id: { $in: ids }, organizationId, sourceId });
      const byId = new Map(found.map((group) => [group.id, group]));
      return rows.flatMap(({ userId, groupId }) => {
        const group = byId.get(groupId);
        return group === undefined ? [] : { userId, group };
      });
    },
  };
  const writer: GroupWriter = {
    ...reader,
    insert: (group) => insert(groups, fromGroup(group)),
    async update({ organizationId, id, name, externalId, updatedAt }) {
      const changed = { name, foldedName: foldGroupName(name), externalId, updatedAt };
      await updateKnown({ _id: id, organizationId }, { $set: changed });
    },
    async remove(organizationId, id) {
      await run(members.deleteMany({ organizationId, groupId: id }));
      await run(groups.deleteOne({ _id: id, organizationId }));
    },
    async addMembers(organizationId, id, userIds) {
      if ((await find({ _id: id, organizationId })) === null) throw new MissingRowError();
      const wanted = new Set(userIds);
      const present = await memberTable.list({ organizationId, groupId: id, userId: { $in: [...wanted] } });
      for (const { userId } of present) wanted.delete(userId);
      const rows = [...wanted].map((userId) => ({
        _id: joinKey(organizationId, id, userId),
        organizationId,
        groupId: id,
        userId,
      }));
      if (rows.length > 0) await insert(members, ...rows);
    },
    async removeMembers(organizationId, id, userIds) {
      await run(members.deleteMany({ organizationId, groupId: id, userId: { $in: [...userIds] } }));
    },
  };
  return { reader, writer };
}
