import { CsvError, parse } from 'csv-parse';
import { say } from '../../messages/say.ts';
import type { RawDirectoryRow } from '../../services/directory/import/directory-row.ts';
import { type ColumnMapping, ownColumns, type ReadHeader, readHeader } from './column-mapping.ts';
import { decodeText, type Encoding } from './decode-text.ts';

const RECORD_SIZE_MAX = 16_384;
/** A title or a version may come before the header. */
const HEADER_LINE_MAX = 6;
/** How much of the file is read to find the separator. */
const BEGINNING_MAX = 65_536;

export interface CsvOptions {
  readonly encoding: Encoding | null;
  readonly mapping: ColumnMapping;
  readonly isRoleOptional: boolean;
}

const plain: CsvOptions = { encoding: null, mapping: ownColumns, isRoleOptional: false };

/**
 * The rows of a CSV file, each with the line it starts in. What is wrong with the file's form comes as a row with a problem: a header that
 * cannot be used and a quote that is never closed end the rows.
 * @throws UnreadableFileError if it is not text of the encoding
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  options: CsvOptions = plain,
): AsyncGenerator<RawDirectoryRow> {
  const opened = await openText(decodeText(bytes, options.encoding));
  const { delimiter, linesBefore } = opened;
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    max_record_size: RECORD_SIZE_MAX,
  });
  const feeding = feed(opened.texts, parser);
  // The rows' reader gets this error below; until then it must not count as unhandled.
  feeding.catch(() => {});
  let header: ReadHeader | null = null;
  let looked = 0;
  let closest: { readonly line: number; readonly problems: readonly string[] } | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      const line = linesBefore + info.lines - countLineBreaks(record);
      if (record.every((field) => field.trim() === '')) continue;
      if (header === null) {
        const read = readHeader(record, options.mapping, options);
        looked += 1;
        if (read.problems.length === 0) header = read;
        else {
          if (closest === null || read.problems.length < closest.problems.length)
            closest = { line, problems: read.problems };
          if (!options.mapping.findsHeader || looked >= HEADER_LINE_MAX) break;
        }
      } else yield* readRecord(record, line, header);
    }
    if (parser.readableEnded) await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: linesBefore + readLine(error), fields: {}, problem: explain(error) };
    return;
  } finally {
    parser.destroy();
  }
  if (header !== null) return;
  if (closest === null) yield { line: 1, fields: {}, problem: say('cli.directory.empty') };
  else for (const problem of closest.problems) yield { line: closest.line, fields: {}, problem };
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function* readRecord(
  record: readonly string[],
  line: number,
  header: ReadHeader,
): Generator<RawDirectoryRow> {
  const extra = record.slice(header.width);
  if (extra.some((field) => field.trim() !== '') || !header.mayEndAt(record.length)) {
    const problem = say('cli.directory.fieldCount', { count: record.length, expected: header.width });
    yield { line, fields: {}, problem };
    return;
  }
  const fields = header.pick(record);
  yield fields === null ? { line, fields: {}, isLeftOut: true } : { line, fields };
}

interface OpenedText {
  readonly delimiter: string;
  /** Of a first line that only says the separator. */
  readonly linesBefore: number;
  readonly texts: AsyncIterable<string>;
}

/** Finds the separator: said by Excel's `sep=;` line, else the most frequent one outside of quotes in the first line that has one. */
async function openText(texts: AsyncGenerator<string>): Promise<OpenedText> {
  let beginning = '';
  let isOver = false;
  while (!isOver && beginning.length < BEGINNING_MAX && beginning.split('\n').length <= HEADER_LINE_MAX) {
    const next = await texts.next();
    if (next.done === true) isOver = true;
    else beginning += next.value;
  }
  const said = /^sep=([,;\t|])\n/i.exec(beginning);
  const rest = said === null ? beginning : beginning.slice(said[0].length);
  const delimiter = said?.[1] ?? findDelimiter(rest);
  async function* all(): AsyncGenerator<string> {
    yield rest;
    yield* texts;
  }
  return { delimiter, linesBefore: said === null ? 0 : 1, texts: all() };
}

function findDelimiter(beginning: string): string {
  const lines = beginning
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, HEADER_LINE_MAX);
  const counts = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: Math.max(...lines.map((line) => line.split(delimiter).length - 1)),
  }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
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

/** Until the parser takes more or is closed; leaves no listener behind, since each piece of a file waits once. */
function untilReady(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const proceed = (): void => {
      parser.off('drain', proceed).off('close', proceed);
      resolve();
    };
    parser.on('drain', proceed).on('close', proceed);
  });
}

function countLineBreaks(record: readonly string[]): number {
  return record.reduce((count, field) => count + field.split('\n').length - 1, 0);
}

function readLine(error: CsvError): number {
  const lines: unknown = 'lines' in error ? error.lines : undefined;
  return typeof lines === 'number' && lines > 0 ? lines : 1;
}

/** Our own words: the parser's repeat the file's content. */
function explain(error: CsvError): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return say('cli.directory.longLine', { max: RECORD_SIZE_MAX });
  }
  return say(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'cli.directory.openQuote' : 'cli.directory.badQuote');
}
