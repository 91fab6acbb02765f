/** The languages in which people are spoken to. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The language of a locale such as `de-AT` or `de_AT`; `null` if it isn't one of ours. */
export function languageOf(locale: string | null): Language | null {
  const name = /^[a-z]{2,3}(?=$|[-_])/.exec(locale?.toLowerCase() ?? '')?.[0];
  return languages.find((language) => language === name) ?? null;
}
