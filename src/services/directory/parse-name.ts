export const NAME_LENGTH_MAX = 200;

export type ParsedName =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'bad'; readonly problem: string };

/** For comparing: two names that fold alike look alike. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Shown as nothing by most fonts, though Unicode counts them as letters or symbols. */
const BLANK = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/gu;
/**
 * Format characters turn the direction of text, hide it or carry a second, unseen text (tag characters). The two that remain join or part
 * the letters of some scripts and the parts of emoji.
 */
const HIDDEN = /(?![\u200c\u200d])\p{Cf}|[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Reads the name of a person, an organization or a client, which will be shown in Slack, terminals and exported tables: nothing that a
 * spreadsheet could take for a formula, and nothing that hides text or looks like nothing.
 */
export function parseName(text: string): ParsedName {
  const name = text.normalize('NFC').trim();
  if (!name.isWellFormed()) return { kind: 'bad', problem: 'is no well-formed text' };
  if (name.replace(BLANK, '') === '') return { kind: 'bad', problem: 'is empty' };
  if (name.length > NAME_LENGTH_MAX) {
    return { kind: 'bad', problem: `is longer than ${NAME_LENGTH_MAX} characters` };
  }
  if (HIDDEN.test(name)) {
    return { kind: 'bad', problem: 'holds a control character, an invisible character or a line break' };
  }
  // A spreadsheet folds fullwidth signs, and passes over what it does not show.
  if (/^[=+\-@]/.test(name.normalize('NFKC').replace(BLANK, ''))) {
    return { kind: 'bad', problem: 'starts with = + - or @, which a spreadsheet would take for a formula' };
  }
  return { kind: 'name', name };
}
