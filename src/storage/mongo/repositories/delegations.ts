import type { Model } from 'mongoose';
import type { Delegation } from '../../../domain/requests/delegation.ts';
import type { DelegationReader, DelegationWriter } from '../../../ports/delegations.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema, joinKey } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** One of each giver; its own id, which a newer one replaces, is `delegationId`. */
interface DelegationRow extends Omit<Delegation, 'id'> {
  readonly _id: string;
  readonly delegationId: Delegation['id'];
}

export const delegationSchema = defineSchema<DelegationRow>({
  delegationId: { type: String, required: true },
  organizationId: { type: String, required: true },
  from: { type: String, required: true },
  to: { type: String, required: true },
  startsAt: { type: Number, required: true },
  endsAt: { type: Number, required: true },
  endedAt: Number,
});
delegationSchema.index({ organizationId: 1, endedAt: 1 }, { name: 'lasting' });
delegationSchema.index({ endedAt: 1, endsAt: 1 }, { name: 'by_end' });

function toDelegation({ _id, delegationId, ...delegation }: DelegationRow): Delegation {
  return { id: delegationId, ...delegation };
}

export function createDelegations(delegations: Model<DelegationRow>, context: Context) {
  const { find, list } = createTable(delegations, toDelegation, context);
  const reader: DelegationReader = {
    find: (organizationId, from) => find({ _id: joinKey(organizationId, from) }),
    listLasting: (organizationId) => list({ organizationId, endedAt: null }, { startsAt: 1, from: 1 }),
    listOverdue: (now, limit) =>
      list({ endedAt: null, endsAt: { $lte: now } }, { endsAt: 1, from: 1 }, limit),
  };
  const writer: DelegationWriter = {
    ...reader,
    async put({ id: delegationId, ...delegation }) {
      const _id = joinKey(delegation.organizationId, delegation.from);
      await context.run(
        delegations.replaceOne({ _id }, { _id, delegationId, ...delegation }, { upsert: true }),
      );
    },
  };
  return { reader, writer };
}
