import { Schema } from 'mongoose';
import { schemaOptions } from './schema-options.ts';

/** A key that was received. `expiresAt` decides; `purgeAt` only tells the server when it may delete the document. */
export interface DeliveryRow {
  readonly _id: string;
  readonly expiresAt: number;
  readonly purgeAt: Date;
}

export const deliverySchema = new Schema<DeliveryRow>(
  {
    _id: { type: String, required: true },
    expiresAt: { type: Number, required: true },
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
deliverySchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });
