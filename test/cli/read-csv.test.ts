import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { readCsv } from '../../src/cli/directory-file/read-csv.ts';

it('leaves nothing behind of the pieces of a long file', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  async function* pieces() {
    yield Buffer.from('email,name,role,status\n');
    for (let piece = 0; piece < 100; piece += 1)
      yield Buffer.from('p@acme.test,P,member,invited\n'.repeat(2000));
  }
  let count = 0;
  for await (const _row of readCsv(pieces())) count += 1;
  await setImmediate();
  process.off('warning', warned);
  expect(count).toBe(200_000);
  expect(warned.mock.calls).toEqual([]);
});
