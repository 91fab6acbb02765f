import { describe, expect, it } from 'vitest';
import { googleUser, statusOf, toRecord } from '../../../src/sources/google/google-user.ts';

const signedIn = { agreedToTerms: true, lastLoginTime: '2026-02-01T08:00:00.000Z' };

describe('the status of a person', () => {
  it.each([
    ['has signed in', signedIn, 'confirmed'],
    ['suspended', { ...signedIn, suspended: true }, 'suspended'],
    ['archived', { ...signedIn, archived: true }, 'deactivated'],
    ['archived and suspended', { ...signedIn, archived: true, suspended: true }, 'deactivated'],
    ['has not agreed to the terms', { ...signedIn, agreedToTerms: false }, 'invited'],
    ['never signed in', { ...signedIn, lastLoginTime: '1970-01-01T00:00:00.000Z' }, 'invited'],
    ['no time of a sign-in', { agreedToTerms: true }, 'invited'],
    ['a time that is none', { ...signedIn, lastLoginTime: 'soon' }, 'invited'],
    ['suspended before the first sign-in', { agreedToTerms: false, suspended: true }, 'suspended'],
  ])('%s: %o is %s', (_title, user, status) =>
    expect(statusOf(googleUser.parse({ id: '1', ...user }))).toBe(status),
  );
});

const ada = {
  id: '1001',
  primaryEmail: 'ada@corp.example',
  name: { fullName: 'Ada Byron', givenName: 'Ada', familyName: 'Byron' },
  ...signedIn,
  isAdmin: true,
  isDelegatedAdmin: false,
  orgUnitPath: '/Engineering',
  aliases: ['countess@corp.example'],
  recoveryPhone: '+15550100',
  phones: [
    { value: '+44 20 7946 0001', type: 'work', primary: true },
    { value: '+44 7700 900001', type: 'mobile' },
    { value: '+44 7700 900002', type: 'mobile', primary: true },
  ],
  relations: [
    { value: 'bob@corp.example', type: 'assistant' },
    { value: 'grace@corp.example', type: 'manager' },
  ],
  organizations: [
    { title: 'Clerk' },
    { title: 'Analyst', department: 'Research', costCenter: 'R1', primary: true },
  ],
  externalIds: [
    { value: 'L-1', type: 'login_id' },
    { value: 'E-1', type: 'organization' },
  ],
};

it('a person becomes a record', () => {
  expect(toRecord(googleUser.parse(ada), ['Admins'])).toEqual({
    externalId: '1001',
    displayName: 'Ada Byron',
    email: 'ada@corp.example',
    mobile: '+44 7700 900002',
    alias: null,
    status: 'confirmed',
    manager: 'grace@corp.example',
    department: 'Research',
    employeeNumber: 'E-1',
    groups: ['Admins'],
    attributes: {
      title: 'Analyst',
      costCenter: 'R1',
      orgUnitPath: '/Engineering',
      isAdmin: 'true',
      isDelegatedAdmin: 'false',
    },
    hasTwoPrimaries: false,
  });
});

it('fields that Google leaves out, or fills with something else, are empty', () => {
  const odd = {
    id: '7',
    organizations: 'none',
    phones: null,
    relations: [7],
    externalIds: {},
    name: { givenName: 'Bo' },
  };
  expect(toRecord(googleUser.parse(odd), null)).toEqual({
    externalId: '7',
    displayName: 'Bo',
    email: null,
    mobile: null,
    alias: null,
    status: 'invited',
    manager: null,
    department: null,
    employeeNumber: null,
    groups: null,
    attributes: {},
    hasTwoPrimaries: false,
  });
});
