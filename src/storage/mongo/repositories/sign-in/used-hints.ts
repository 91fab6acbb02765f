import type { Model } from 'mongoose';
import type { UsedHintReader, UsedHintWriter } from '../../../../ports/sign-in/used-hints.ts';
import type { Context } from '../../engine/context.ts';
import { defineExpiringKeySchema, type ExpiringKeyRow } from '../../engine/schema.ts';

/** Their keys are digests of hints. */
export const usedHintSchema = defineExpiringKeySchema();

export function createUsedHints(hints: Model<ExpiringKeyRow>, { run, purgeAt }: Context) {
  const reader: UsedHintReader = {
    async has(digest, now) {
      return (await run(hints.findOne({ _id: digest, expiresAt: { $gt: now } }).lean())) !== null;
    },
  };
  const writer: UsedHintWriter = {
    ...reader,
    async add(digest, expiresAt, now) {
      const change = { $set: { expiresAt, purgeAt: purgeAt(expiresAt, now) } };
      await run(hints.updateOne({ _id: digest }, change, { upsert: true }));
    },
  };
  return { reader, writer };
}
