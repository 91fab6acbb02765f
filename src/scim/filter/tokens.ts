import { say } from '../../messages/say.ts';
import { badRequest } from '../scim-error.ts';

export type Token =
  | { readonly kind: 'mark'; readonly text: '(' | ')' | '[' | ']' }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly text: string };

/** Longer than any identity provider's, and too short to keep the processor busy. */
export const FILTER_LENGTH_MAX = 2_000;

const token = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/gy;

/** @throws ScimError `invalidFilter` */
export function readTokens(text: string): Token[] {
  if (text.length > FILTER_LENGTH_MAX)
    throw badRequest('invalidFilter', say('scim.error.longFilter', { max: FILTER_LENGTH_MAX }));
  const trimmed = text.trim();
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const [, mark, quoted, word] = token.exec(trimmed) ?? [];
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark as '(' });
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: readText(quoted) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else throw invalidFilter();
  }
  return tokens;
}

/** Texts are written as in JSON. */
function readText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw invalidFilter();
  }
}

export function invalidFilter() {
  return badRequest('invalidFilter', say('scim.error.filter'));
}
