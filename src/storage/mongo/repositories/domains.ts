import type { Model } from 'mongoose';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import { type EmailDomainRow, fromEmailDomain, toEmailDomain } from '../documents/email-domains.ts';
import type { Operate } from '../operate.ts';

export function createDomainReader(model: Model<EmailDomainRow>, operate: Operate): DomainReader {
  return {
    async find(organizationId, name) {
      const filter = { organizationId, name };
      const row = await operate((session) => model.findOne(filter).session(session).lean());
      return row === null ? null : toEmailDomain(row);
    },
    async list(organizationId) {
      const rows = await operate((session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toEmailDomain);
    },
  };
}

export function createDomainWriter(model: Model<EmailDomainRow>, operate: Operate): DomainWriter {
  return {
    ...createDomainReader(model, operate),
    async insert(domain) {
      await operate((session) => model.insertMany([fromEmailDomain(domain)], { session }));
    },
    async setVerified(organizationId, name, verifiedAt) {
      const change = { $set: { verifiedAt } };
      await operate((session) => model.updateOne({ organizationId, name }, change).session(session));
    },
  };
}
