import type { Model } from 'mongoose';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import type { Access, WriteAccess } from '../access.ts';
import { type EmailDomainRow, fromEmailDomain, toEmailDomain } from '../documents/email-domains.ts';
import { insertion, removal, setting } from '../writes.ts';

export function createDomainReader(model: Model<EmailDomainRow>, access: Access): DomainReader {
  return {
    async find(organizationId, name) {
      const filter = { organizationId, name };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toEmailDomain(row);
    },
    async list(organizationId) {
      const rows = await access.ask(model, { organizationId }, (session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toEmailDomain);
    },
  };
}

export function createDomainWriter(model: Model<EmailDomainRow>, access: WriteAccess): DomainWriter {
  return {
    ...createDomainReader(model, access),
    async insert(domain) {
      access.write(insertion(model, fromEmailDomain(domain)));
    },
    async remove(organizationId, name) {
      await access.findAndWrite(model, { organizationId, name }, (row) => ({
        writes: row === null ? [] : [removal(model, row)],
        result: undefined,
      }));
    },
    async setVerified(organizationId, name, verifiedAt) {
      access.write(setting(model, { organizationId, name }, { verifiedAt }));
    },
  };
}
