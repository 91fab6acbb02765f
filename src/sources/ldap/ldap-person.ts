import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { VendorError } from '../../ports/vendor.ts';
import { aliasOf, attributesOf } from '../reading/text.ts';
import type { LdapPreset } from './ldap-preset.ts';

/** As the library gives it: a value, several, or bytes where it was asked for bytes. */
export type LdapEntry = { readonly dn: string } & Readonly<Record<string, unknown>>;

const ACCOUNT_DISABLED = 0x2;
const NOT_A_PERSON = 0x800 | 0x1000 | 0x2000;

/** `null` for an entry that is no person: a computer, or a trust between domains. */
export function toRecord(
  entry: LdapEntry,
  preset: LdapPreset,
  groups: readonly string[] | null,
): SourceRecord | null {
  const flags = readFlags(entry, preset);
  if (flags !== null && (flags & NOT_A_PERSON) !== 0) return null;
  const text = (name: string | null): string | null => (name === null ? null : readText(entry[name]));
  const email = text(preset.email);
  const status: UserStatus = flags !== null && (flags & ACCOUNT_DISABLED) !== 0 ? 'suspended' : 'confirmed';
  return {
    externalId: idOf(entry, preset),
    displayName: text(preset.name) ?? text('cn'),
    email,
    mobile: text(preset.mobile),
    alias: aliasOf(text(preset.alias), email),
    status,
    // A name, not an id: the sync can't follow it.
    manager: null,
    department: text(preset.department),
    employeeNumber: text(preset.employeeNumber),
    groups,
    attributes: attributesOf({ title: text(preset.title) }),
    hasTwoPrimaries: readTexts(entry[preset.email]).length > 1,
  };
}

/** An account without flags would count as active, so an entry without them, perhaps for lack of rights, ends the run. */
function readFlags(entry: LdapEntry, { flags }: LdapPreset): number | null {
  if (flags === null) return null;
  const text = readText(entry[flags]);
  if (text === null || !/^-?\d{1,10}$/.test(text)) throw new VendorError('unexpected_answer', flags);
  return Number(text);
}

export function idOf(entry: LdapEntry, { id }: LdapPreset): string {
  const value = entry[id];
  const text = Buffer.isBuffer(value) ? spellGuid(value) : readText(value);
  if (text === null) throw new VendorError('unexpected_answer', id);
  return text.toLowerCase();
}

/** Active Directory's bytes of a GUID, as its tools spell it: the first three parts are little-endian. */
function spellGuid(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null;
  const hex = (from: number, to: number, isReversed: boolean): string => {
    const part = Buffer.from(bytes.subarray(from, to));
    return (isReversed ? part.reverse() : part).toString('hex');
  };
  return [hex(0, 4, true), hex(4, 6, true), hex(6, 8, true), hex(8, 10, false), hex(10, 16, false)].join('-');
}

export function readTexts(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
}

function readText(value: unknown): string | null {
  return readTexts(value)[0]?.trim() ?? null;
}
