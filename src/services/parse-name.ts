export const NAME_LENGTH_MAX = 200;

export type ParsedName =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'bad'; readonly problem: string };

/**
 * Reads the name of a person, an organization or a relying service, which will be shown in Slack, terminals and
 * exported tables: nothing that could be taken for a formula, hide text or turn its direction.
 */
export function parseName(text: string): ParsedName {
  const name = text.normalize('NFC').trim();
  if (name === '') return { kind: 'bad', problem: 'is empty' };
  if (name.length > NAME_LENGTH_MAX) {
    return { kind: 'bad', problem: `is longer than ${NAME_LENGTH_MAX} characters` };
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(name)) {
    return { kind: 'bad', problem: 'holds a control character or a line break' };
  }
  if (!name.isWellFormed()) return { kind: 'bad', problem: 'is no well-formed text' };
  if (/^[=+\-@]/.test(name)) {
    return { kind: 'bad', problem: 'starts with = + - or @, which a spreadsheet would take for a formula' };
  }
  return { kind: 'name', name };
}
