import type { Model } from 'mongoose';
import type { UsedHintReader, UsedHintWriter } from '../../../ports/used-hints.ts';
import { purgeDate } from '../documents/schema-options.ts';
import type { UsedHintRow } from '../documents/used-hints.ts';
import type { Context } from '../engine/context.ts';

export function createUsedHints(hints: Model<UsedHintRow>, { run, wallClock }: Context) {
  const reader: UsedHintReader = {
    async has(digest, now) {
      return (await run(hints.findOne({ _id: digest, expiresAt: { $gt: now } }).lean())) !== null;
    },
  };
  const writer: UsedHintWriter = {
    ...reader,
    async add(digest, expiresAt, now) {
      const change = { $set: { expiresAt, purgeAt: purgeDate(wallClock.now(), expiresAt, now) } };
      await run(hints.updateOne({ _id: digest }, change, { upsert: true }));
    },
  };
  return { reader, writer };
}
