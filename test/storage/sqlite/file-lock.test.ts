import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createFileLock } from '../../../src/storage/sqlite/engine/file-lock.ts';

const ENTRIES = 8;
const PATIENCE_MS = 10_000;

/** The lock of a file, as a process sees it: SQLite refuses at once whoever comes while it is held. */
function createFile() {
  let isHeld = false;
  return {
    begin() {
      if (isHeld)
        throw Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 5 });
      isHeld = true;
    },
    end() {
      isHeld = false;
    },
  };
}

it('a process that takes the file again in the same instant, for as long as it likes, lets others in all the same', async () => {
  const file = createFile();
  const [busy, modest] = [createFileLock(), createFileLock()];
  const deadline = performance.now() + PATIENCE_MS;
  let entries = 0;
  const enter = async () => {
    for (; entries < ENTRIES; entries += 1) {
      await modest.take(file.begin, deadline);
      file.end();
      modest.released();
      await sleep(1);
    }
  };
  const entering = enter();
  // Told below.
  entering.catch(() => undefined);
  while (entries < ENTRIES && performance.now() < deadline) {
    await busy.take(file.begin, deadline);
    await sleep(1);
    // Nobody else can have a look between this and the next.
    file.end();
    busy.released();
  }
  expect(entries).toBe(ENTRIES);
  await entering;
}, 60_000);
