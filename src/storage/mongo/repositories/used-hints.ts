import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { UsedHintReader, UsedHintWriter } from '../../../ports/used-hints.ts';
import type { Access } from '../access.ts';
import { purgeDate } from '../documents/schema-options.ts';
import type { UsedHintRow } from '../documents/used-hints.ts';

export function createUsedHintReader(
  model: Model<UsedHintRow>,
  { operate }: Pick<Access, 'operate'>,
): UsedHintReader {
  return {
    async has(digest, now) {
      const live = { _id: digest, expiresAt: { $gt: now } };
      return (await operate((session) => model.findOne(live).session(session).lean())) !== null;
    },
  };
}

export function createUsedHintWriter(
  model: Model<UsedHintRow>,
  { operate }: Pick<Access, 'operate'>,
  wallClock: Clock,
): UsedHintWriter {
  return {
    ...createUsedHintReader(model, { operate }),
    async add(digest, expiresAt, now) {
      const change = { $set: { expiresAt, purgeAt: purgeDate(wallClock.now(), expiresAt, now) } };
      await operate((session) => model.updateOne({ _id: digest }, change, { upsert: true }).session(session));
    },
  };
}
