import type { Model } from 'mongoose';
import type { EmailDomain } from '../../../domain/directory/email-domain.ts';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema, joinKey } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

interface EmailDomainRow extends EmailDomain {
  readonly _id: string;
}

export const emailDomainSchema = defineSchema<EmailDomainRow>({
  organizationId: { type: String, required: true },
  name: { type: String, required: true },
  verificationToken: String,
  verifiedAt: Number,
  createdAt: { type: Number, required: true },
});
emailDomainSchema.index({ organizationId: 1, name: 1 }, { name: 'one_domain_of_a_name', unique: true });

function toEmailDomain({ _id, ...domain }: EmailDomainRow): EmailDomain {
  return domain;
}

export function createDomains(domains: Model<EmailDomainRow>, context: Context) {
  const { find, list, updateKnown } = createTable(domains, toEmailDomain, context);
  const reader: DomainReader = {
    find: (organizationId, name) => find({ organizationId, name }),
    list: (organizationId) => list({ organizationId }, { name: 1 }),
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
  };
  return { reader, writer };
}
