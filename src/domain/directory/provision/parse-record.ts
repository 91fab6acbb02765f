import { domainToUnicode } from 'node:url';
import type { ConflictKind } from '../conflict.ts';
import type { UserStatus } from '../directory-user.ts';
import { parseEmail } from '../email.ts';
import { findPlainTwin } from '../look-alike.ts';
import { parseMobile } from '../mobile.ts';
import { parseName } from '../name.ts';
import type { SourceRecord } from '../source-person.ts';

/** Longest id or manager that a source may give. */
export const KEY_LENGTH_MAX = 400;
const VALUE_SHOWN_MAX = 200;
/** More groups than any person has. */
const GROUPS_MAX = 1000;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export interface RecordFault {
  readonly kind: ConflictKind;
  /** The field of the record. */
  readonly field: keyof SourceRecord;
  /** As the source gives it, safe to show. */
  readonly value: string | null;
}

/** A record whose fields can be used. A field is `null` where the source gives none, and `undefined` where it can't be read: it stays as it is. */
export interface ReadRecord {
  readonly externalId: string;
  readonly displayName: string | null | undefined;
  readonly email: string | null | undefined;
  readonly mobile: string | null | undefined;
  readonly alias: string | null | undefined;
  readonly status: UserStatus;
  readonly manager: string | null | undefined;
  readonly department: string | null | undefined;
  readonly employeeNumber: string | null | undefined;
  readonly groups: readonly string[] | null;
  readonly attributes: SourceRecord['attributes'];
  readonly faults: readonly RecordFault[];
}

/**
 * Reads a record, field by field: a field at fault never keeps a person from being suspended or deactivated.
 * @param ownDomains the organization's verified domains
 * @returns `null` if the person's id is none that can be kept
 */
export function parseRecord(record: SourceRecord, ownDomains: ReadonlySet<string>): ReadRecord | null {
  const { externalId, status, attributes } = record;
  if (!isKey(externalId)) return null;
  const faults: RecordFault[] = [];

  function complain(kind: ConflictKind, field: keyof SourceRecord, value: string | null): undefined {
    faults.push({ kind, field, value: value === null ? null : showValue(value) });
  }

  function read(
    field: 'displayName' | 'email' | 'mobile' | 'alias' | 'manager' | 'department' | 'employeeNumber',
    parse: (text: string) => string | null,
  ): string | null | undefined {
    const text = record[field];
    if (text === null || text.trim() === '') return null;
    const twin = field === 'email' || field === 'alias' ? findTwin(text, ownDomains) : null;
    if (twin !== null) return complain('look_alike', field, text);
    return parse(text) ?? complain('invalid_field', field, text);
  }

  const email = read('email', parseAddress);
  const mobile = read('mobile', (text) => {
    const parsed = parseMobile(text);
    return parsed.kind === 'mobile' ? parsed.number : null;
  });
  if (email === null && typeof mobile === 'string') complain('mobile_only', 'email', mobile);
  if (email === null && typeof mobile !== 'string') complain('no_email', 'email', null);
  if (record.hasTwoPrimaries) complain('two_primary_addresses', 'email', record.email);
  const groups = readGroups(record, (text) => complain('invalid_field', 'groups', text));
  return {
    externalId,
    displayName: read('displayName', parseText),
    email,
    mobile,
    alias: read('alias', parseAddress),
    status,
    manager: read('manager', parseManager),
    department: read('department', parseText),
    employeeNumber: read('employeeNumber', parseText),
    groups,
    attributes,
    faults,
  };
}

/** The names of a person's groups that can be kept; `null` if the source tells none. */
export function readGroups(
  { groups }: Pick<SourceRecord, 'groups'>,
  complain: (text: string) => void = () => {},
): string[] | null {
  if (groups === null) return null;
  return groups.slice(0, GROUPS_MAX).flatMap((text) => {
    const name = parseGroup(text);
    if (name === null) complain(text);
    return name ?? [];
  });
}

/** An id, or a reference to one: anything that can be kept and shown. */
function isKey(text: string): boolean {
  return (
    text.trim() !== '' && text.length <= KEY_LENGTH_MAX && text.isWellFormed() && text.search(HIDDEN) < 0
  );
}

function parseText(text: string): string | null {
  const parsed = parseName(text);
  return parsed.kind === 'name' ? parsed.name : null;
}

/** Nothing that turns into another group's name when it is stored: the normal form of the Kelvin sign is a `K`. */
function parseGroup(text: string): string | null {
  const turns = [...text].some((letter) => letter > '\u007f' && letter.normalize('NFC') <= '\u007f');
  return turns ? null : parseText(text);
}

function parseAddress(text: string): string | null {
  return parseEmail(text)?.address ?? null;
}

function parseManager(text: string): string | null {
  return parseAddress(text) ?? (isKey(text) ? text.trim() : null);
}

/** An address that can be mistaken for a plain one, or whose domain for one of the organization's. */
function findTwin(text: string, ownDomains: ReadonlySet<string>): string | null {
  const address = parseEmail(text);
  if (address === null) {
    const twin = findPlainTwin(text.trim());
    return twin !== null && parseEmail(twin) !== null ? twin : null;
  }
  if (ownDomains.has(address.domain)) return null;
  const twin = findPlainTwin(domainToUnicode(address.domain));
  return twin !== null && ownDomains.has(twin) ? twin : null;
}

function showValue(text: string): string {
  return text.toWellFormed().replace(HIDDEN, '\ufffd').slice(0, VALUE_SHOWN_MAX);
}
