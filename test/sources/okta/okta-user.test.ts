import { describe, expect, it } from 'vitest';
import { oktaUser, statusOf, toRecord } from '../../../src/sources/okta/okta-user.ts';
import { isOktaDomain } from '../../../src/vendors/okta/okta-domain.ts';

describe('the status of a person', () => {
  it.each([
    ['STAGED', 'invited'],
    ['PROVISIONED', 'invited'],
    ['ACTIVE', 'confirmed'],
    ['PASSWORD_EXPIRED', 'confirmed'],
    ['LOCKED_OUT', 'confirmed'],
    ['RECOVERY', 'confirmed'],
    ['SUSPENDED', 'suspended'],
    ['DEPROVISIONED', 'deactivated'],
    ['ANYTHING_NEW', 'suspended'],
  ])('%s is %s', (status, expected) => expect(statusOf({ status })).toBe(expected));
});

it('a person becomes a record', () => {
  const ada = {
    id: '00u1',
    status: 'ACTIVE',
    lastUpdated: '2026-02-01T08:00:00.000Z',
    profile: {
      login: 'ada@acme.example',
      email: 'ada@corp.example',
      secondEmail: 'ada@home.example',
      firstName: 'Ada',
      lastName: 'Byron',
      displayName: null,
      mobilePhone: '+44 7700 900001',
      department: 'Research',
      manager: 'Grace Hopper',
      managerId: '00u2',
      employeeNumber: 'E-1',
      title: 'Analyst',
      userType: 'Employee',
      division: 'North',
    },
  };
  expect(toRecord(oktaUser.parse(ada), ['Admins'])).toEqual({
    externalId: '00u1',
    displayName: 'Ada Byron',
    email: 'ada@corp.example',
    mobile: '+44 7700 900001',
    alias: 'ada@acme.example',
    status: 'confirmed',
    manager: '00u2',
    department: 'Research',
    employeeNumber: 'E-1',
    groups: ['Admins'],
    attributes: { title: 'Analyst', userType: 'Employee', division: 'North' },
    hasTwoPrimaries: false,
  });
});

it('a login that is no address, or the e-mail address itself, is no second login', () => {
  const record = (login: string) =>
    toRecord(
      oktaUser.parse({ id: '1', status: 'STAGED', profile: { login, email: 'ada@corp.example' } }),
      null,
    );
  expect(record('ada')).toMatchObject({ alias: null, status: 'invited', displayName: null, attributes: {} });
  expect(record('ADA@corp.example').alias).toBeNull();
});

describe('the name of a server', () => {
  it.each([
    ['acme.okta.com', true],
    ['acme.oktapreview.com', true],
    ['acme.okta-emea.com', true],
    ['login.corp.example', true],
    ['okta.com', false],
    ['acme-admin.okta.com', false],
    ['https://acme.okta.com', false],
    ['acme.okta.com/x', false],
    ['acme.okta.com:8443', false],
    ['acme@evil.example', false],
    ['acme.okta.com#.evil.example', false],
    ['localhost', false],
    ['127.0.0.1', false],
    ['[::1]', false],
    ['', false],
  ])('%s: %s', (text, isGood) => expect(isOktaDomain(text)).toBe(isGood));
});
