import { Schema } from 'mongoose';
import { type DirectoryUser, loginsOf } from '../../../domain/directory/directory-user.ts';
import type { UserId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/**
 * `logins` holds every login of the person: one unique index for all, and one way to find.
 */
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
    logins: { type: [String], default: undefined },
    createdAt: { type: Number, required: true },
    updatedAt: { type: Number, required: true },
  },
  schemaOptions,
);
directoryUserSchema.index({ organizationId: 1, logins: 1 }, { name: 'one_user_per_login', unique: true });
directoryUserSchema.index({ organizationId: 1, _id: 1 }, { name: 'pages' });
directoryUserSchema.index({ organizationId: 1, status: 1, role: 1, _id: 1 }, { name: 'by_role' });

export function toDirectoryUser(row: DirectoryUserRow): DirectoryUser {
  return {
    id: row._id,
    organizationId: row.organizationId,
    displayName: row.displayName,
    role: row.role,
    status: row.status,
    email: row.email,
    mobile: row.mobile,
    // Rows of before there were second logins lack it.
    alias: row.alias ?? null,
    primary: row.primary,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What of a user may change. */
export function changeableFields(
  user: DirectoryUser,
): Omit<DirectoryUserRow, '_id' | 'organizationId' | 'createdAt'> {
  return {
    displayName: user.displayName,
    role: user.role,
    status: user.status,
    email: user.email,
    mobile: user.mobile,
    alias: user.alias,
    primary: user.primary,
    logins: loginsOf(user),
    updatedAt: user.updatedAt,
  };
}

export function fromDirectoryUser(user: DirectoryUser): DirectoryUserRow {
  return {
    _id: user.id,
    organizationId: user.organizationId,
    createdAt: user.createdAt,
    ...changeableFields(user),
  };
}
