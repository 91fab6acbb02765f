import { expect, it } from 'vitest';
import { spellVendorCode } from '../../../src/domain/codes/spell-code.ts';

it.each([
  ['662683844', '> six six two\n> six eight three\n> eight four four'],
  ['12345678', '> one two three four\n> five six seven eight'],
  ['aB0#', '> alfa Bravo zero #'],
  ['IlOu', '> India lima Oscar uniform'],
])('a vendor’s code %s is spelled so that it can be written down', (code, spelled) => {
  expect(spellVendorCode(code)).toBe(spelled);
});

it('figures stay for who reads them out in another language', () => {
  expect(spellVendorCode('12aB', 'figures')).toBe('> 1 2 alfa Bravo');
});
