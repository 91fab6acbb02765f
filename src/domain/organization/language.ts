/** The languages in which people are spoken to. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The language of a locale such as `de-AT` or `de_AT`; `null` if it isn't one of ours. */
export function languageOf(locale: string | null): Language | null {
  const name = /^[a-z]{2,3}(?=$|[-_])/.exec(locale?.toLowerCase() ?? '')?.[0];
  return languages.find((language) => language === name) ?? null;
}

/** What Slack says of how a person reads; `null` where it says nothing. */
export interface ReadingHabits {
  /** `de-DE` */
  readonly locale: string | null;
  /** As IANA names it: `Europe/Berlin`. */
  readonly timeZone: string | null;
}

/** The same, with the language for a person whose locale isn't known: their organization's. */
export interface ReaderFacts extends ReadingHabits {
  readonly language: Language;
}

/** Of anyone, in no organization that we know. */
export const unknownReader: ReaderFacts = { locale: null, timeZone: null, language: 'en' };
