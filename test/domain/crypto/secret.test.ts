import { format, inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';

describe('a secret', () => {
  const plain = 'hunter2-hunter2';
  const secret = new Secret(plain);

  test.each<[string, () => string]>([
    ['as a string', () => String(secret)],
    ['in a template', () => `${secret}`],
    ['joined', () => [secret].join()],
    ['added to a string', () => `code: ${secret}`],
    ['as JSON', () => JSON.stringify({ deep: [{ secret }] })],
    ['inspected', () => inspect({ secret }, { depth: null, showHidden: true, getters: true })],
    ['formatted', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['in an error', () => inspect(new Error(`failed with ${secret}`, { cause: secret }))],
    ['by its keys', () => JSON.stringify([Object.entries(secret), Reflect.ownKeys(secret).map(String)])],
    ['spread', () => JSON.stringify({ ...secret })],
    ['cloned', () => inspect(structuredClone(secret))],
  ])('N6: is hidden %s', (_title, print) => {
    expect(print()).not.toContain('hunter2');
  });

  test('comes out only where it is asked for', () => {
    expect(secret.reveal()).toBe(plain);
    const bytes = new Uint8Array([1, 2, 3]);
    expect(new Secret(bytes).reveal()).toBe(bytes);
  });
});
