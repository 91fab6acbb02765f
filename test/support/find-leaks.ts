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
  readonly isCaseKept: boolean;
}

/** Every place in which a forbidden value stands in any of its forms: `where: what, in which form`. */
export function findLeaks(written: readonly Written[], forbidden: readonly Forbidden[]): string[] {
  const wanted = forbidden.flatMap(({ name, value }) => formsOf(value).map((form) => ({ name, form })));
  return written.flatMap(({ where, content }) => {
    const text = typeof content === 'string' ? content : content.toString('latin1');
    const lower = text.toLowerCase();
    return wanted
      .filter(({ form }) => (form.isCaseKept ? text.includes(form.text) : lower.includes(form.text)))
      .map(({ name, form }) => `${where}: ${name}, ${form.name}`);
  });
}

/** How often a value stands there as it is. */
export function countPlain(written: readonly Written[], value: string): number {
  return written.reduce((sum, { content }) => sum + String(content).split(value).length - 1, 0);
}

/** As it is and without dashes, in any case; and each of these encoded, wherever in a longer text it stood. */
function formsOf(value: string): Form[] {
  const spellings = [...new Set([value, value.replaceAll('-', ''), value.replaceAll('-', ' ')])];
  return spellings.flatMap((spelling) => [
    { name: 'plain', text: spelling.toLowerCase(), isCaseKept: false },
    { name: 'URL-encoded', text: encodeURIComponent(spelling).toLowerCase(), isCaseKept: false },
    ...[spelling, spelling.toLowerCase()].flatMap((each) => [
      { name: 'hex', text: Buffer.from(each).toString('hex'), isCaseKept: false },
      ...encodeBase64Anywhere(each).map((text) => ({ name: 'base64', text, isCaseKept: true })),
    ]),
    { name: 'UTF-16', text: Buffer.from(spelling, 'utf16le').toString('latin1'), isCaseKept: true },
  ]);
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
