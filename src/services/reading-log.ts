import { createHmac, createSecretKey } from 'node:crypto';
import type { DirectoryRow, RowSource } from './directory-row.ts';
import type { ImportLimits } from './import-limits.ts';
import type { NameLogDeps } from './name-log.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import { createSpill } from './spill.ts';
import { ImportInterrupted } from './write-import-batch.ts';

/** Rows read or written at a time; each may name two logins, and the directory takes 1,000 at once. */
export const IMPORT_BATCH = 400;

const DIGEST_BYTES = 32;
const RECORD_BYTES = DIGEST_BYTES + Math.ceil(IMPORT_BATCH / 8);

export interface BatchAgain {
  readonly rows: readonly DirectoryRow[];
  /** Of the row at this place, from 0: what was noted of it. */
  isSettled(index: number): boolean;
}

/** What is kept of a list that was read: so little of each batch that it is bounded in memory. */
export interface ReadingLog {
  /** @param settled for each row, whether nothing remains to be done */
  note(rows: readonly DirectoryRow[], settled: readonly boolean[]): Promise<void>;
  /** A row that was not sound, and is in no batch. */
  noteBad(): void;
  /**
   * The same batches again.
   * @throws ImportInterrupted before it gives a batch that is not the one that was noted
   */
  readAgain(readRows: RowSource): AsyncGenerator<BatchAgain>;
  close(): Promise<void>;
}

export function createReadingLog({ random, openScratch }: NameLogDeps, limits: ImportLimits): ReadingLog {
  const key = createSecretKey(random.bytes(32));
  const spill = createSpill(openScratch, Math.ceil(limits.records / IMPORT_BATCH) * RECORD_BYTES);
  let badRows = 0;

  const digest = (rows: readonly DirectoryRow[]): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(rows.map(contentOf)))
      .digest();

  async function* records(): AsyncGenerator<Buffer, undefined> {
    for await (const piece of spill.pieces()) {
      for (let at = 0; at < piece.length; at += RECORD_BYTES) yield piece.subarray(at, at + RECORD_BYTES);
    }
  }

  /** Sound rows, as many at a time as when they were noted. */
  async function* batches(readRows: RowSource): AsyncGenerator<DirectoryRow[]> {
    let rows: DirectoryRow[] = [];
    let badAgain = 0;
    for await (const raw of readRows()) {
      const parsed = parseDirectoryRow(raw);
      if (parsed.kind === 'row') rows.push(parsed.row);
      else badAgain += 1;
      if (badAgain > badRows) throw changedMeanwhile();
      if (rows.length < IMPORT_BATCH) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
    if (badAgain < badRows) throw changedMeanwhile();
  }

  return {
    async note(rows, settled) {
      const record = Buffer.alloc(RECORD_BYTES);
      digest(rows).copy(record);
      for (const [index, isSettled] of settled.entries()) {
        if (isSettled) record.writeUInt8(record.readUInt8(byteOf(index)) | bitOf(index), byteOf(index));
      }
      await spill.append(record);
    },
    noteBad() {
      badRows += 1;
    },
    async *readAgain(readRows) {
      const noted = records();
      for await (const rows of batches(readRows)) {
        const { value: record } = await noted.next();
        if (!record?.subarray(0, DIGEST_BYTES).equals(digest(rows))) throw changedMeanwhile();
        yield { rows, isSettled: (index) => (record.readUInt8(byteOf(index)) & bitOf(index)) !== 0 };
      }
      if (!(await noted.next()).done) throw changedMeanwhile();
    },
    close: spill.close,
  };
}

const byteOf = (index: number): number => DIGEST_BYTES + (index >> 3);
const bitOf = (index: number): number => 1 << (index & 7);

/** Everything of a row that matters; a contact that is not there is not one that is empty. */
function contentOf({ line, email, mobile, name, role, status, primary }: DirectoryRow): unknown[] {
  const contacts = [email, mobile].map((contact) => contact ?? (contact === null ? 0 : 1));
  return [line, ...contacts, name, role, status, primary ?? 0];
}

function changedMeanwhile(): ImportInterrupted {
  return new ImportInterrupted('The list is no longer the one that was checked.');
}
