import { describe, expect, it } from 'vitest';
import { checkUrlSetting, isHostLabel } from '../../../src/vendors/http/base-url.ts';
import { guardLookup, type LookUpName } from '../../../src/vendors/http/guard-lookup.ts';
import { isPublicAddress } from '../../../src/vendors/http/public-address.ts';

describe('S: an address inside the network is no vendor', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b::1',
    '64:ff9b:1::808:808',
    'vendor.example',
    '',
    '010.0.0.1',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450::1', '64:ff9b::8.8.8.8'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  const look = (addresses: string[], allowLoopback: boolean, all: boolean) =>
    new Promise<unknown>((done) => {
      const answer = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const lookup = ((_name: string, _options: object, give: (error: null, found: object[]) => void) =>
        give(null, answer)) as unknown as LookUpName;
      guardLookup(allowLoopback, lookup)('vendor.example', { all }, (error, found) =>
        done(error?.name ?? found),
      );
    });

  it('one private address among public ones refuses all; loopback counts only where allowed', async () => {
    expect(await look(['8.8.8.8', '10.0.0.1'], false, true)).toBe('PrivateAddressError');
    expect(await look(['127.0.0.1'], false, true)).toBe('PrivateAddressError');
    expect(await look([], false, true)).toBe('PrivateAddressError');
    expect(await look(['10.0.0.1'], true, true)).toBe('PrivateAddressError');
    expect(await look(['127.0.0.1', '::1'], true, true)).toHaveLength(2);
    expect(await look(['8.8.8.8'], false, false)).toBe('8.8.8.8');
  });
});

describe('the setting url', () => {
  it.each([
    ['http://127.0.0.1:9000', true, []],
    ['http://localhost:9000/vendor', true, []],
    ['https://[::1]:9000', true, []],
    ['http://127.0.0.1:9000', false, ['unknown']],
    ['https://vendor.example', false, ['unknown']],
    ['https://vendor.example', true, ['not_a_choice']],
    ['http://127.0.0.1.evil.example', true, ['not_a_choice']],
    ['http://user@127.0.0.1', true, ['malformed']],
    ['ftp://127.0.0.1', true, ['not_a_url']],
    ['there', true, ['not_a_url']],
  ])('%s, loopback allowed: %s', (url, allowLoopback, problems) => {
    expect(checkUrlSetting({ url }, allowLoopback).map(({ problem }) => problem)).toEqual(problems);
    expect(checkUrlSetting({}, allowLoopback)).toEqual([]);
  });
});

it.each([
  ['acme', true],
  ['Acme-2', true],
  ['a', true],
  ['', false],
  ['-acme', false],
  ['acme.evil', false],
  ['acme/', false],
  ['acme@evil', false],
  ['a'.repeat(64), false],
  ['acme#', false],
  ['ácme', false],
])('%s is a company name: %s', (text, isGood) => expect(isHostLabel(text)).toBe(isGood));
