import type { Model } from 'mongoose';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { DeviceCheck, DeviceProvider } from '../../../domain/requests/device-check.ts';
import type {
  DeviceCheckReader,
  DeviceCheckWriter,
  DeviceProviderReader,
  DeviceProviderWriter,
} from '../../../ports/device-checks.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

interface DeviceProviderRow extends Omit<DeviceProvider, 'organizationId'> {
  readonly _id: OrganizationId;
}

/** `isLasting` follows from the state, so that looking for what is due reads one range of one index. */
interface DeviceCheckRow extends Omit<DeviceCheck, 'id'> {
  readonly _id: DeviceCheck['id'];
  readonly isLasting: boolean;
}

export const deviceProviderSchema = defineSchema<DeviceProviderRow>({
  issuer: { type: String, required: true },
  clientId: { type: String, required: true },
  sealedSecret: { type: String, required: true },
  updatedAt: { type: Number, required: true },
});

export const deviceCheckSchema = defineSchema<DeviceCheckRow>({
  organizationId: { type: String, required: true },
  requestId: { type: String, required: true },
  targetId: { type: String, required: true },
  state: { type: String, required: true },
  isLasting: { type: Boolean, required: true },
  issuer: { type: String, required: true },
  sealedTicket: String,
  reference: String,
  intervalMs: { type: Number, required: true },
  failures: { type: Number, required: true },
  dueAt: { type: Number, required: true },
  startedAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
});
deviceCheckSchema.index({ organizationId: 1, targetId: 1, startedAt: 1 }, { name: 'of_target' });
deviceCheckSchema.index({ organizationId: 1, startedAt: 1 }, { name: 'by_time' });
deviceCheckSchema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { isLasting: true } });

export function createDeviceProviders(providers: Model<DeviceProviderRow>, context: Context) {
  const { find } = createTable(
    providers,
    ({ _id, ...provider }): DeviceProvider => ({ organizationId: _id, ...provider }),
    context,
  );
  const reader: DeviceProviderReader = { find: (organizationId) => find({ _id: organizationId }) };
  const writer: DeviceProviderWriter = {
    ...reader,
    async put({ organizationId: _id, ...provider }) {
      await context.run(providers.replaceOne({ _id }, { _id, ...provider }, { upsert: true }));
    },
    async remove(organizationId) {
      await context.run(providers.deleteOne({ _id: organizationId }));
    },
  };
  return { reader, writer };
}

export function createDeviceChecks(checks: Model<DeviceCheckRow>, context: Context) {
  const { find, list } = createTable(
    checks,
    ({ _id, isLasting, ...check }): DeviceCheck => ({ id: _id, ...check }),
    context,
  );
  const reader: DeviceCheckReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    listOf: (organizationId, targetId, since) =>
      list({ organizationId, targetId, startedAt: { $gte: since } }),
    listDue: (now, limit) => list({ isLasting: true, dueAt: { $lte: now } }, { dueAt: 1 }, limit),
  };
  const writer: DeviceCheckWriter = {
    ...reader,
    async put({ id: _id, ...check }) {
      const row = { _id, isLasting: check.state !== 'ended', ...check };
      await context.run(checks.replaceOne({ _id }, row, { upsert: true }));
    },
    async remove(organizationId, id) {
      await context.run(checks.deleteOne({ _id: id, organizationId }));
    },
    async removeEnded(organizationId, before) {
      await context.run(checks.deleteMany({ organizationId, startedAt: { $lt: before }, isLasting: false }));
    },
  };
  return { reader, writer };
}
