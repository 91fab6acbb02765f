import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { SignInAnswerReader, SignInAnswerWriter } from '../../../ports/sign-in-answers.ts';
import type { Access } from '../access.ts';
import { purgeDate } from '../documents/schema-options.ts';
import { fromSignInAnswer, type SignInAnswerRow, toSignInAnswer } from '../documents/sign-in-answers.ts';

export function createSignInAnswerReader(
  model: Model<SignInAnswerRow>,
  { operate }: Pick<Access, 'operate'>,
): SignInAnswerReader {
  return {
    async find(signInId, now) {
      const live = { _id: signInId, expiresAt: { $gt: now } };
      const row = await operate((session) => model.findOne(live).session(session).lean());
      return row && toSignInAnswer(row);
    },
  };
}

export function createSignInAnswerWriter(
  model: Model<SignInAnswerRow>,
  { operate }: Pick<Access, 'operate'>,
  wallClock: Clock,
): SignInAnswerWriter {
  return {
    ...createSignInAnswerReader(model, { operate }),
    async put(answer, now) {
      const purgeAt = purgeDate(wallClock.now(), answer.expiresAt, now);
      const { _id, finishedAt, ...fields } = fromSignInAnswer(answer, purgeAt);
      const change = { $set: fields, $setOnInsert: { finishedAt } };
      await operate((session) => model.updateOne({ _id }, change, { upsert: true }).session(session));
    },
    async listByCode(organizationId, codeId, now) {
      const filter = { organizationId, codeId, expiresAt: { $gt: now } };
      const rows = await operate((session) => model.find(filter).session(session).lean());
      return rows.map(toSignInAnswer);
    },
    async finish(signInId, now) {
      const open = { _id: signInId, finishedAt: null, expiresAt: { $gt: now } };
      const change = { $set: { finishedAt: now } };
      const result = await operate((session) => model.updateOne(open, change).session(session));
      return result.modifiedCount === 1;
    },
  };
}
