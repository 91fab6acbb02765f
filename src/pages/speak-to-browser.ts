import type { Request } from 'express';
import { type Language, languageOf } from '../domain/organization/language.ts';
import { chooseReader, correctReader, speakTo } from '../messages/reader.ts';

/** Answers a browser in the language that it asks for: English if it asks for none of ours. */
export function speakToBrowser<Result>(request: Request, work: () => Result): Result {
  return speakTo(chooseReader({ locale: chooseLocale(request, []), timeZone: null, language: 'en' }), work);
}

/**
 * Within {@link speakToBrowser}, as soon as more is known.
 * @param wishes locales that the sending application asks for, the best first: they come before the browser's own
 * @param language the organization's
 */
export function correctForPage(request: Request, wishes: readonly string[], language: Language): void {
  correctReader(chooseReader({ locale: chooseLocale(request, wishes), timeZone: null, language }));
}

/** `null` if none of them is a language of ours */
function chooseLocale(request: Request, wishes: readonly string[]): string | null {
  return [...wishes, ...request.acceptsLanguages()].find((locale) => languageOf(locale) !== null) ?? null;
}
