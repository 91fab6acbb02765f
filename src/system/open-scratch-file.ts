import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Scratch, ScratchUnavailableError } from '../ports/scratch.ts';

/**
 * A file without a name: it loses it before anything is written, so the system takes it away with the process, even one that is
 * killed. Until then it is its owner's alone, and was not there before.
 * @param folder the system's for temporary files (`TMPDIR`) unless told
 */
export async function openScratchFile(folder: string = tmpdir()): Promise<Scratch> {
  const file = await tell(() => openNameless(join(folder, `backupcode-${randomUUID()}`)));
  let end = 0;
  return {
    append: (bytes) =>
      tell(async () => {
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, done, bytes.length - done, end);
          done += bytesWritten;
          end += bytesWritten;
        }
      }),
    read: (bytes, position) =>
      tell(async () => {
        for (let done = 0; done < bytes.length; ) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
          if (bytesRead === 0) throw new ScratchUnavailableError('it is shorter than it was');
          done += bytesRead;
        }
      }),
    close: () => file.close(),
  };
}

async function openNameless(path: string): Promise<FileHandle> {
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** So that nobody takes it for a fault of the file that the user named. */
async function tell<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    throw new ScratchUnavailableError(String(error.code));
  }
}
