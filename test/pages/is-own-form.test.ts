import { expect, test } from 'vitest';
import { isOwnForm } from '../../src/pages/is-own-form.ts';

const own = 'https://backupcode.example';

test.each([
  ['our page', { 'sec-fetch-site': 'same-origin', origin: own }, true],
  ['a browser that says nothing', {}, true],
  ['a browser that only says the origin', { origin: own }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['another port or sub-domain of our site', { 'sec-fetch-site': 'same-site', origin: own }, false],
  ['an address typed by hand', { 'sec-fetch-site': 'none' }, false],
  ['another origin, in an old browser', { origin: 'https://evil.example' }, false],
  ['an origin that is hidden', { origin: 'null' }, false],
  ['an origin that starts like ours', { origin: `${own}.evil.example` }, false],
])('a form from %s', (_name, headers, expected) => {
  expect(isOwnForm(headers, own)).toBe(expected);
});
