/**
 * A value read from text, or everything wrong with the text: a sentence each, shown after the variable's name.
 */
export type Parsed<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };
