import type { SQLOutputValue } from 'node:sqlite';
import { say } from '../../../messages/say.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** A stored value is not what this program writes: the file was altered by other hands. */
export class UnreadableRowError extends Error {
  override readonly name = 'UnreadableRowError';
}

/** @typeParam T the brand of an id; nothing but its being a text is checked */
export function readText<T extends string = string>(row: Row, column: string): T {
  const value = row[column];
  if (typeof value !== 'string') throw unreadable(column);
  return value as T;
}

export function readTextOrNull<T extends string = string>(row: Row, column: string): T | null {
  return row[column] === null ? null : readText<T>(row, column);
}

export function readInteger(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw unreadable(column);
  return value;
}

export function readIntegerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : readInteger(row, column);
}

export function readFlag(row: Row, column: string): boolean {
  return readInteger(row, column) === 1;
}

export function readOneOf<T extends string>(row: Row, column: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === row[column]);
  if (choice === undefined) throw unreadable(column);
  return choice;
}

export function readOneOfOrNull<T extends string>(row: Row, column: string, choices: readonly T[]): T | null {
  return row[column] === null ? null : readOneOf(row, column, choices);
}

/** A JSON object; its fields are the caller's to check. */
export function readObject(row: Row, column: string): Record<string, unknown> {
  const value = parseJson(readText(row, column));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(column);
  return { ...value };
}

/** A JSON array; its items are the caller's to check. */
export function readArray(row: Row, column: string): unknown[] {
  const value = parseJson(readText(row, column));
  if (!Array.isArray(value)) throw unreadable(column);
  return value;
}

export function readTexts(row: Row, column: string): string[] {
  const value = readArray(row, column);
  if (!value.every((item) => typeof item === 'string')) throw unreadable(column);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the column, not the value: what was put there may be anything. */
function unreadable(column: string): UnreadableRowError {
  return new UnreadableRowError(say('storage.unreadable', { column }));
}
