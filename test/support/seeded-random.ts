import { createCipheriv } from 'node:crypto';

/** Bytes that are the same in every run, as good as random: AES-256 in counter mode over zeros, keyed by the seed. */
export function createSeededBytes(seed: string): (count: number) => Buffer {
  const key = Buffer.alloc(32);
  key.write(seed);
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return (count) => cipher.update(Buffer.alloc(count));
}
