import { Schema } from 'mongoose';
import { schemaOptions } from './schema-options.ts';

export interface RateCounterRow {
  readonly _id: string;
  readonly hits: number;
  readonly purgeAt: Date;
}

export const rateCounterSchema = new Schema<RateCounterRow>(
  {
    _id: { type: String, required: true },
    hits: { type: Number, required: true },
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
rateCounterSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });
