import type { Model } from 'mongoose';
import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import type { Freeze, UnfreezeProposal } from '../../../domain/requests/freeze.ts';
import type { FreezeReader, FreezeWriter } from '../../../ports/freezes.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema, joinKey } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** One of each subject; its own id, which a newer one replaces, is `freezeId`. */
interface FreezeRow extends Omit<Freeze, 'id'> {
  readonly _id: string;
  readonly freezeId: Freeze['id'];
}

const actor = definePart<AuditActor>({ kind: String, id: String });

export const freezeSchema = defineSchema<FreezeRow>({
  freezeId: { type: String, required: true },
  organizationId: { type: String, required: true },
  subject: { type: String, required: true },
  kind: { type: String, required: true },
  startedBy: { type: actor, required: true },
  startedAt: { type: Number, required: true },
  reason: String,
  proposal: definePart<UnfreezeProposal>({ by: actor, at: Number }),
  endedBy: actor,
  endedAt: Number,
});
freezeSchema.index({ organizationId: 1, endedAt: 1 }, { name: 'lasting' });

function toFreeze({ _id, freezeId, ...freeze }: FreezeRow): Freeze {
  return { id: freezeId, ...freeze };
}

export function createFreezes(freezes: Model<FreezeRow>, context: Context) {
  const { find, list } = createTable(freezes, toFreeze, context);
  const reader: FreezeReader = {
    find: (organizationId, subject) => find({ _id: joinKey(organizationId, subject) }),
    listLasting: (organizationId) => list({ organizationId, endedAt: null }),
  };
  const writer: FreezeWriter = {
    ...reader,
    async put({ id: freezeId, ...freeze }) {
      const _id = joinKey(freeze.organizationId, freeze.subject);
      await context.run(freezes.replaceOne({ _id }, { _id, freezeId, ...freeze }, { upsert: true }));
    },
  };
  return { reader, writer };
}
