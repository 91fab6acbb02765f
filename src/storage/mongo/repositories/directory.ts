import type { Model } from 'mongoose';
import type { UserId } from '../../../domain/ids.ts';
import type { DirectoryReader, DirectoryWriter } from '../../../ports/directory.ts';
import { type DirectoryUserRow, fromDirectoryUser, toDirectoryUser } from '../documents/directory-users.ts';
import type { Context } from '../engine/context.ts';
import { assertUpdated } from './assert-updated.ts';

export function createDirectory(users: Model<DirectoryUserRow>, { run, insert }: Context) {
  const reader: DirectoryReader = {
    async findUser(organizationId, id) {
      const row = await run(users.findOne({ _id: id, organizationId }).lean());
      return row && toDirectoryUser(row);
    },
    async findUserByLogin(organizationId, login) {
      const row = await run(users.findOne({ organizationId, logins: login }).lean());
      return row && toDirectoryUser(row);
    },
    async listUsersByLogins(organizationId, logins) {
      if (logins.length === 0) return [];
      const rows = await run(users.find({ organizationId, logins: { $in: [...logins] } }).lean());
      return rows.map(toDirectoryUser);
    },
    async listUsersByIds(organizationId, ids) {
      if (ids.length === 0) return [];
      const rows = await run(users.find({ organizationId, _id: { $in: [...ids] } }).lean());
      return rows.map(toDirectoryUser);
    },
    async listConfirmedByRole(organizationId, roles, limit) {
      const found: DirectoryUserRow[] = [];
      for (const role of roles) {
        const left = limit - found.length;
        if (left <= 0) break;
        const filter = { organizationId, status: 'confirmed', role } as const;
        const rows = await run(users.find(filter).sort({ _id: 1 }).limit(left).lean());
        found.push(...rows);
      }
      return found.map(toDirectoryUser);
    },
    async listUsers(organizationId, { after, limit }) {
      const filter = { organizationId, ...(after !== null && { _id: { $gt: after as UserId } }) };
      // One more than asked for: it tells whether there is a next page.
      const most = limit + 1;
      const rows = await run(users.find(filter).sort({ organizationId: 1, _id: 1 }).limit(most).lean());
      const page = rows.slice(0, limit).map(toDirectoryUser);
      return { users: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    countUsers: (organizationId) => run(users.countDocuments({ organizationId })),
    countLiveOfSource: (organizationId, sourceId) =>
      run(users.countDocuments({ organizationId, sourceId, status: { $in: ['invited', 'confirmed'] } })),
  };
  const writer: DirectoryWriter = {
    ...reader,
    async insert(user) {
      await insert(users, fromDirectoryUser(user));
    },
    async insertMany(added) {
      await insert(users, ...added.map(fromDirectoryUser));
    },
    async update(user) {
      const { _id, organizationId, createdAt, ...changeable } = fromDirectoryUser(user);
      const own = { _id, organizationId };
      assertUpdated(await run(users.updateOne(own, { $set: changeable })));
    },
  };
  return { reader, writer };
}
