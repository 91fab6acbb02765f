import type { Model } from 'mongoose';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import { type EmailDomainRow, fromEmailDomain, toEmailDomain } from '../documents/email-domains.ts';
import type { Context } from '../engine/context.ts';
import { assertUpdated } from './assert-updated.ts';

export function createDomains(domains: Model<EmailDomainRow>, { run, insert }: Context) {
  const reader: DomainReader = {
    async find(organizationId, name) {
      const row = await run(domains.findOne({ organizationId, name }).lean());
      return row && toEmailDomain(row);
    },
    async list(organizationId) {
      const rows = await run(domains.find({ organizationId }).sort({ name: 1 }).lean());
      return rows.map(toEmailDomain);
    },
  };
  const writer: DomainWriter = {
    ...reader,
    async insert(domain) {
      await insert(domains, fromEmailDomain(domain));
    },
    async remove(organizationId, name) {
      await run(domains.deleteOne({ organizationId, name }));
    },
    async setVerified(organizationId, name, verifiedAt) {
      const own = { organizationId, name };
      assertUpdated(await run(domains.updateOne(own, { $set: { verifiedAt } })));
    },
  };
  return { reader, writer };
}
