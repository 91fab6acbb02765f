import type { DatabaseSync } from 'node:sqlite';
import { OutcomeUnknownError, StoreUnavailableError } from '../../../ports/store.ts';
import type { DiskSync } from './disk-sync.ts';
import type { FileLock } from './file-lock.ts';
import type { HoldLimit } from './hold-limit.ts';
import type { Sql } from './sql.ts';
import { toStoreError } from './sqlite-errors.ts';
import { createTransactionSql } from './transaction-sql.ts';
import type { WriteJob } from './write-job.ts';

/** How many share one commit at most, and for how long one may stay open while others join. */
const GROUP_MAX = 64;
const GROUP_MS_MAX = 8;
/** For how long savepoints are set after one that failed without has spoiled what others had done. */
const CAUTIOUS_MS = 60_000;

export interface GroupRunner {
  /**
   * Runs those who wait one after another and commits them together: the disk is waited for once
   * (group commit), while the event loop goes on and the next group forms. Nobody is told of success before the commit that holds their work is on disk, and what one does
   * wrong is undone alone. Never throws.
   * @param takeNext `null` when nobody waits
   */
  run(takeNext: () => WriteJob | null): Promise<void>;
}

interface Done {
  readonly job: WriteJob;
  readonly value: unknown;
}

export function createGroupRunner(
  database: DatabaseSync,
  connection: Sql,
  lock: FileLock,
  disk: DiskSync,
  withinLimit: HoldLimit,
): GroupRunner {
  let cautiousUntil = Number.NEGATIVE_INFINITY;
  const openSavepoint = database.prepare('SAVEPOINT job');
  const releaseSavepoint = database.prepare('RELEASE job');

  async function begin(deadline: number): Promise<void> {
    disk.assertSound();
    rollBack(database);
    await lock.take(() => database.exec('BEGIN IMMEDIATE'), deadline);
  }

  /**
   * @param isFirst then nobody's work is there to be kept
   * @param hasSavepoint if not, and it fails, the others' work is lost with its own. A savepoint costs a copy of every page that is
   * changed in it, and hardly any transaction fails
   * @returns what it has to say once it is committed; `null` if it failed and has been told
   */
  async function runJob(job: WriteJob, isFirst: boolean, hasSavepoint: boolean): Promise<Done | null> {
    const sql = createTransactionSql(connection);
    try {
      if (hasSavepoint) openSavepoint.run();
      const value = await withinLimit(() => job.run(sql));
      sql.end();
      if (hasSavepoint) releaseSavepoint.run();
      return { job, value };
    } catch (error) {
      sql.kill();
      job.reject(toStoreError(error));
      if (!isFirst && !hasSavepoint) cautiousUntil = performance.now() + CAUTIOUS_MS;
      if (database.isTransaction) database.exec(hasSavepoint ? 'ROLLBACK TO job; RELEASE job' : 'ROLLBACK');
      return null;
    }
  }

  async function tellWhenOnDisk(done: readonly Done[]): Promise<void> {
    try {
      await disk.confirm();
      for (const { job, value } of done) job.resolve(value);
    } catch (error) {
      // In the file, and perhaps not on the disk: a power loss now could still take it back.
      const unknown = new OutcomeUnknownError(error instanceof Error ? error.message : '', { cause: error });
      for (const { job } of done) job.reject(unknown);
    }
  }

  /** @returns those whose work was lost with the others', through no fault that is known to be theirs */
  async function runGroup(first: WriteJob, takeNext: () => WriteJob | null): Promise<readonly WriteJob[]> {
    const done: Done[] = [];
    try {
      await begin(first.deadline);
    } catch (error) {
      first.reject(toStoreError(error));
      return [];
    }
    try {
      const startedAt = performance.now();
      const isCautious = startedAt < cautiousUntil;
      let job: WriteJob | null = first;
      for (let count = 1; job !== null; count += 1) {
        const result = await runJob(job, count === 1, isCautious && count > 1);
        if (result !== null) done.push(result);
        // One without a savepoint has failed; or SQLite has rolled everything back by itself, as after some errors (a full disk, for one).
        if (!database.isTransaction) return done.map((each) => each.job);
        const isFull = count >= GROUP_MAX || performance.now() - startedAt > GROUP_MS_MAX;
        job = isFull ? null : takeTimely(takeNext);
      }
      database.exec('COMMIT');
    } catch (error) {
      tryRollBack(database);
      const [only, ...others] = done;
      if (only === undefined || others.length > 0) return done.map((each) => each.job);
      only.job.reject(toStoreError(error));
      return [];
    }
    await tellWhenOnDisk(done);
    return [];
  }

  return {
    async run(takeNext) {
      const first = takeTimely(takeNext);
      if (first === null) return;
      // Whoever spoiled the commit for the others is found out by running each by itself.
      for (const job of await runGroup(first, takeNext)) await runGroup(job, () => null);
    },
  };
}

/** Passes over those who have waited too long already. */
function takeTimely(takeNext: () => WriteJob | null): WriteJob | null {
  for (;;) {
    const job = takeNext();
    if (job === null || performance.now() <= job.deadline) return job;
    job.reject(new StoreUnavailableError('The SQLite store is overloaded'));
  }
}

function rollBack(database: DatabaseSync): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}

/** One that fails is tried again before the next transaction begins; the error that led here is the one to report. */
function tryRollBack(database: DatabaseSync): void {
  try {
    rollBack(database);
  } catch {}
}
