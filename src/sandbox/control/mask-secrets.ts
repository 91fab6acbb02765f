import { decodeJson, isObject, isText, type JsonObject } from '../json.ts';

/** What stands in place of a secret, of the same shape, so that one can tell what it was. */
function cover(secret: string): string {
  return secret.replace(/[\p{L}\p{N}]/gu, '•');
}

/** Slack's own bearer secrets: whoever has one may act with it. */
const BEARER_FIELDS = new Set(['response_url', 'token', 'trigger_id']);
const TICKET = /ticket=[^&\s]+/g;

export interface SecretWatch {
  /** The numbers of the secrets that stand anywhere in a value, each once. */
  findIn(value: unknown): number[];
  /** A copy without a secret in it. */
  mask(value: unknown): unknown;
}

/**
 * Recognizes an app's secrets by their form, numbers them in the order in which they were first seen, and covers them.
 * @param pattern what a secret looks like; without one nothing is taken for a secret
 * @param retold what a secret looks like in other words, such as spelled out; covered, but not counted
 */
export function createSecretWatch(pattern: RegExp | undefined, retold?: RegExp): SecretWatch {
  const inOtherWords = retold && new RegExp(retold.source, 'g');
  const everywhere = pattern && new RegExp(pattern.source, 'g');
  const numbers = new Map<string, number>();

  function numberOf(secret: string): number {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return number;
  }

  function maskText(text: string): string {
    const ticketless = text.replace(TICKET, 'ticket=(covered)');
    // Not of the same shape: the lengths of words would tell which they are.
    const covered = inOtherWords ? ticketless.replace(inOtherWords, '(covered)') : ticketless;
    return everywhere ? covered.replace(everywhere, cover) : covered;
  }

  function mask(value: unknown): unknown {
    if (isText(value)) return maskText(value);
    if (Array.isArray(value)) return value.map(mask);
    if (!isObject(value)) return value;
    const masked: JsonObject = {};
    for (const [key, inner] of Object.entries(value)) {
      masked[key] = BEARER_FIELDS.has(key) && isText(inner) ? '(covered)' : mask(openInner(key, inner));
    }
    return masked;
  }

  return {
    findIn(value) {
      if (!everywhere) return [];
      return [...new Set((JSON.stringify(value) ?? '').match(everywhere) ?? [])].map(numberOf);
    },
    mask,
  };
}

/** Form-encoded calls carry blocks and views as JSON texts: easier to read opened. */
function openInner(key: string, value: unknown): unknown {
  if ((key !== 'blocks' && key !== 'view') || !isText(value)) return value;
  return decodeJson(value) ?? value;
}
