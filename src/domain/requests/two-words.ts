import { createHmac } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';
import type { RequestId } from '../ids.ts';
import { plainWords } from './plain-words.ts';

/**
 * The two words of a request. The administrator tells them to the person, who has them from us: a stranger who pretends to be from IT
 * can't know them. Twenty bits, which no one can guess in the one try that a call gives. They follow from the request's id and a key
 * that is not in the database; after a change of the master key, open requests have other words.
 */
export function twoWordsOf(id: RequestId, keys: Pick<KeyRing, 'current'>): string {
  const digest = createHmac('sha256', keys.current('request-words').key).update(id).digest();
  const at = (offset: number) => plainWords[digest.readUInt16BE(offset) % plainWords.length] ?? '';
  return `${at(0)} ${at(2)}`;
}
