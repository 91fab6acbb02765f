import { Schema } from 'mongoose';
import type { SigningKey } from '../../../ports/signing-keys.ts';
import { schemaOptions } from './schema-options.ts';

export interface SigningKeyRow extends Omit<SigningKey, 'masterKeyId' | 'publicKey' | 'proof'> {
  readonly _id: string;
  /** JSON, as is the proof: it is of this very text. */
  readonly publicKey: string;
  readonly proof: string;
}

export const signingKeySchema = new Schema<SigningKeyRow>(
  {
    _id: { type: String, required: true },
    publicKey: { type: String, required: true },
    sealed: { type: String, required: true },
    certificate: { type: String, required: true },
    createdAt: { type: Number, required: true },
    proof: { type: String, required: true },
  },
  schemaOptions,
);

export function toSigningKey({ _id, publicKey, proof, ...fields }: SigningKeyRow): SigningKey {
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
