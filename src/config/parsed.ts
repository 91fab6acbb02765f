/**
 * A value read from text, or everything that is wrong with the text; each problem continues a sentence that starts
 * with the variable's name.
 */
export type Parsed<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };
