import { spellCode } from '../../src/domain/codes/spell-code.ts';

/** Something that must not be found, and what it is called when it is. */
export interface Forbidden {
  readonly name: string;
  readonly value: string;
}

/** Something that was written, and where. */
export interface Written {
  readonly where: string;
  readonly content: string | Buffer;
}

interface Form {
  readonly name: string;
  readonly text: string;
  /** `exact`: as it is; `lower`: in any case; `letters`: in any case, whatever stands between letters and digits. */
  readonly within: 'exact' | 'lower' | 'letters';
}

/** Every place in which a forbidden value stands in any of its forms: `where: what, in which form`. */
export function findLeaks(written: readonly Written[], forbidden: readonly Forbidden[]): string[] {
  const wanted = forbidden.flatMap(({ name, value }) => formsOf(value).map((form) => ({ name, form })));
  return written.flatMap(({ where, content }) => {
    const exact = typeof content === 'string' ? content : content.toString('latin1');
    const lower = exact.toLowerCase();
    const texts = { exact, lower, letters: keepLetters(lower) };
    return wanted
      .filter(({ form }) => texts[form.within].includes(form.text))
      .map(({ name, form }) => `${where}: ${name}, ${form.name}`);
  });
}

/** Letters and digits only: what JSON makes of a line break, in JSON within JSON too, is none of them. */
function keepLetters(lower: string): string {
  return lower.replaceAll(/\\+[nrt]/g, '').replaceAll(/[^0-9a-z]/g, '');
}

/** How often a value stands there as it is. */
export function countPlain(written: readonly Written[], value: string): number {
  return written.reduce((sum, { content }) => sum + String(content).split(value).length - 1, 0);
}

/** As it is, in any case; a code also with anything or nothing between its symbols, and said in words; and each encoded, wherever in a longer text it stood. */
function formsOf(value: string): Form[] {
  if (!/^[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}$/.test(value)) return encodingsOf(value);
  const bare = value.replaceAll('-', '');
  const shown = spellCode(value);
  const said = shown.replaceAll('> ', '').replaceAll('\n', ' ');
  return [
    { name: 'with or without separators', text: bare.toLowerCase(), within: 'letters' },
    { name: 'spelled', text: keepLetters(said.toLowerCase()), within: 'letters' },
    ...[value, bare, value.replaceAll('-', ' '), shown, said].flatMap(encodingsOf),
  ];
}

function encodingsOf(spelling: string): Form[] {
  return [
    { name: 'plain', text: spelling.toLowerCase(), within: 'lower' },
    { name: 'URL-encoded', text: encodeURIComponent(spelling).toLowerCase(), within: 'lower' },
    ...[spelling, spelling.toLowerCase()].flatMap((each): Form[] => [
      { name: 'hex', text: Buffer.from(each).toString('hex'), within: 'lower' },
      ...encodeBase64Anywhere(each).map((text) => ({ name: 'base64', text, within: 'exact' }) as const),
    ]),
    { name: 'UTF-16', text: Buffer.from(spelling, 'utf16le').toString('latin1'), within: 'exact' },
  ];
}

/** What base64 makes of it behind 0, 1 or 2 bytes of something else, without the symbols that depend on the neighbours. */
function encodeBase64Anywhere(text: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    const own = whole.slice(shift === 0 ? 0 : 4);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
