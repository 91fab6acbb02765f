import type { Model } from 'mongoose';
import { type EmailDomain, uncheckedDomain } from '../../../../domain/directory/email-domain.ts';
import type { DomainReader, DomainWriter } from '../../../../ports/directory/domains.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface EmailDomainRow extends EmailDomain {
  readonly _id: string;
}

export const emailDomainSchema = defineSchema<EmailDomainRow>({
  organizationId: { type: String, required: true },
  name: { type: String, required: true },
  verificationToken: String,
  verifiedAt: Number,
  createdAt: { type: Number, required: true },
  lastCheckedAt: Number,
  nextCheckAt: Number,
  missingSince: Number,
  missedLooks: Number,
});
emailDomainSchema.index({ organizationId: 1, name: 1 }, { name: 'one_domain_of_a_name', unique: true });
emailDomainSchema.index(
  { name: 1 },
  { name: 'one_holder_of_a_name', unique: true, partialFilterExpression: { verifiedAt: { $gte: 0 } } },
);
emailDomainSchema.index(
  { nextCheckAt: 1 },
  { name: 'due', partialFilterExpression: { nextCheckAt: { $gte: 0 } } },
);

/** An earlier version looked at no record again: those that it verified are due now. It may run several times, and by several instances. */
export async function startDomainChecks(domains: Model<EmailDomainRow>): Promise<void> {
  const unseen = { verifiedAt: { $gte: 0 }, nextCheckAt: { $exists: false } };
  await domains.updateMany(unseen, [{ $set: { nextCheckAt: '$verifiedAt' } }], { updatePipeline: true });
}

function toEmailDomain({ _id, ...domain }: EmailDomainRow): EmailDomain {
  return { ...uncheckedDomain, ...domain };
}

export function createDomains(domains: Model<EmailDomainRow>, context: Context) {
  const { find, list, updateKnown } = createTable(domains, toEmailDomain, context);
  const reader: DomainReader = {
    find: (organizationId, name) => find({ organizationId, name }),
    list: (organizationId) => list({ organizationId }, { name: 1 }),
    findVerified: (name) => find({ name, verifiedAt: { $gte: 0 } }),
    listDue: (now, limit) => list({ nextCheckAt: { $gte: 0, $lte: now } }, { nextCheckAt: 1 }, limit),
  };
  const writer: DomainWriter = {
    ...reader,
    insert: (domain) =>
      context.insert(domains, { _id: joinKey(domain.organizationId, domain.name), ...domain }),
    async remove(organizationId, name) {
      await context.run(domains.deleteOne({ organizationId, name }));
    },
    setVerified: (organizationId, name, verifiedAt) =>
      updateKnown({ organizationId, name }, { $set: { verifiedAt } }),
    setCheck: (organizationId, name, { lastCheckedAt, nextCheckAt, missingSince, missedLooks }) =>
      updateKnown(
        { organizationId, name },
        { $set: { lastCheckedAt, nextCheckAt, missingSince, missedLooks } },
      ),
  };
  return { reader, writer };
}
