import { Schema } from 'mongoose';
import type { SignInAnswer } from '../../../ports/sign-in-answers.ts';
import { schemaOptions } from './schema-options.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may sweep the document away. */
export interface SignInAnswerRow extends Omit<SignInAnswer, 'signInId' | 'proof'> {
  readonly _id: string;
  /** JSON: the names in it are ids of keys, which may hold what field names may not. */
  readonly proof: string;
  readonly purgeAt: Date;
}

export const signInAnswerSchema = new Schema<SignInAnswerRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    clientId: { type: String, required: true },
    userId: { type: String, required: true },
    codeId: { type: String, required: true },
    answeredAt: { type: Number, required: true },
    expiresAt: { type: Number, required: true },
    finishedAt: Number,
    proof: { type: String, required: true },
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
signInAnswerSchema.index({ organizationId: 1, codeId: 1 }, { name: 'by_code' });
signInAnswerSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

export function toSignInAnswer({ _id, proof, purgeAt: _, ...fields }: SignInAnswerRow): SignInAnswer {
  return { signInId: _id, ...fields, proof: JSON.parse(proof) };
}

export function fromSignInAnswer(
  { signInId, proof, ...fields }: SignInAnswer,
  purgeAt: Date,
): SignInAnswerRow {
  return { _id: signInId, ...fields, proof: JSON.stringify(proof), purgeAt };
}
