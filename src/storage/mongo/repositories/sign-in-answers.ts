import type { Model } from 'mongoose';
import type { SignInAnswerReader, SignInAnswerWriter } from '../../../ports/sign-in-answers.ts';
import { purgeDate } from '../documents/schema-options.ts';
import { fromSignInAnswer, type SignInAnswerRow, toSignInAnswer } from '../documents/sign-in-answers.ts';
import type { Context } from '../engine/context.ts';

export function createSignInAnswers(answers: Model<SignInAnswerRow>, { run, wallClock }: Context) {
  const reader: SignInAnswerReader = {
    async find(signInId, now) {
      const row = await run(answers.findOne({ _id: signInId, expiresAt: { $gt: now } }).lean());
      return row && toSignInAnswer(row);
    },
  };
  const writer: SignInAnswerWriter = {
    ...reader,
    async put(answer, now) {
      const purgeAt = purgeDate(wallClock.now(), answer.expiresAt, now);
      const { _id, finishedAt, ...fields } = fromSignInAnswer(answer, purgeAt);
      const change = { $set: fields, $setOnInsert: { finishedAt } };
      await run(answers.updateOne({ _id }, change, { upsert: true }));
    },
    async listByCode(organizationId, codeId, now) {
      const rows = await run(answers.find({ organizationId, codeId, expiresAt: { $gt: now } }).lean());
      return rows.map(toSignInAnswer);
    },
    async finish(signInId, now) {
      const open = { _id: signInId, finishedAt: null, expiresAt: { $gt: now } };
      const { modifiedCount } = await run(answers.updateOne(open, { $set: { finishedAt: now } }));
      return modifiedCount === 1;
    },
  };
  return { reader, writer };
}
