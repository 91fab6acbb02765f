import { Schema } from 'mongoose';
import { type DirectoryUser, loginsOf, noSourceFields } from '../../../domain/directory/directory-user.ts';
import type { UserId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** `logins` holds every login of the user: one unique index for all of them, and one way to look a user up. */
export interface DirectoryUserRow extends Omit<DirectoryUser, 'id'> {
  readonly _id: UserId;
  readonly logins: readonly string[];
}

export const directoryUserSchema = new Schema<DirectoryUserRow>(
  {
    _id: { type: String, required: true },
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
    createdAt: { type: Number, required: true },
    updatedAt: { type: Number, required: true },
  },
  schemaOptions,
);
directoryUserSchema.index({ organizationId: 1, logins: 1 }, { name: 'one_user_per_login', unique: true });
directoryUserSchema.index({ organizationId: 1, _id: 1 }, { name: 'pages' });
directoryUserSchema.index({ organizationId: 1, status: 1, role: 1, _id: 1 }, { name: 'by_role' });
// Few queries ask for a source, and most users may have none: `$gt` leaves out what is no text.
directoryUserSchema.index(
  { organizationId: 1, sourceId: 1, status: 1 },
  { name: 'by_source', partialFilterExpression: { sourceId: { $gt: '' } } },
);

export function toDirectoryUser({ _id, logins, ...user }: DirectoryUserRow): DirectoryUser {
  // Users from before there were second logins lack the alias; those from before there were sources lack what a source gives.
  return { id: _id, ...noSourceFields, ...user, alias: user.alias ?? null };
}

export function fromDirectoryUser({ id, ...user }: DirectoryUser): DirectoryUserRow {
  return { _id: id, ...user, logins: loginsOf(user) };
}
