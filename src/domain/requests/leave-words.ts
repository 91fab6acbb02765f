/** A status as Slack has it. Calendars that set it for a person write here, too. */
export interface SlackStatus {
  readonly text: string;
  /** `:palm_tree:` */
  readonly emoji: string;
  /** Milliseconds since the epoch; `null`: until it is changed. */
  readonly expiresAt: number | null;
}

/** Those that Slack itself offers for being away, and the ones that people choose beside them. */
const leaveEmoji = ['palm_tree', 'face_with_thermometer', 'beach_with_umbrella', 'desert_island', 'island'];

/** What people and calendars usually write, in the languages of many offices. No word here means anything else in a status. */
const leaveWords = [
  // English
  'vacation',
  'vacationing',
  'on leave',
  'annual leave',
  'parental leave',
  'maternity leave',
  'paternity leave',
  'sick leave',
  'out sick',
  'out of office',
  'ooo',
  'pto',
  'on holiday',
  // German
  'urlaub',
  'im urlaub',
  'elternzeit',
  'mutterschutz',
  'krank',
  'krankgeschrieben',
  'abwesend',
  'nicht im büro',
  // French
  'congé',
  'congés',
  'en vacances',
  'arrêt maladie',
  'absent du bureau',
  // Spanish, Portuguese, Italian
  'vacaciones',
  'de baja',
  'fuera de la oficina',
  'férias',
  'de licença',
  'ferie',
  'in ferie',
  'in malattia',
  'fuori ufficio',
  // Dutch, Polish
  'vakantie',
  'met verlof',
  'afwezig',
  'urlop',
  'na urlopie',
  // Japanese
  '休暇',
];

/** Whether a status says that the person is away from work, so that a call by them is unlikely. */
export function isOnLeave({ text, emoji, expiresAt }: SlackStatus, now: number): boolean {
  if (expiresAt !== null && expiresAt <= now) return false;
  // Without colons and skin tone.
  const name = emoji.replace(/^:|:.*$/g, '');
  return leaveEmoji.includes(name) || leavePattern.test(text.normalize('NFKC').toLowerCase());
}

/** Whole words only: `ooo` is not in `booo`. Japanese has no spaces between words. */
const leavePattern = new RegExp(
  leaveWords
    .map((word) => (/\p{Script=Han}/u.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`))
    .join('|'),
  'u',
);
