import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../../src/domain/directory/provision/parse-record.ts';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import { recordOf } from '../source-people.ts';

const own = new Set(['acme.test', 'mail.example']);
function read(change: Partial<SourceRecord>) {
  const parsed = parseRecord(recordOf('ann', change), own);
  if (parsed === null) throw new Error('The record is none');
  return parsed;
}

describe('a record of a source', () => {
  it('gives its contacts in their one form', () => {
    const record = read({
      email: ' Ann.Lee@ACME.test ',
      mobile: '+44 (0)7700 900123',
      alias: 'ALee@acme.test',
      manager: 'Bob@Acme.TEST',
      department: ' Sales ',
      groups: ['IT', 'Ops'],
    });
    expect(record).toMatchObject({
      email: 'ann.lee@acme.test',
      mobile: '+447700900123',
      alias: 'alee@acme.test',
      manager: 'bob@acme.test',
      department: 'Sales',
      groups: ['IT', 'Ops'],
      faults: [],
    });
  });

  it('keeps a manager’s id as it is', () => {
    expect(read({ manager: '0042' }).manager).toBe('0042');
    expect(read({ manager: 'CN=Bob,OU=x' }).manager).toBe('CN=Bob,OU=x');
    expect(read({ manager: ' ' }).manager).toBeNull();
  });

  it.each([
    [{ email: null }, 'no_email', 'email'],
    [{ email: '  ' }, 'no_email', 'email'],
    [{ email: null, mobile: '+447700900123' }, 'mobile_only', 'email'],
    [{ email: 'ann at acme' }, 'invalid_field', 'email'],
    [{ mobile: '07700 900123' }, 'invalid_field', 'mobile'],
    [{ alias: 'ann' }, 'invalid_field', 'alias'],
    [{ displayName: '=HYPERLINK("x")' }, 'invalid_field', 'displayName'],
    [{ displayName: 'x'.repeat(201) }, 'invalid_field', 'displayName'],
    [{ department: 'Sal\u202ees' }, 'invalid_field', 'department'],
    [{ employeeNumber: '7\u0000' }, 'invalid_field', 'employeeNumber'],
    [{ manager: 'x'.repeat(401) }, 'invalid_field', 'manager'],
    [{ groups: ['Ops', '\u212Aeys'] }, 'invalid_field', 'groups'],
    [{ groups: ['Ops', 'I\u0007T'] }, 'invalid_field', 'groups'],
    [{ hasTwoPrimaries: true }, 'two_primary_addresses', 'email'],
  ] as const)('%j: %s of %s', (change, kind, field) => {
    const { faults } = read(change);
    expect(faults.map((fault) => [fault.kind, fault.field])).toEqual([[kind, field]]);
    expect(faults[0]?.value ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect((faults[0]?.value ?? '').length).toBeLessThanOrEqual(200);
  });

  it.each([
    'аnn@acme.test', // Cyrillic a
    '\u212Aim@acme.test', // Kelvin sign
    'ann@acmе.test', // Cyrillic e in an own domain
    'ann@xn--acm-tdd.test', // the same in punycode
    'ann@mаil.example',
    'ａnn@acme.test',
  ])('N12: sees that %s looks like another address, and gives none', (email) => {
    const record = read({ email });
    expect(record.email).toBeUndefined();
    expect(record.faults.map(({ kind }) => kind)).toEqual(['look_alike']);
  });

  it('has nothing against foreign letters that resemble no own domain', () => {
    expect(read({ email: 'ann@müller.example' })).toMatchObject({
      email: 'ann@xn--mller-kva.example',
      faults: [],
    });
    const ownUmlaut = new Set(['xn--mller-kva.example', 'muller.example']);
    expect(parseRecord(recordOf('ann', { email: 'ann@müller.example' }), ownUmlaut)?.faults).toEqual([]);
  });

  it.each(['', ' ', 'x'.repeat(401), 'a\u0000b', '\ud800'])(
    'is none without an id that can be kept: %j',
    (externalId) => {
      expect(parseRecord(recordOf('ann', { externalId }), own)).toBeNull();
    },
  );
});
