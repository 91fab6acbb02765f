import type { MasterKey } from '../domain/crypto/key-ring.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { say } from '../messages/say.ts';
import type { Parsed } from './parsed.ts';

export const MASTER_KEY_BYTES_MIN = 32;

/** Reads `id:base64,id:base64`, newest first. Problems name a key by its place: its text may be the secret. */
export function parseMasterKeys(text: string): Parsed<readonly MasterKey[]> {
  const keys: MasterKey[] = [];
  const problems: string[] = [];
  for (const [index, entry] of text.split(',').entries()) {
    const key = parseMasterKey(entry.trim(), index + 1);
    if (key.kind === 'problems') problems.push(...key.problems);
    else if (keys.some((other) => other.id === key.value.id)) {
      problems.push(say('config.keyTwice', { key: index + 1 }));
    } else keys.push(key.value);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'value', value: Object.freeze(keys) };
}

function parseMasterKey(entry: string, key: number): Parsed<MasterKey> {
  const colon = entry.indexOf(':');
  const id = entry.slice(0, Math.max(colon, 0));
  const base64 = entry.slice(colon + 1);
  if (colon < 0) return problem(say('config.keyWithoutId', { key }));
  if (!/^[a-z0-9-]{1,32}$/.test(id)) return problem(say('config.keyId', { key }));
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return problem(say('config.keyNotBase64', { key }));
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < MASTER_KEY_BYTES_MIN)
    return problem(say('config.keyShort', { key, bytes: MASTER_KEY_BYTES_MIN }));
  return { kind: 'value', value: Object.freeze({ id, bytes: new Secret<Uint8Array>(bytes) }) };
}

function problem(text: string): Parsed<never> {
  return { kind: 'problems', problems: [text] };
}
