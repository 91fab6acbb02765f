import { AsyncLocalStorage } from 'node:async_hooks';
import { type Language, languageOf } from '../domain/organization/language.ts';

/** The person who reads what is said. */
export interface Reader {
  readonly language: Language;
  /** As BCP 47 has it, in that language: `de-AT`. It decides how dates are written. */
  readonly locale: string;
  /** As IANA names it: `Europe/Berlin`. UTC where it isn't known. */
  readonly timeZone: string;
}

/** What is known of a person's language and zone: `null` where it isn't. */
export interface ReaderFacts {
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** How dates are written for a reader of whom only the language is known. */
export const defaultLocales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de' };
const ENGLISH: Reader = { language: 'en', locale: defaultLocales.en, timeZone: 'UTC' };
const readers = new AsyncLocalStorage<{ reader: Reader }>();

/** English in UTC, outside of {@link speakTo}. */
export function currentReader(): Reader {
  return readers.getStore()?.reader ?? ENGLISH;
}

/**
 * Does something of which one person reads the words: `say` speaks their language until it's done. Each delivery of Slack, each notice and
 * each page has its own, so no reader's language reaches another's message, and what runs outside of all is in English.
 */
export function speakTo<Result>(reader: Reader, work: () => Result): Result {
  return readers.run({ reader }, work);
}

/** Within {@link speakTo}, the same person turns out to speak another language than was known. */
export function correctReader(reader: Reader): void {
  const store = readers.getStore();
  if (store !== undefined) store.reader = reader;
}

/** @param language for a person whose locale isn't known, or is in no language of ours */
export function chooseReader(facts: ReaderFacts | null, language: Language): Reader {
  const spoken = languageOf(facts?.locale ?? null);
  const locale = spoken === null ? defaultLocales[language] : readLocale(facts?.locale ?? '', spoken);
  return { language: spoken ?? language, locale, timeZone: readTimeZone(facts?.timeZone ?? null) };
}

/** Of a locale, language and region alone. Slack and browsers send what they like, and `Intl` throws at what is no locale or zone. */
function readLocale(locale: string, language: Language): string {
  try {
    const { region } = new Intl.Locale(locale.replaceAll('_', '-'));
    return region === undefined ? defaultLocales[language] : `${language}-${region}`;
  } catch {
    return defaultLocales[language];
  }
}

function readTimeZone(timeZone: string | null): string {
  if (timeZone === null) return ENGLISH.timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return ENGLISH.timeZone;
  }
}
