import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScratchUnavailableError } from '../../src/ports/scratch.ts';
import { openScratchFile } from '../../src/system/open-scratch-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backupcode-scratch-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What this process has open in the folder, by descriptor. */
async function findOpenFiles(): Promise<string[]> {
  const links = (await readdir('/proc/self/fd')).map(async (fd) => {
    const target = await readlink(`/proc/self/fd/${fd}`).catch(() => '');
    return target.startsWith(folder) ? [`/proc/self/fd/${fd}`] : [];
  });
  return (await Promise.all(links)).flat();
}

describe('a scratch in a file', () => {
  it('gives back what was put into it, from anywhere', async () => {
    const scratch = await openScratchFile(folder);
    await scratch.append(Buffer.from('one, '));
    await scratch.append(Buffer.from('two, three'));
    const bytes = Buffer.alloc(8);
    await scratch.read(bytes, 5);
    expect(bytes.toString()).toBe('two, thr');
    await scratch.append(Buffer.from('!'));
    await scratch.read(bytes, 8);
    expect(bytes.toString()).toBe(', three!');
    await scratch.close();
  });

  it('has no name from the start, so that nothing is left of it however the process ends', async () => {
    const scratch = await openScratchFile(folder);
    expect(await readdir(folder)).toEqual([]);
    await scratch.append(Buffer.from('something'));
    expect(await readdir(folder)).toEqual([]);
    await scratch.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it.runIf(existsSync('/proc/self/fd'))('is its owner’s alone, and gone when it is closed', async () => {
    const scratch = await openScratchFile(folder);
    const [path = '', ...more] = await findOpenFiles();
    expect(more).toEqual([]);
    const { mode, nlink } = await stat(path);
    expect({ mode: mode & 0o777, nlink }).toEqual({ mode: 0o600, nlink: 0 });
    await scratch.close();
    expect(await findOpenFiles()).toEqual([]);
  });

  it('says that it cannot be had, or is cut short, as an outage of its own', async () => {
    await expect(openScratchFile(join(folder, 'nowhere'))).rejects.toThrow(ScratchUnavailableError);
    await expect(openScratchFile(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
    const scratch = await openScratchFile(folder);
    await scratch.append(Buffer.from('short'));
    await expect(scratch.read(Buffer.alloc(6), 0)).rejects.toThrow(ScratchUnavailableError);
    await scratch.close();
  });
});
