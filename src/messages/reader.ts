import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Language,
  languageOf,
  type ReaderFacts,
  type ReadingHabits,
} from '../domain/organization/language.ts';

/** The person who reads what is said. */
export interface Reader {
  readonly language: Language;
  /** As BCP 47 has it, in that language: `de-AT`. It decides how dates are written. */
  readonly locale: string;
  /** As IANA names it: `Europe/Berlin`. UTC where it isn't known. */
  readonly timeZone: string;
}

/** How dates are written for a reader when only their language is known. */
export const defaultLocales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de' };
const ENGLISH: Reader = { language: 'en', locale: defaultLocales.en, timeZone: 'UTC' };

interface Scope {
  /** Changes if the person turns out to speak another language than was known. */
  reader: Reader;
  readonly slackUserId: string | null;
}
const scopes = new AsyncLocalStorage<Scope>();

/** English in UTC, outside of {@link speakTo}. */
export function currentReader(): Reader {
  return scopes.getStore()?.reader ?? ENGLISH;
}

/**
 * Does something whose words one person reads: `say` speaks their language until it's done. Each delivery of Slack, each notice and
 * each page has its own, so no reader's language reaches another's message, and what runs outside of all is in English.
 * @param slackUserId the reader; {@link hearOf} may learn more about them
 */
export function speakTo<Result>(
  reader: Reader,
  work: () => Result,
  slackUserId: string | null = null,
): Result {
  return scopes.run({ reader, slackUserId }, work);
}

/** What is said from here on, within {@link speakTo}, is for this reader. */
export function correctReader(reader: Reader): void {
  const scope = scopes.getStore();
  if (scope !== undefined) scope.reader = reader;
}

/** What Slack says of a person just now: it counts for the reader if that is who they are. */
export function hearOf(
  slackUserId: string,
  { locale = null, timeZone = null }: Partial<ReadingHabits>,
): void {
  const scope = scopes.getStore();
  if (scope === undefined || scope.slackUserId !== slackUserId || locale === null) return;
  scope.reader = chooseReader({ locale, timeZone, language: scope.reader.language });
}

export function chooseReader({ locale, timeZone, language }: ReaderFacts): Reader {
  const spoken = languageOf(locale);
  return {
    language: spoken ?? language,
    locale: spoken === null ? defaultLocales[language] : readLocale(locale ?? '', spoken),
    timeZone: readTimeZone(timeZone),
  };
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
