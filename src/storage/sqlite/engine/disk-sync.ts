import { type FileHandle, open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../../../ports/store.ts';

/** Brings what was committed to the disk, without keeping the event loop waiting. */
export interface DiskSync {
  /**
   * Resolves when everything committed before the call is on disk. Called again only when it has settled.
   * @throws StoreUnavailableError if the disk fails; whether it is there is unknown then
   */
  confirm(): Promise<void>;
  /**
   * What is on its way, to be waited for; `null` if nothing is: whoever reads at this very moment reads nothing that a
   * power loss could take back. @throws StoreUnavailableError as `assertSound`
   */
  pending(): Promise<void> | null;
  /**
   * @throws StoreUnavailableError once the disk has failed: it may have dropped what it could not write, and say yes
   * the next time
   */
  assertSound(): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export type SyncFile = (file: FileHandle) => Promise<void>;

/**
 * A commit in WAL mode is the log written and the log synced; what counts after a power loss is the second. With
 * synchronous=FULL SQLite does both at once and the event loop waits; with NORMAL it leaves the second to us, and goes on syncing
 * log and database around every checkpoint. With FULL nobody sees a commit before it is synced; with this, those in this
 * process who wait for {@link DiskSync.pending}. Another process on the same file may see it a moment too early; what it
 * writes itself is synced after what it has seen.
 * @param path the database's file; its log has to be there
 */
export async function openDiskSync(
  database: DatabaseSync,
  path: string,
  syncFile: SyncFile = (file) => file.datasync(),
): Promise<DiskSync> {
  // The same file for as long as a connection is open: SQLite overwrites or truncates the log, and the last to close removes it.
  const log = await open(`${path}-wal`, 'r+').catch((error: unknown) => {
    throw new StoreUnavailableError(`The log of the SQLite store cannot be opened (${codeOf(error)})`, {
      cause: error,
    });
  });
  database.exec('PRAGMA synchronous = NORMAL');
  let failure: StoreUnavailableError | null = null;
  let current: Promise<void> | null = null;

  function assertSound(): void {
    if (failure !== null) throw failure;
  }

  async function sync(): Promise<void> {
    assertSound();
    try {
      await syncFile(log);
    } catch (error) {
      failure = new StoreUnavailableError(
        `The disk did not confirm what was written to the SQLite store (${codeOf(error)}). Nothing more is written: check the disk and start again`,
        { cause: error },
      );
      throw failure;
    }
  }

  return {
    async confirm() {
      current = sync();
      try {
        await current;
      } finally {
        current = null;
      }
    },
    pending() {
      assertSound();
      return current;
    },
    assertSound,
    async close() {
      await current?.catch(() => undefined);
      await log.close();
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
