import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, deriveAccent, normalizeAccent } from '../../src/pages/accent.ts';

const hex = fc
  .array(fc.nat(255), { minLength: 3, maxLength: 3 })
  .map((channels) => channels.map((channel) => channel.toString(16).padStart(2, '0')).join(''));

test('any colour is legible in both themes: on its card, and under its own text', () => {
  const check = (color: string | null): void => {
    const { light, dark } = deriveAccent(color);
    expect(contrastOf(light.accent, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(dark.accent, '#1c1e23')).toBeGreaterThanOrEqual(4.5);
    for (const { accent, onAccent } of [light, dark]) {
      expect(contrastOf(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
    }
  };
  fc.assert(fc.property(hex, check), { numRuns: 2000, seed: 4 });
  for (const color of [null, 'ffffff', '000000', 'ffff00', '0000ff', '777777']) check(color);
});

test('a colour that is legible already is left alone', () => {
  expect(deriveAccent('4a154b').light.accent).toBe('#4a154b');
});

test('the contrast of black and white is 21', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

test.each([
  ['#4A154B', '4a154b'],
  ['4a154b', '4a154b'],
  ['red', null],
  ['#12345', null],
  ['#1234567', null],
  ['#4a154b;}', null],
  [null, null],
])('%s is the colour %s', (given, expected) => {
  expect(normalizeAccent(given)).toBe(expected);
});
