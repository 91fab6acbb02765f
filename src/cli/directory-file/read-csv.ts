import { CsvError, parse } from 'csv-parse';
import {
  directoryColumns,
  directoryColumnsRequired,
  quote,
  type RawDirectoryRow,
} from '../../services/directory-row.ts';
import { decodeUtf8 } from './decode-utf8.ts';

const RECORD_SIZE_MAX = 16_384;

/**
 * The rows of a CSV file, each with the line it starts in. What is wrong with the file's form comes as a row with a
 * problem: a header that cannot be used and a quote that is never closed end the rows.
 * @throws UnreadableFileError if it is not UTF-8
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawDirectoryRow> {
  const parser = parse({ info: true, relax_column_count: true, max_record_size: RECORD_SIZE_MAX });
  const feeding = feed(decodeUtf8(bytes), parser);
  // Whoever reads the rows learns of it below; until then it must not count as unhandled.
  feeding.catch(() => {});
  let header: string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      const line = info.lines - countLineBreaks(record);
      if (record.every((field) => field.trim() === '')) continue;
      if (header === null) {
        header = record.map((name) => name.trim().toLowerCase());
        const problems = findHeaderProblems(header);
        yield* problems.map((problem) => ({ line, fields: {}, problem }));
        if (problems.length > 0) return;
      } else if (record.length === header.length) {
        yield { line, fields: Object.fromEntries(header.map((name, index) => [name, record[index]])) };
      } else {
        const problem = `has ${record.length} fields where the header has ${header.length}: put quotes around text with commas`;
        yield { line, fields: {}, problem };
      }
    }
    await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: readLine(error), fields: {}, problem: explain(error) };
    return;
  } finally {
    parser.destroy();
  }
  if (header === null)
    yield { line: 1, fields: {}, problem: 'is empty: the first line must name the columns' };
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

async function feed(texts: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const text of texts) {
      if (parser.destroyed) return;
      if (!parser.write(text)) await untilReady(parser);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error('The file could not be read'));
  }
}

/** Until it takes more, or nothing any more; leaves no listener behind, as it is waited for once in every piece of a file. */
function untilReady(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const proceed = (): void => {
      parser.off('drain', proceed).off('close', proceed);
      resolve();
    };
    parser.on('drain', proceed).on('close', proceed);
  });
}

function findHeaderProblems(header: readonly string[]): string[] {
  const known: readonly string[] = directoryColumns;
  if (header.length === 1 && /[;\t]/.test(header[0] ?? '')) {
    return ['separates its columns by something other than commas: save it again with commas'];
  }
  const unknown = header.filter((name) => !known.includes(name));
  const repeated = header.filter((name, index) => header.indexOf(name) !== index);
  const missing = directoryColumnsRequired.filter((name) => !header.includes(name));
  const hasLogin = header.includes('email') || header.includes('mobile');
  return [
    ...unknown.map((name) => `names an unknown column ${quote(name)}: known are ${known.join(', ')}`),
    ...[...new Set(repeated)].map((name) => `names the column ${quote(name)} twice`),
    ...missing.map((name) => `does not name the column ${name}`),
    ...(hasLogin ? [] : ['names neither a column email nor a column mobile']),
  ];
}

function countLineBreaks(record: readonly string[]): number {
  return record.reduce((count, field) => count + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function readLine(error: CsvError): number {
  const lines: unknown = 'lines' in error ? error.lines : undefined;
  return typeof lines === 'number' && lines > 0 ? lines : 1;
}

/** Our own words: those of the parser repeat what stands in the file. */
function explain(error: CsvError): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `or a line before it is longer than ${RECORD_SIZE_MAX} characters: is a closing quote missing?`;
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'or a line before it opens a quote that is never closed';
  return 'or a line before it has a quote in the wrong place: double the quotes inside quoted text';
}
