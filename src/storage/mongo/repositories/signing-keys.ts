import type { Model } from 'mongoose';
import type { SigningKeys } from '../../../ports/signing-keys.ts';
import type { Access } from '../access.ts';
import { fromSigningKey, type SigningKeyRow, toSigningKey } from '../documents/signing-keys.ts';
import { isDuplicateKey } from '../mongo-errors.ts';

export function createSigningKeys(
  model: Model<SigningKeyRow>,
  { operate }: Pick<Access, 'operate'>,
): SigningKeys {
  return {
    async find(masterKeyId) {
      const row = await operate(() => model.findById(masterKeyId).lean());
      return row && toSigningKey(row);
    },
    async list() {
      const rows = await operate(() => model.find().sort({ _id: 1 }).lean());
      return rows.map(toSigningKey);
    },
    insertOnce: (key) =>
      operate(async () => {
        try {
          await model.create([fromSigningKey(key)]);
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }),
  };
}
