/** A word after `/backupcode`, and all that is known of it: the parser, the help and "Did you mean" read this one table. */
interface Subcommand {
  /** Whether a mention has to follow. */
  readonly needsMention: boolean;
  /** Its line in the help. */
  readonly hint: string;
  /** What people type when they want this. */
  readonly synonyms: readonly string[];
}

export const subcommands = {
  status: {
    needsMention: true,
    hint: 'check or revoke their newest code, and see what was tried',
    synonyms: [
      'revoke',
      'list',
      'history',
      'show',
      'check',
      'info',
      'log',
      'logs',
      'audit',
      'codes',
      'delete',
      'remove',
      'cancel',
    ],
  },
  unlock: {
    needsMention: true,
    hint: 'let them try again after too many wrong codes',
    synonyms: ['unblock', 'unfreeze', 'enable', 'release'],
  },
  help: {
    needsMention: false,
    hint: 'show this help',
    synonyms: ['usage', 'commands', 'man', 'hello', 'hi'],
  },
} as const satisfies Record<string, Subcommand>;

export type SubcommandWord = keyof typeof subcommands;

/** What people type in front of the mention when they want a code. It is no word of ours: the mention alone says it. */
const wordsForIssuing = [
  'issue',
  'generate',
  'create',
  'new',
  'code',
  'reset',
  'send',
  'give',
  'for',
  'user',
];

/** What a word that is none of ours was meant to be; `issue` is the command without a word. */
export type Meant = SubcommandWord | 'issue';

export function isSubcommand(word: string): word is SubcommandWord {
  return Object.hasOwn(subcommands, word);
}

/** @returns `null` if the word is like none that we know */
export function findMeant(word: string): Meant | null {
  if (wordsForIssuing.includes(word)) return 'issue';
  for (const known of Object.keys(subcommands) as SubcommandWord[]) {
    const synonyms: readonly string[] = subcommands[known].synonyms;
    if (synonyms.includes(word) || isNearly(word, known)) return known;
  }
  return null;
}

/** `/backupcode status @name`, as it has to be typed. */
export function writeUsage(meant: Meant): string {
  if (meant === 'issue') return '/backupcode @name';
  return `/backupcode ${meant}${subcommands[meant].needsMention ? ' @name' : ''}`;
}

/** One slip in a short word, two in a longer one. */
function isNearly(word: string, known: string): boolean {
  const slipsMax = known.length < 6 ? 1 : 2;
  if (Math.abs(word.length - known.length) > slipsMax) return false;
  return countSlips(word, known) <= slipsMax;
}

/** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment). */
function countSlips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          row > 1 && column > 1 && isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
