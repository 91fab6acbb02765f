import { describe, expect, it } from 'vitest';
import { parseTrustedProxies } from '../../src/config/parse-trusted-proxies.ts';

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['10.0.0.5', ['10.0.0.5']],
    ['10.0.0.0/24, ::1 ,fd00:1::/64', ['10.0.0.0/24', '::1', 'fd00:1::/64']],
  ])('%s names %j', (text, value) => {
    expect(parseTrustedProxies(text)).toEqual({ kind: 'value', value });
  });

  it.each([
    'proxy.example',
    '10.0.0.5,',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'true',
    '1',
    'fd00::/129',
  ])('%s names no proxy', (text) => {
    expect(parseTrustedProxies(text)).toMatchObject({ kind: 'problems' });
  });

  it.each(['0.0.0.0/0', '::/0', '10.0.0.5,::/00'])('%s would let every caller say who they are', (text) => {
    expect(JSON.stringify(parseTrustedProxies(text))).toContain('trusts every address');
  });
});
