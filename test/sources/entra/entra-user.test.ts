import { describe, expect, it } from 'vitest';
import { entraUser, statusOf, toRecord } from '../../../src/sources/entra/entra-user.ts';

describe('the status of a person', () => {
  it.each([
    ['enabled', { accountEnabled: true }, 'confirmed'],
    ['disabled', { accountEnabled: false }, 'suspended'],
    ['neither enabled nor disabled', { accountEnabled: null }, 'suspended'],
    ['of whom Graph does not say', {}, 'suspended'],
    ['an outsider who has accepted', { accountEnabled: true, externalUserState: 'Accepted' }, 'confirmed'],
    ['an outsider who has not', { accountEnabled: true, externalUserState: 'PendingAcceptance' }, 'invited'],
    [
      'not accepted and disabled',
      { accountEnabled: false, externalUserState: 'PendingAcceptance' },
      'suspended',
    ],
  ])('%s: %o is %s', (_title, user, status) =>
    expect(statusOf(entraUser.parse({ id: '1', ...user }))).toBe(status),
  );
});

const ada = {
  id: 'u1',
  userPrincipalName: 'ada@acme.onmicrosoft.example',
  mail: 'ada@corp.example',
  displayName: 'Ada Byron',
  mobilePhone: '+44 7700 900001',
  jobTitle: 'Analyst',
  department: 'Research',
  employeeId: 'E-1',
  employeeType: 'Employee',
  companyName: 'Acme',
  accountEnabled: true,
  userType: 'Member',
  externalUserState: null,
  manager: { '@odata.type': '#microsoft.graph.user', id: 'u2' },
};

it('a person becomes a record', () => {
  expect(toRecord(entraUser.parse(ada), ['Admins'])).toEqual({
    externalId: 'u1',
    displayName: 'Ada Byron',
    email: 'ada@corp.example',
    mobile: '+44 7700 900001',
    alias: 'ada@acme.onmicrosoft.example',
    status: 'confirmed',
    manager: 'u2',
    department: 'Research',
    employeeNumber: 'E-1',
    groups: ['Admins'],
    attributes: { title: 'Analyst', employeeType: 'Employee', companyName: 'Acme' },
    hasTwoPrimaries: false,
  });
});

it.each([
  [null, 'ada@corp.example', 'ada@corp.example', null],
  ['', 'ada@corp.example', 'ada@corp.example', null],
  ['Ada@corp.example', 'ada@CORP.example', 'Ada@corp.example', null],
  ['ada@corp.example', null, 'ada@corp.example', null],
  [null, null, null, null],
])('mail %s, principal name %s: e-mail %s, alias %s', (mail, userPrincipalName, email, alias) => {
  const record = toRecord(entraUser.parse({ ...ada, mail, userPrincipalName, manager: null }), null);
  expect(record).toMatchObject({ email, alias, manager: null, groups: null });
});
