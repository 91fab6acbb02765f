import type { Model } from 'mongoose';
import type { SigningKey, SigningKeys } from '../../../../ports/sign-in/signing-keys.ts';
import { type Context, isNew } from '../../engine/context.ts';
import { defineSchema } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface SigningKeyRow extends Omit<SigningKey, 'masterKeyId' | 'publicKey' | 'proof'> {
  readonly _id: string;
  /** JSON, as is the proof: it is of this very text. */
  readonly publicKey: string;
  readonly proof: string;
}

export const signingKeySchema = defineSchema<SigningKeyRow>({
  publicKey: { type: String, required: true },
  sealed: { type: String, required: true },
  certificate: { type: String, required: true },
  createdAt: { type: Number, required: true },
  proof: { type: String, required: true },
});

function toSigningKey({ _id, publicKey, proof, ...fields }: SigningKeyRow): SigningKey {
  return { masterKeyId: _id, ...fields, publicKey: JSON.parse(publicKey), proof: JSON.parse(proof) };
}

export function fromSigningKey({ masterKeyId, publicKey, proof, ...fields }: SigningKey): SigningKeyRow {
  return {
    _id: masterKeyId,
    ...fields,
    publicKey: JSON.stringify(publicKey),
    proof: JSON.stringify(proof),
  };
}

export function createSigningKeys(keys: Model<SigningKeyRow>, context: Context): SigningKeys {
  const { find, list } = createTable(keys, toSigningKey, context);
  return {
    find: (masterKeyId) => find({ _id: masterKeyId }),
    list: () => list({}, { _id: 1 }),
    insertOnce: (key) => isNew(context.insert(keys, fromSigningKey(key))),
  };
}
