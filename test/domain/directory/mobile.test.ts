import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseMobile, parseMobileLogin } from '../../../src/domain/directory/mobile.ts';

describe('a mobile number', () => {
  test.each([
    ['+4915112345678', '+4915112345678'],
    ['+49 151 1234-5678', '+4915112345678'],
    ['+1 (202) 555.0100', '+12025550100'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['(+44) 20 7946 0018', '+442079460018'],
    ['（+44）20–7946—0018', '+442079460018'],
    ['+44‐20‑7946‒0018', '+442079460018'],
    ['＋４４２０７９４６００１８', '+442079460018'],
    ['+٤٤٢٠٧٩٤٦٠٠١٨', '+442079460018'],
    ['+४४२०७९४६००१८', '+442079460018'],
    ["'+44 20 7946 0018", '+442079460018'],
    ['="+442079460018"', '+442079460018'],
    ['\'="+442079460018"', '+442079460018'],
    ['’+442079460018', '+442079460018'],
    ['  +44 20 7946 0018\t', '+442079460018'],
    ["\t'+44 20 7946 0018", '+442079460018'],
    ['\u202a+44 20 7946 0018\u202c', '+442079460018'],
    ['+39 06 12345678', '+390612345678'],
  ])('%j is %s', (text, number) => {
    expect(parseMobile(text)).toEqual({ kind: 'mobile', number });
  });

  test.each([
    ['015112345678', 'DE', '+4915112345678'],
    ['0049 151 12345678', 'DE', '+4915112345678'],
    ['011 44 20 7946 0018', 'US', '+442079460018'],
    ['+44 20 7946 0018', 'DE', '+442079460018'],
  ] as const)('%j in %s is %s', (text, country, number) => {
    expect(parseMobile(text, country)).toEqual({ kind: 'mobile', number });
  });

  test.each([
    ['', 'several_numbers'],
    ['+', 'several_numbers'],
    ['+12', 'too_short'],
    ['015112345678', 'no_country_code'],
    ['004915112345678', 'no_country_code'],
    ['442079460018', 'no_country_code'],
    ['+0151123456', 'unknown_country_code'],
    ['+49151x', 'letters'],
    ['+44 20 7946 0018 ext 3', 'letters'],
    ['+4915112345678 / +4915112345679', 'several_numbers'],
    ['+4915112345678, +4915112345679', 'several_numbers'],
    ['++49151123456', 'several_numbers'],
    [`+${'1'.repeat(16)}`, 'invalid_length'],
    ['4.42E+11', 'shortened'],
    ['4,42079E+11', 'shortened'],
    ['+1 555 0111', 'invalid_length'],
    [`+${'1'.repeat(20)}`, 'too_long'],
    ['()', 'no_number'],
    ['x4.42E+11', 'letters'],
    ['4.42E+11x', 'letters'],
    ['+44 20 7946=0018', 'several_numbers'],
    ['+44"2079460018"', 'several_numbers'],
    ['"+442079460018" 5', 'several_numbers'],
    ['0(+44) 2079460018', 'several_numbers'],
  ])('%j is refused', (text, problem) => {
    expect(parseMobile(text)).toEqual({ kind: 'bad', problem });
  });

  test('a country that does not exist makes no number', () => {
    expect(parseMobile('015112345678', 'XX' as 'DE').kind).toBe('bad');
  });

  test('any text is read or refused, and what is read is read again as itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ()./-]{3,20}$/)),
        (text) => {
          const parsed = parseMobile(text);
          if (parsed.kind === 'bad') return;
          expect(parsed.number).toMatch(/^\+[1-9]\d{4,14}$/);
          expect(parseMobile(parsed.number)).toEqual(parsed);
          expect(parseMobileLogin(text)).toBe(parsed.number);
        },
      ),
      { seed: 3, numRuns: 3000 },
    );
  });

  it('is still found if it was stored although no number of its country has that length', () => {
    expect(parseMobileLogin('+1 555-0100')).toBe('+15550100');
    expect(parseMobileLogin('0151 12345678')).toBeNull();
  });

  it('N12: is looked for as it would be stored: without the trunk prefix', () => {
    expect(parseMobileLogin('+44 (0)20 7946 0018')).toBe('+442079460018');
  });

  it.each(['x+15550100', '+15550100x', '1+15550100', '+0555010000', '+155501', `+${'1'.repeat(16)}`])(
    'N12: %j is looked for as no number',
    (text) => {
      expect(parseMobileLogin(text)).toBeNull();
    },
  );

  it('N12: seven digits and fifteen can be looked for', () => {
    expect(parseMobileLogin('+1555010')).toBe('+1555010');
    expect(parseMobileLogin(`+${'1'.repeat(15)}`)).toBe(`+${'1'.repeat(15)}`);
  });
});
