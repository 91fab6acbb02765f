import type { Model } from 'mongoose';
import type { UserId } from '../../../domain/ids.ts';
import type { DirectoryReader, DirectoryWriter } from '../../../ports/directory.ts';
import type { Access, WriteAccess } from '../access.ts';
import {
  changeableFields,
  type DirectoryUserRow,
  fromDirectoryUser,
  toDirectoryUser,
} from '../documents/directory-users.ts';
import { insertion, setting } from '../writes.ts';

export function createDirectoryReader(model: Model<DirectoryUserRow>, access: Access): DirectoryReader {
  return {
    async findUser(organizationId, id) {
      const row = await access.findFirst(model, { _id: id, organizationId });
      return row === null ? null : toDirectoryUser(row);
    },
    async findUserByLogin(organizationId, login) {
      const filter = { organizationId, logins: login };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toDirectoryUser(row);
    },
    async listUsersByLogins(organizationId, logins) {
      if (logins.length === 0) return [];
      const filter = { organizationId, logins: { $in: [...logins] } };
      const rows = await access.ask(model, { organizationId }, (session) =>
        model.find(filter).session(session).lean(),
      );
      return rows.map(toDirectoryUser);
    },
    async listConfirmedByRole(organizationId, roles, limit) {
      const found: DirectoryUserRow[] = [];
      for (const role of roles) {
        const left = limit - found.length;
        if (left <= 0) break;
        const where = { organizationId, status: 'confirmed', role } as const;
        const rows = await access.ask(model, where, (session) =>
          model.find(where).sort({ _id: 1 }).limit(left).session(session).lean(),
        );
        found.push(...rows);
      }
      return found.map(toDirectoryUser);
    },
    async listUsers(organizationId, { after, limit }) {
      const place = after === null ? {} : { _id: { $gt: after as UserId } };
      // One more than asked for tells whether there is a next page.
      const rows = await access.ask(model, { organizationId }, (session) =>
        model
          .find({ organizationId, ...place })
          .sort({ organizationId: 1, _id: 1 })
          .limit(limit + 1)
          .session(session)
          .lean(),
      );
      const users = rows.slice(0, limit).map(toDirectoryUser);
      return { users, next: rows.length > limit ? (users.at(-1)?.id ?? null) : null };
    },
    countUsers(organizationId) {
      return access.count(model, { organizationId });
    },
  };
}

export function createDirectoryWriter(model: Model<DirectoryUserRow>, access: WriteAccess): DirectoryWriter {
  return {
    ...createDirectoryReader(model, access),
    async insert(user) {
      access.write(insertion(model, fromDirectoryUser(user)));
    },
    async insertMany(users) {
      access.write(...users.map((user) => insertion(model, fromDirectoryUser(user))));
    },
    async update(user) {
      const where = { _id: user.id, organizationId: user.organizationId };
      access.write(setting(model, where, changeableFields(user)));
    },
  };
}
