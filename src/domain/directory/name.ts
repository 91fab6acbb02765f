export const NAME_LENGTH_MAX = 200;

export interface NameProblem {
  readonly code: 'malformed' | 'empty' | 'too_long' | 'hidden' | 'formula';
  readonly max: number;
}

export type ParsedName =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'bad'; readonly problem: NameProblem };

/** For comparison: two names with the same fold look alike. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Most fonts show nothing for these, although Unicode counts them as letters or symbols. */
const BLANK = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/gu;
/**
 * Format characters turn the direction of text, hide it, or carry a second, unseen text (tag characters). The
 * two exceptions join or separate the letters of some scripts and the parts of emoji.
 */
const HIDDEN = /(?![\u200c\u200d])\p{Cf}|[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Reads the name of a person, an organization or a client, to be shown in Slack, terminals and exported tables.
 * It must be nothing that a spreadsheet could take for a formula, and nothing that hides text or looks empty.
 */
export function parseName(text: string): ParsedName {
  const name = text.normalize('NFC').trim();
  const code = findProblem(name);
  return code === null ? { kind: 'name', name } : { kind: 'bad', problem: { code, max: NAME_LENGTH_MAX } };
}

/** Longest name of a group in Entra ID. */
const GROUP_NAME_LENGTH_MAX = 256;

/** Whether a source's group may have this name: nothing hidden in it, so that it can't look like another group of a role rule. */
export function canNameGroup(name: string): boolean {
  const isShown = name.isWellFormed() && !HIDDEN.test(name) && name.replace(BLANK, '') !== '';
  return isShown && name.length <= GROUP_NAME_LENGTH_MAX;
}

function findProblem(name: string): NameProblem['code'] | null {
  if (!name.isWellFormed()) return 'malformed';
  if (name.replace(BLANK, '') === '') return 'empty';
  if (name.length > NAME_LENGTH_MAX) return 'too_long';
  if (HIDDEN.test(name)) return 'hidden';
  // A spreadsheet folds fullwidth signs and skips invisible characters.
  return /^[=+\-@]/.test(name.normalize('NFKC').replace(BLANK, '')) ? 'formula' : null;
}
