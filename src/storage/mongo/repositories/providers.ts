import type { Model } from 'mongoose';
import type { ProviderId } from '../../../domain/ids.ts';
import type { Provider } from '../../../domain/providers/provider.ts';
import type { ProviderReader, ProviderWriter } from '../../../ports/providers/providers.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** The settings are text, so that no name in them means anything to the database. */
interface ProviderRow extends Omit<Provider, 'id' | 'settings'> {
  readonly _id: ProviderId;
  readonly settings: string;
}

export const providerSchema = defineSchema<ProviderRow>({
  organizationId: { type: String, required: true },
  kind: { type: String, required: true },
  name: { type: String, required: true },
  settings: { type: String, required: true },
  sealedSecret: { type: String, required: true },
  createdAt: { type: Number, required: true },
  updatedAt: { type: Number, required: true },
});
providerSchema.index({ organizationId: 1, name: 1 }, { name: 'one_provider_of_a_name', unique: true });

function toProvider({ _id, settings, ...fields }: ProviderRow): Provider {
  return { id: _id, ...fields, settings: JSON.parse(settings) };
}

function fromProvider({ id, settings, ...fields }: Provider): ProviderRow {
  return { _id: id, ...fields, settings: JSON.stringify(settings) };
}

export function createProviders(providers: Model<ProviderRow>, context: Context) {
  const { find, list, updateKnown } = createTable(providers, toProvider, context);
  const reader: ProviderReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    list: (organizationId) => list({ organizationId }, { name: 1 }),
  };
  const writer: ProviderWriter = {
    ...reader,
    insert: (provider) => context.insert(providers, fromProvider(provider)),
    async update(provider) {
      const { _id, organizationId, kind, createdAt, ...changeable } = fromProvider(provider);
      await updateKnown({ _id, organizationId }, { $set: changeable });
    },
    async remove(organizationId, id) {
      await context.run(providers.deleteOne({ _id: id, organizationId }));
    },
  };
  return { reader, writer };
}
