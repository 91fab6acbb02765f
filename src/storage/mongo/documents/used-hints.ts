import { Schema } from 'mongoose';
import { schemaOptions } from './schema-options.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may sweep the document away. */
export interface UsedHintRow {
  readonly _id: string;
  readonly expiresAt: number;
  readonly purgeAt: Date;
}

export const usedHintSchema = new Schema<UsedHintRow>(
  {
    _id: { type: String, required: true },
    expiresAt: { type: Number, required: true },
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
usedHintSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });
