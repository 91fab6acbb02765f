import { describe, expect, it } from 'vitest';
import { oneLoginUser, statusOf, toRecord } from '../../../src/sources/onelogin/onelogin-user.ts';

describe('the status of a person', () => {
  it.each([
    [0, 1, 'invited'],
    [1, 1, 'confirmed'],
    [2, 1, 'suspended'],
    [3, 1, 'confirmed'],
    [4, 1, 'confirmed'],
    [5, 1, 'confirmed'],
    [6, 1, 'suspended'],
    [7, 1, 'invited'],
    [8, 1, 'invited'],
    [9, 1, 'suspended'],
    [null, 1, 'suspended'],
    [1, null, 'confirmed'],
    [1, undefined, 'confirmed'],
    [1, 0, 'invited'],
    [1, 2, 'suspended'],
    [1, 3, 'suspended'],
    [1, 4, 'suspended'],
  ])('status %s, state %s is %s', (status, state, expected) =>
    expect(statusOf({ status, state })).toBe(expected),
  );
});

it('a person becomes a record', () => {
  const ada = {
    id: 1,
    username: 'ada@acme.example',
    email: 'ada@corp.example',
    firstname: 'Ada',
    lastname: 'Byron',
    title: 'Analyst',
    department: 'Research',
    company: 'Acme',
    phone: '+447700900001',
    status: 1,
    state: 1,
    manager_user_id: 2,
  };
  expect(toRecord(oneLoginUser.parse(ada), ['Admins'])).toEqual({
    externalId: '1',
    displayName: 'Ada Byron',
    email: 'ada@corp.example',
    mobile: '+447700900001',
    alias: 'ada@acme.example',
    status: 'confirmed',
    manager: '2',
    department: 'Research',
    employeeNumber: null,
    groups: ['Admins'],
    attributes: { title: 'Analyst', company: 'Acme' },
    hasTwoPrimaries: false,
  });
  expect(toRecord(oneLoginUser.parse({ id: '7', username: 'ada' }), null)).toMatchObject({
    externalId: '7',
    displayName: null,
    alias: null,
    status: 'suspended',
    attributes: {},
  });
});
