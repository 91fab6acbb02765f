import fc from 'fast-check';
import { scimPatch } from 'scim-patch';
import { describe, expect, it } from 'vitest';
import { type Dialect, strict } from '../../src/scim/dialects/dialect.ts';
import { lenient } from '../../src/scim/dialects/lenient.ts';
import { readGroupPatch } from '../../src/scim/members/read-group-patch.ts';
import { applyPatch } from '../../src/scim/patch/apply-patch.ts';
import { PATCH_OP, readOperations } from '../../src/scim/patch/read-operations.ts';
import { groupType } from '../../src/scim/schemas/group-schema.ts';
import { readResource } from '../../src/scim/schemas/read-resource.ts';
import type { Fields } from '../../src/scim/schemas/read-value.ts';
import { ENTERPRISE_ID, userType } from '../../src/scim/schemas/user-schema.ts';
import { ScimError } from '../../src/scim/scim-error.ts';

const ada: Fields = {
  userName: 'ada@corp.example',
  active: true,
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [{ type: 'work', value: 'ada@corp.example', primary: true }],
  [ENTERPRISE_ID]: { department: 'Engines', manager: { value: 'usr_9' } },
};

interface Op {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

function patch(operations: readonly Op[], before: Fields = ada, dialect: Dialect = lenient): Fields {
  const context = { type: userType, dialect };
  return applyPatch(
    context,
    before,
    readOperations(context, { schemas: [PATCH_OP], Operations: operations }),
  );
}

function steps(operations: readonly Op[], dialect: Dialect = lenient) {
  const context = { type: groupType, dialect };
  return readGroupPatch(context, { schemas: [PATCH_OP], Operations: operations }).steps;
}

describe('PATCH, as RFC 7644 has it', () => {
  it.each<[string, Op, Partial<Record<string, unknown>>]>([
    [
      'replaces a simple attribute',
      { op: 'replace', path: 'title', value: 'Countess' },
      { title: 'Countess' },
    ],
    [
      'adds a part',
      { op: 'add', path: 'name.middleName', value: 'K' },
      { name: { givenName: 'Ada', familyName: 'Byron', middleName: 'K' } },
    ],
    [
      'joins a complex attribute',
      { op: 'replace', path: 'name', value: { givenName: 'A' } },
      { name: { givenName: 'A', familyName: 'Byron' } },
    ],
    ['removes an attribute', { op: 'remove', path: 'name' }, { name: undefined }],
    ['removes a value by filter', { op: 'remove', path: 'emails[type eq "work"]' }, { emails: undefined }],
    [
      'appends to a list, without doubles',
      {
        op: 'add',
        path: 'emails',
        value: [{ type: 'work', value: 'ada@corp.example', primary: true }, { value: 'b@corp.example' }],
      },
      { emails: [{ type: 'work', value: 'ada@corp.example', primary: true }, { value: 'b@corp.example' }] },
    ],
    [
      'takes `primary` from the others',
      { op: 'add', path: 'emails', value: [{ value: 'b@corp.example', primary: true }] },
      {
        emails: [
          { type: 'work', value: 'ada@corp.example', primary: false },
          { value: 'b@corp.example', primary: true },
        ],
      },
    ],
    ['reads names in any case', { op: 'replace', path: 'DISPLAYname', value: 'A' }, { displayName: 'A' }],
    ['reads null as unassigned', { op: 'replace', value: { name: null } }, { name: undefined }],
    [
      'finds an extension by its URN',
      { op: 'replace', path: `${ENTERPRISE_ID}:department`, value: 'X' },
      { [ENTERPRISE_ID]: { department: 'X', manager: { value: 'usr_9' } } },
    ],
    ['removes an extension', { op: 'remove', path: ENTERPRISE_ID }, { [ENTERPRISE_ID]: undefined }],
  ])('%s', (_name, operation, expected) => {
    for (const dialect of [lenient, strict]) {
      const after = patch([operation], ada, dialect);
      const { ...wanted } = { ...ada, ...expected };
      expect(after).toEqual(wanted);
    }
  });

  it.each<[string, Op, string]>([
    ['remove without a path', { op: 'remove' }, 'noTarget'],
    ['an unknown attribute', { op: 'add', path: 'shoeSize', value: 1 }, 'invalidPath'],
    ['a broken path', { op: 'add', path: 'emails[type eq', value: 1 }, 'invalidPath'],
    ['an unknown operation', { op: 'move', path: 'title' }, 'invalidSyntax'],
    ['a value of the wrong type', { op: 'replace', path: 'active', value: 'yes' }, 'invalidValue'],
    ['an attribute that is ours', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['removing what is required', { op: 'remove', path: 'userName' }, 'mutability'],
    ['emptying what is required', { op: 'replace', path: 'userName', value: null }, 'invalidValue'],
    [
      'an open filter that nothing fits',
      { op: 'replace', path: 'emails[value sw "x"].value', value: 'y' },
      'noTarget',
    ],
  ])('refuses %s', (_name, operation, scimType) => {
    for (const dialect of [lenient, strict])
      expect(() => patch([operation], ada, dialect)).toThrow(expect.objectContaining({ scimType }));
  });

  it('leaves everything as it was when a later operation fails', () => {
    const before = structuredClone(ada);
    expect(() => patch([{ op: 'replace', path: 'title', value: 'x' }, { op: 'remove' }], before)).toThrow(
      ScimError,
    );
    expect(before).toEqual(ada);
  });

  it('never takes in names that JavaScript reads as its own', () => {
    const value = JSON.parse('{"__proto__":{"admin":true},"constructor":"x","title":"T"}');
    const after = patch([
      { op: 'add', value },
      { op: 'add', path: 'name', value },
    ]);
    expect(after.title).toBe('T');
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(Object.keys(after.name as object)).toEqual(['givenName', 'familyName']);
    expect(() => patch([{ op: 'add', path: '__proto__.admin', value: 'x' }])).toThrow(ScimError);
  });

  it('agrees with scim-patch on operations that leave no doubt', async () => {
    const word = fc.constantFrom('a', 'b', 'c d', 'ü');
    const operation = fc.oneof(
      fc.record({
        op: fc.constantFrom('add', 'replace'),
        path: fc.constantFrom('title', 'displayName', 'name.givenName', 'nickName'),
        value: word,
      }),
      fc.record({
        op: fc.constant('remove'),
        path: fc.constantFrom('title', 'name.givenName', 'emails', 'emails[type eq "home"]'),
      }),
      fc.record({
        op: fc.constant('replace'),
        path: fc.constant('emails'),
        value: fc.array(fc.record({ type: fc.constantFrom('work', 'home'), value: word }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
      fc.record({ op: fc.constant('replace'), value: fc.record({ title: word, nickName: word }) }),
      fc.record({ op: fc.constant('replace'), path: fc.constant('active'), value: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 6 }), (operations) => {
        const before: Fields = {
          userName: 'u',
          name: { familyName: 'F', givenName: 'G' },
          title: 't',
          emails: [
            { type: 'home', value: 'h' },
            { type: 'work', value: 'w' },
          ],
        };
        let theirs: unknown;
        try {
          theirs = scimPatch(structuredClone(before) as never, structuredClone(operations) as never);
        } catch {
          fc.pre(false);
        }
        const withoutEmpty = JSON.parse(
          JSON.stringify(theirs, (_key, value) =>
            Array.isArray(value) && value.length === 0 ? undefined : value,
          ),
        );
        expect(patch(operations as Op[], before)).toEqual(withoutEmpty);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('quirks: lenient takes them, strict refuses them', () => {
  const work = 'emails[type eq "work"].value';

  it.each<[string, Op[], Partial<Record<string, unknown>>]>([
    ['Entra ID: operations with a capital', [{ op: 'Replace', path: 'title', value: 'x' }], { title: 'x' }],
    ['Entra ID: "False" for false', [{ op: 'replace', path: 'active', value: 'False' }], { active: false }],
    [
      'Entra ID: the manager as a text',
      [{ op: 'add', path: `${ENTERPRISE_ID}:manager`, value: 'usr_1' }],
      { [ENTERPRISE_ID]: { department: 'Engines', manager: { value: 'usr_1' } } },
    ],
    [
      'Entra ID: the manager as a list',
      [{ op: 'add', path: `${ENTERPRISE_ID}:manager`, value: [{ value: 'usr_1' }] }],
      { [ENTERPRISE_ID]: { department: 'Engines', manager: { value: 'usr_1' } } },
    ],
    [
      'Entra ID: attributes of the extension without its URN',
      [{ op: 'replace', path: 'department', value: 'X' }],
      { [ENTERPRISE_ID]: { department: 'X', manager: { value: 'usr_9' } } },
    ],
    [
      'Entra ID: a filtered path that nothing fits',
      [{ op: 'replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+1' }],
      { phoneNumbers: [{ type: 'mobile', value: '+1' }] },
    ],
    [
      'Entra ID: a quoted boolean in a filter',
      [{ op: 'replace', path: 'roles[primary eq "True"].value', value: 'engineer' }],
      { roles: [{ primary: true, value: 'engineer' }] },
    ],
    [
      'OneLogin: one value instead of a list',
      [{ op: 'replace', path: 'emails', value: { value: 'a@corp.example' } }],
      { emails: [{ value: 'a@corp.example' }] },
    ],
    [
      'OneLogin: URNs of SCIM 1.1',
      [{ op: 'replace', path: 'urn:scim:schemas:extension:enterprise:1.0:department', value: 'X' }],
      { [ENTERPRISE_ID]: { department: 'X', manager: { value: 'usr_9' } } },
    ],
  ])('%s', (_name, operations, expected) => {
    expect(patch(operations)).toEqual({ ...ada, ...expected });
    expect(() => patch(operations, ada, strict)).toThrow(ScimError);
  });

  it.each([[''], [{ value: '' }], [null]])('Entra ID: the manager is cleared by %j', (value) => {
    const path = `${ENTERPRISE_ID}:manager`;
    expect(patch([{ op: 'replace', path, value }])[ENTERPRISE_ID]).toEqual({ department: 'Engines' });
  });

  it('Entra ID: dotted keys without a path', () => {
    const value = { displayName: 'A B', 'name.givenName': 'A', [`${ENTERPRISE_ID}:employeeNumber`]: '7' };
    const after = patch([{ op: 'replace', value }]);
    expect(after).toMatchObject({ displayName: 'A B', name: { givenName: 'A', familyName: 'Byron' } });
    expect(after[ENTERPRISE_ID]).toMatchObject({ employeeNumber: '7', department: 'Engines' });
    expect(patch([{ op: 'replace', value }], ada, strict).name).toEqual(ada.name);
  });

  it('Entra ID: several operations land on the same new value', () => {
    const bare: Fields = { userName: 'u@corp.example' };
    const after = patch(
      [
        { op: 'add', path: work, value: 'u@corp.example' },
        { op: 'add', path: 'emails[type eq "work"].primary', value: true },
      ],
      bare,
    );
    expect(after.emails).toEqual([{ type: 'work', value: 'u@corp.example', primary: true }]);
  });

  it('Entra ID, JumpCloud: members are removed by value; by the RFC it would empty the group', () => {
    const operation = { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'usr_1' }] };
    expect(steps([operation])).toEqual([{ kind: 'remove', ids: ['usr_1'] }]);
    expect(steps([{ ...operation, op: 'remove' }], strict)).toEqual([{ kind: 'clear' }]);
  });

  it('Okta: a value repeats the id; a password is read past', () => {
    expect(patch([{ op: 'replace', value: { id: 'x', title: 'T' } }])).toEqual({ ...ada, title: 'T' });
    expect(patch([{ op: 'replace', value: { password: 'hunter2' } }])).toEqual(ada);
    expect(patch([{ op: 'replace', path: 'password', value: 'hunter2' }])).toEqual(ada);
  });

  it('OneLogin: the PATCH of SCIM 1.1 for groups', () => {
    const body = {
      schemas: ['urn:scim:schemas:core:1.0'],
      members: [
        { value: 'usr_1', operation: 'add' },
        { value: 'usr_2', operation: 'delete' },
      ],
    };
    expect(readGroupPatch({ type: groupType, dialect: lenient }, body).steps).toEqual([
      { kind: 'add', ids: ['usr_1'] },
      { kind: 'remove', ids: ['usr_2'] },
    ]);
    expect(() => readGroupPatch({ type: groupType, dialect: strict }, body)).toThrow(ScimError);
  });

  it('schemas may be missing or wrong', () => {
    const body = { schemas: ['urn:scim:schemas:core:2.0'], userName: 'a' };
    expect(readResource({ type: userType, dialect: lenient }, body)).toEqual({ userName: 'a' });
    expect(() => readResource({ type: userType, dialect: strict }, body)).toThrow(ScimError);
  });
});

describe('members of a group', () => {
  it.each<[string, Op, unknown]>([
    [
      'add',
      { op: 'add', path: 'members', value: [{ value: '1', display: 'x' }] },
      { kind: 'add', ids: ['1'] },
    ],
    ['without a path', { op: 'add', value: { members: [{ value: '1' }] } }, { kind: 'add', ids: ['1'] }],
    ['replace', { op: 'replace', path: 'members', value: [] }, { kind: 'replace', ids: [] }],
    ['remove one', { op: 'remove', path: 'members[value eq "1"]' }, { kind: 'remove', ids: ['1'] }],
    [
      'remove two',
      { op: 'remove', path: 'members[value eq "1" or value eq "2"]' },
      { kind: 'remove', ids: ['1', '2'] },
    ],
    ['remove all', { op: 'remove', path: 'members' }, { kind: 'clear' }],
  ])('%s', (_name, operation, expected) => {
    expect(steps([operation])).toEqual([expected]);
  });

  it('more than a request may name are refused', () => {
    const value = Array.from({ length: 5_001 }, (_, at) => ({ value: String(at) }));
    expect(() => steps([{ op: 'add', path: 'members', value }])).toThrow(
      expect.objectContaining({ scimType: 'tooMany' }),
    );
  });
});
