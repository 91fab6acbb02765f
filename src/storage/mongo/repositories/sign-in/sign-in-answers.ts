import type { Model } from 'mongoose';
import type {
  SignInAnswer,
  SignInAnswerReader,
  SignInAnswerWriter,
} from '../../../../ports/sign-in/sign-in-answers.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may sweep the document away. */
interface SignInAnswerRow extends Omit<SignInAnswer, 'signInId' | 'proof'> {
  readonly _id: string;
  /** JSON: the names in it are ids of keys, which may hold what field names may not. */
  readonly proof: string;
  readonly purgeAt: Date;
}

export const signInAnswerSchema = defineSchema<SignInAnswerRow>({
  organizationId: { type: String, required: true },
  clientId: { type: String, required: true },
  userId: { type: String, required: true },
  codeId: { type: String, required: true },
  answeredAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
  finishedAt: Number,
  proof: { type: String, required: true },
  purgeAt: { type: Date, required: true },
});
signInAnswerSchema.index({ organizationId: 1, codeId: 1 }, { name: 'by_code' });
signInAnswerSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

function toSignInAnswer({ _id, proof, purgeAt, ...fields }: SignInAnswerRow): SignInAnswer {
  return { signInId: _id, ...fields, proof: JSON.parse(proof) };
}

export function fromSignInAnswer(
  { signInId, proof, ...fields }: SignInAnswer,
  purgeAt: Date,
): SignInAnswerRow {
  return { _id: signInId, ...fields, proof: JSON.stringify(proof), purgeAt };
}

export function createSignInAnswers(answers: Model<SignInAnswerRow>, context: Context) {
  const { find, list, update } = createTable(answers, toSignInAnswer, context);
  const reader: SignInAnswerReader = {
    find: (signInId, now) => find({ _id: signInId, expiresAt: { $gt: now } }),
  };
  const writer: SignInAnswerWriter = {
    ...reader,
    async put(answer, now) {
      const row = fromSignInAnswer(answer, context.purgeAt(answer.expiresAt, now));
      const { _id, finishedAt, ...fields } = row;
      const change = { $set: fields, $setOnInsert: { finishedAt } };
      await context.run(answers.updateOne({ _id }, change, { upsert: true }));
    },
    listByCode: (organizationId, codeId, now) => list({ organizationId, codeId, expiresAt: { $gt: now } }),
    finish: (signInId, now) =>
      update({ _id: signInId, finishedAt: null, expiresAt: { $gt: now } }, { $set: { finishedAt: now } }),
  };
  return { reader, writer };
}
