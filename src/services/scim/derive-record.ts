import type { SourceRecord } from '../../domain/directory/source-person.ts';

/** The attributes of a resource as they are stored. */
export type ScimContent = Readonly<Record<string, unknown>>;

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/**
 * What a SCIM user says of a person. `active` makes them confirmed: the identity provider is the authority for its people, and there is
 * nobody else to confirm them.
 */
export function deriveRecord(externalId: string, content: ScimContent): SourceRecord {
  const userName = textOf(content.userName);
  const emails = listOf(content.emails);
  const email = textOf(choose(emails, 'work')?.value) ?? addressIn(userName);
  const enterprise = fieldsOf(content[ENTERPRISE]);
  return {
    externalId,
    displayName: nameOf(content) ?? userName,
    email,
    mobile: mobileOf(listOf(content.phoneNumbers)),
    alias: userName?.toLowerCase() === email?.toLowerCase() ? null : addressIn(userName),
    status: content.active === false ? 'suspended' : 'confirmed',
    manager: textOf(fieldsOf(enterprise.manager).value),
    department: textOf(enterprise.department),
    employeeNumber: textOf(enterprise.employeeNumber),
    // The groups of a SCIM client are resources of their own.
    groups: null,
    attributes: attributesOf(content, enterprise),
    hasTwoPrimaries: emails.filter(({ primary }) => primary === true).length > 1,
  };
}

/** Facts that a role rule may name. */
function attributesOf(content: ScimContent, enterprise: Fields): Record<string, string> {
  const role = choose(listOf(content.roles), null);
  const facts = {
    title: content.title,
    userType: content.userType,
    role: role?.value,
    department: enterprise.department,
    division: enterprise.division,
    organization: enterprise.organization,
    costCenter: enterprise.costCenter,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]): [string, string][] => {
      const text = textOf(value);
      return text === null ? [] : [[name, text]];
    }),
  );
}

type Fields = Readonly<Record<string, unknown>>;

function nameOf(content: ScimContent): string | null {
  const name = fieldsOf(content.name);
  const parts = [name.givenName, name.familyName].map(textOf).filter((part) => part !== null);
  return (
    textOf(content.displayName) ?? textOf(name.formatted) ?? (parts.length === 0 ? null : parts.join(' '))
  );
}

/** The primary value, else the one of this type, else the first. */
function choose(values: readonly Fields[], type: string | null): Fields | null {
  return (
    values.find(({ primary }) => primary === true) ??
    values.find((each) => type !== null && textOf(each.type)?.toLowerCase() === type) ??
    values[0] ??
    null
  );
}

/** A number of the office receives no one's codes. */
function mobileOf(phones: readonly Fields[]): string | null {
  const phone = phones.find((each) => textOf(each.type)?.toLowerCase() === 'mobile');
  return textOf(phone?.value)?.replace(/^tel:/i, '') ?? null;
}

function addressIn(text: string | null): string | null {
  return text?.includes('@') === true ? text : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
