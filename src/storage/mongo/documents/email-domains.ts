import { Schema } from 'mongoose';
import type { EmailDomain } from '../../../domain/directory/email-domain.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

export interface EmailDomainRow extends EmailDomain {
  readonly _id: string;
}

export const emailDomainSchema = new Schema<EmailDomainRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    name: { type: String, required: true },
    verificationToken: String,
    verifiedAt: Number,
    createdAt: { type: Number, required: true },
  },
  schemaOptions,
);
emailDomainSchema.index({ organizationId: 1, name: 1 }, { name: 'one_domain_of_a_name', unique: true });

export function toEmailDomain({ _id, ...domain }: EmailDomainRow): EmailDomain {
  return domain;
}

export function fromEmailDomain(domain: EmailDomain): EmailDomainRow {
  return { _id: joinKey(domain.organizationId, domain.name), ...domain };
}
