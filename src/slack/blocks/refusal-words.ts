import type { Refusal, RefusalCode } from '../../domain/requests/refusals.ts';

/** What refusals that speak of issuing say where something else was asked for. */
export type RefusalWords = Partial<Readonly<Record<RefusalCode, readonly [what: string, remedy: string]>>>;

export const onlyIssuersCan = 'Only Organization Owners and Organization Admins can';

/** The same refusals in the words of what was asked for. */
export function speakOf(words: RefusalWords, refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((refusal) => {
    const [what, remedy] = words[refusal.code] ?? [refusal.what, refusal.remedy];
    return { ...refusal, what, remedy };
  });
}
