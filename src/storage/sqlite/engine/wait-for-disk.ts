import type { Readers } from '../../../ports/store.ts';
import type { DiskSync } from './disk-sync.ts';

type Question = (...given: unknown[]) => Promise<unknown>;

/**
 * The same readers, of which each question waits until nothing that could be its answer is still on its way to the disk.
 * It is asked in the same step as the look that finds nothing: no commit comes in between.
 */
export function waitForDisk(readers: Readers, disk: DiskSync): Readers {
  function wait(question: Question): Question {
    return async (...given) => {
      for (let pending = disk.pending(); pending !== null; pending = disk.pending()) await pending;
      return question(...given);
    };
  }

  function waitForEach(reader: object): object {
    const questions: [string, Question][] = Object.entries(reader);
    return Object.fromEntries(questions.map(([name, question]) => [name, wait(question)]));
  }

  const waiting = Object.entries(readers).map(([name, reader]) => [name, waitForEach(reader)]);
  // The same names with the same questions.
  return Object.fromEntries(waiting) as Readers;
}
