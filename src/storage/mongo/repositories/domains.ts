import type { Model } from 'mongoose';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import type { Access } from '../access.ts';
import { type EmailDomainRow, fromEmailDomain, toEmailDomain } from '../documents/email-domains.ts';

export function createDomainReader(model: Model<EmailDomainRow>, access: Access): DomainReader {
  return {
    async find(organizationId, name) {
      const filter = { organizationId, name };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toEmailDomain(row);
    },
    async list(organizationId) {
      const rows = await access.operate((session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toEmailDomain);
    },
  };
}

export function createDomainWriter(model: Model<EmailDomainRow>, access: Access): DomainWriter {
  return {
    ...createDomainReader(model, access),
    async insert(domain) {
      await access.operate((session) => model.insertMany([fromEmailDomain(domain)], { session }));
    },
    async setVerified(organizationId, name, verifiedAt) {
      const change = { $set: { verifiedAt } };
      await access.operate((session) => model.updateOne({ organizationId, name }, change).session(session));
    },
  };
}
