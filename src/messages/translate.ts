import type { MessageArgs } from './message-args.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * The texts of one file of `en/` in another language. The compiler refuses a missing key, a key that English has not, and a text with
 * other arguments than the English one.
 */
export function translate<const English extends Texts, const Translated extends Texts>(
  _english: English,
  texts: Translated & Checked<English, Translated> & Missing<English, Translated>,
): Translated {
  return texts;
}

type Checked<English extends Texts, Translated extends Texts> = {
  readonly [Key in keyof Translated]: Key extends keyof English
    ? TakesTheSame<MessageArgs<English[Key]>, MessageArgs<Translated[Key]>> extends true
      ? string
      : { readonly 'other arguments than in English': MessageArgs<English[Key]> }
    : 'no such message in English';
};

type Missing<English extends Texts, Translated extends Texts> = {
  readonly [Key in Exclude<keyof English, keyof Translated>]: string;
};

/** All arguments, no others, and each of a kind that this text can take. */
type TakesTheSame<Args, Its> = [keyof Args, keyof Its] extends [keyof Its, keyof Args]
  ? Args extends Its
    ? true
    : false
  : false;
