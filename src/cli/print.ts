import type { CliDeps } from './cli-deps.ts';

export interface Printer {
  /** A line of what was asked for. */
  print(text: string): void;
  /** A line about the asking: errors, warnings, progress. */
  complain(text: string): void;
}

export function createPrinter({ stdout, stderr }: Pick<CliDeps, 'stdout' | 'stderr'>): Printer {
  return {
    print: (text) => void stdout.write(`${text}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
  };
}

export function printJson({ print }: Pick<Printer, 'print'>, value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Rows under their headings, in columns. */
export function printTable(
  { print }: Pick<Printer, 'print'>,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const cells = [headings, ...rows].map((row) => row.map(toPrintable));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** What others wrote (names, reasons) must not control the terminal it is shown on. */
export function toPrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '?');
}

/** What a person typed, on one line, for a sentence that quotes it. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]/gu, '?')}"`;
}

/** ISO 8601 in UTC, or a dash. */
export function formatTime(time: number | null): string {
  return time === null ? '-' : new Date(time).toISOString();
}

/** For people: in UTC, to the minute, or a dash. */
export function formatMinute(time: number | null): string {
  return time === null ? '-' : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
