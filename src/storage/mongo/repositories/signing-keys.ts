import type { Model } from 'mongoose';
import type { SigningKeys } from '../../../ports/signing-keys.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import { fromSigningKey, type SigningKeyRow, toSigningKey } from '../documents/signing-keys.ts';
import type { Context } from '../engine/context.ts';

export function createSigningKeys(keys: Model<SigningKeyRow>, { run, insert }: Context): SigningKeys {
  return {
    async find(masterKeyId) {
      const row = await run(keys.findById(masterKeyId).lean());
      return row && toSigningKey(row);
    },
    async list() {
      const rows = await run(keys.find().sort({ _id: 1 }).lean());
      return rows.map(toSigningKey);
    },
    async insertOnce(key) {
      try {
        await insert(keys, fromSigningKey(key));
        return true;
      } catch (error) {
        if (error instanceof UniqueViolationError) return false;
        throw error;
      }
    },
  };
}
