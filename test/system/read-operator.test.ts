import { userInfo } from 'node:os';
import { expect, it } from 'vitest';
import { readOperator } from '../../src/system/read-operator.ts';

it('N14: the operator is the system user, whatever the environment says', () => {
  expect(readOperator(userInfo, 1000)).toBe(userInfo().username);
  expect(readOperator(() => ({ username: 'ops-jane' }), 1000)).toBe('ops-jane');
});

it('N14: a user without a name is known by number', () => {
  const nameless = () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  };
  expect(readOperator(nameless, 4711)).toBe('uid 4711');
});
