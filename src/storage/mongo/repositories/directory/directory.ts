import type { Model } from 'mongoose';
import { type DirectoryUser, loginsOf, noSourceFields } from '../../../../domain/directory/directory-user.ts';
import { listWords } from '../../../../domain/directory/search-words.ts';
import type { UserId } from '../../../../domain/ids.ts';
import type { DirectoryReader, DirectoryWriter } from '../../../../ports/directory/directory.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

/** `logins` holds every login of the user: one unique index for all of them, and one way to look a user up. */
interface DirectoryUserRow extends Omit<DirectoryUser, 'id'> {
  readonly _id: UserId;
  readonly logins: readonly string[];
  /** By which people are found; see `listWords`. */
  readonly words: readonly string[];
}

export const directoryUserSchema = defineSchema<DirectoryUserRow>({
  organizationId: { type: String, required: true },
  displayName: String,
  role: { type: String, required: true },
  status: { type: String, required: true },
  email: String,
  mobile: String,
  alias: String,
  primary: { type: String, required: true },
  sourceId: String,
  externalId: String,
  manager: String,
  department: String,
  employeeNumber: String,
  logins: { type: [String], default: undefined },
  words: { type: [String], default: undefined },
  createdAt: { type: Number, required: true },
  updatedAt: { type: Number, required: true },
});
directoryUserSchema.index({ organizationId: 1, logins: 1 }, { name: 'one_user_per_login', unique: true });
directoryUserSchema.index({ organizationId: 1, words: 1 }, { name: 'by_word' });
directoryUserSchema.index({ organizationId: 1, _id: 1 }, { name: 'pages' });
directoryUserSchema.index({ organizationId: 1, status: 1, role: 1, _id: 1 }, { name: 'by_role' });
// Few queries ask for a source, and most users may have none: `$gt` leaves out what is no text.
directoryUserSchema.index(
  { organizationId: 1, sourceId: 1, status: 1 },
  { name: 'by_source', partialFilterExpression: { sourceId: { $gt: '' } } },
);

function toDirectoryUser({ _id, logins, words, ...user }: DirectoryUserRow): DirectoryUser {
  // Users from before there were second logins lack the alias; those from before there were sources lack what a source gives.
  return { id: _id, ...noSourceFields, ...user, alias: user.alias ?? null };
}

function fromDirectoryUser({ id, ...user }: DirectoryUser): DirectoryUserRow {
  return {
    _id: id,
    ...user,
    logins: loginsOf(user),
    words: listWords(user.displayName, user.employeeNumber),
  };
}

/** An anchored expression reads one range of an index. Everything in it stands for itself. */
function beginsWith(text: string): { readonly $regex: string } {
  return { $regex: `^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}` };
}

export function createDirectory(users: Model<DirectoryUserRow>, context: Context) {
  const { run, insert } = context;
  const { find, list, updateKnown } = createTable(users, toDirectoryUser, context);
  const reader: DirectoryReader = {
    findUser: (organizationId, id) => find({ _id: id, organizationId }),
    findUserByLogin: (organizationId, login) => find({ organizationId, logins: login }),
    async listUsersByLogins(organizationId, logins) {
      return logins.length === 0 ? [] : list({ organizationId, logins: { $in: [...logins] } });
    },
    listUsersByLoginPrefix: (organizationId, prefix, limit) =>
      list({ organizationId, logins: beginsWith(prefix) }, undefined, limit),
    async listUsersByWords(organizationId, words, limit) {
      // The first condition reads a range of the index, so it is the longest word. The others judge what is found.
      const [first = '', ...others] = [...words].sort((a, b) => b.length - a.length);
      const conditions = others.map((word) => ({ words: beginsWith(word) }));
      const filter = { organizationId, words: beginsWith(first) };
      const found = await list(
        conditions.length === 0 ? filter : { ...filter, $and: conditions },
        undefined,
        limit + 1,
      );
      return { users: found.slice(0, limit), isAll: found.length <= limit };
    },
    async listUsersByIds(organizationId, ids) {
      return ids.length === 0 ? [] : list({ organizationId, _id: { $in: [...ids] } });
    },
    async listConfirmedByRole(organizationId, roles, limit) {
      const found: DirectoryUser[] = [];
      for (const role of roles) {
        const left = limit - found.length;
        if (left <= 0) break;
        found.push(...(await list({ organizationId, status: 'confirmed', role }, { _id: 1 }, left)));
      }
      return found;
    },
    async listUsers(organizationId, { after, limit }) {
      const filter = { organizationId, ...(after !== null && { _id: { $gt: after as UserId } }) };
      // One more than asked for: it tells whether there is a next page.
      const rows = await list(filter, { organizationId: 1, _id: 1 }, limit + 1);
      const page = rows.slice(0, limit);
      return { users: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    countUsers: (organizationId) => run(users.countDocuments({ organizationId })),
    countLiveOfSource: (organizationId, sourceId) =>
      run(users.countDocuments({ organizationId, sourceId, status: { $in: ['invited', 'confirmed'] } })),
  };
  const writer: DirectoryWriter = {
    ...reader,
    insert: (user) => insert(users, fromDirectoryUser(user)),
    insertMany: (added) => insert(users, ...added.map(fromDirectoryUser)),
    async update(user) {
      const { _id, organizationId, createdAt, ...changeable } = fromDirectoryUser(user);
      await updateKnown({ _id, organizationId }, { $set: changeable });
    },
  };
  return { reader, writer };
}
