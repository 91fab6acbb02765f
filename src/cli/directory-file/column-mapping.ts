import { say } from '../../messages/say.ts';
import {
  type DirectoryColumn,
  directoryColumns,
  directoryColumnsRequired,
} from '../../services/directory/import/directory-row.ts';

import { quote } from '../print.ts';

/** How the columns of a file become ours. Names and values are compared without regard to case. */
export interface ColumnMapping {
  /** For a column of ours, ways to fill it: a row takes the first that is not empty. The parts of a way are joined by a space. */
  readonly columns: Partial<Record<DirectoryColumn, readonly (readonly string[])[]>>;
  /** For a column of ours, what the file's values mean (in lower case). A value that is not there stays as it is. */
  readonly values: Partial<Record<DirectoryColumn, Readonly<Record<string, string>>>>;
  readonly ignoresOtherColumns: boolean;
  /** Whether lines may come before the header: a title, a version. */
  readonly findsHeader: boolean;
  /** What a preset does to a text that is no plain value. */
  readonly clean?: Partial<Record<DirectoryColumn, (text: string) => string>>;
  /** Whether to skip a row, such as a guest's: by the file's columns, in lower case. */
  readonly leavesOut?: (cell: (name: string) => string) => boolean;
}

export const ownColumns: ColumnMapping = {
  columns: Object.fromEntries(directoryColumns.map((column) => [column, [[column]]])),
  values: {},
  ignoresOtherColumns: false,
  findsHeader: false,
};

export type ParsedMapping =
  | { readonly kind: 'mapping'; readonly mapping: ColumnMapping }
  | { readonly kind: 'bad'; readonly problem: string };

/**
 * Adds what was asked for by `--map` to a mapping: `name="First Name"+"Last Name"` fills a column of ours, `status:Active=confirmed` says
 * what a value means.
 */
export function addToMapping(base: ColumnMapping, terms: readonly string[]): ParsedMapping {
  const columns = { ...base.columns };
  const values = { ...base.values };
  for (const term of terms) {
    const parsed = /^\s*([a-z_]+)\s*(?::(.*?))?=(.*)$/is.exec(term);
    const column = directoryColumns.find((name) => name === parsed?.[1]?.toLowerCase());
    if (parsed === null || column === undefined) {
      return {
        kind: 'bad',
        problem: say('cli.directory.mapTerm', { term: quote(term), columns: directoryColumns.join(', ') }),
      };
    }
    const [, , value, right = ''] = parsed;
    if (value !== undefined) values[column] = { ...values[column], [fold(unquote(value))]: unquote(right) };
    else {
      const parts = (right.match(/"[^"]*"|[^+"]+/g) ?? []).map(unquote).filter((part) => part !== '');
      if (parts.length === 0)
        return { kind: 'bad', problem: say('cli.directory.mapEmpty', { term: quote(term) }) };
      columns[column] = [parts];
    }
  }
  return { kind: 'mapping', mapping: { ...base, columns, values } };
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
}

/** `First Name [Required]` and `first name` are one column: some exports say in brackets what is to be done with it. */
function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\s*\[[^\]]*\]$/, '');
}

function join(record: readonly string[], places: readonly number[]): string {
  return places
    .map((place) => (record[place] ?? '').trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** What a line of headings means under a mapping. */
export interface ReadHeader {
  /** a sentence each, shown after the number of the line */
  readonly problems: readonly string[];
  readonly width: number;
  /** The cells of a row under our names; `null` for one that is left out. A cell that the row does not have is not there. */
  readonly pick: (record: readonly string[]) => Readonly<Record<string, string>> | null;
  /** Whether a row may end before this place: only optional columns are missing then. */
  readonly mayEndAt: (length: number) => boolean;
}

export function readHeader(
  headings: readonly string[],
  mapping: ColumnMapping,
  { isRoleOptional }: { readonly isRoleOptional: boolean },
): ReadHeader {
  const names = headings.map(fold);
  while (names.at(-1) === '') names.pop();
  const places = new Map<DirectoryColumn, readonly (readonly number[])[]>();
  for (const column of directoryColumns) {
    const ways = (mapping.columns[column] ?? [])
      .map((parts) => parts.map((part) => names.indexOf(fold(part))))
      .filter((way) => !way.includes(-1));
    if (ways.length > 0) places.set(column, ways);
  }
  const used = new Set([...places.values()].flat(2));
  const required = directoryColumnsRequired.filter((column) => column !== 'role' || !isRoleOptional);
  const requiredPlaces = required.flatMap((column) => places.get(column)?.[0] ?? []);
  return {
    problems: findProblems(),
    width: names.length,
    mayEndAt: (length) => requiredPlaces.every((place) => place < length),
    pick(record) {
      const cell = (name: string): string => (record[names.indexOf(name)] ?? '').trim();
      if (mapping.leavesOut?.(cell)) return null;
      const fields: Record<string, string> = {};
      for (const [column, ways] of places) {
        if (ways.flat().every((place) => record[place] === undefined)) continue;
        const text = ways.map((parts) => join(record, parts)).find((joined) => joined !== '') ?? '';
        const value = mapping.clean?.[column]?.(text) ?? text;
        fields[column] = mapping.values[column]?.[value.toLowerCase()] ?? value;
      }
      return fields;
    },
  };

  function findProblems(): string[] {
    const others = mapping.ignoresOtherColumns
      ? []
      : headings.slice(0, names.length).filter((_, place) => !used.has(place));
    const repeated = new Set(
      names.filter((name, place) => used.has(names.indexOf(name)) && names.indexOf(name) !== place),
    );
    return [
      ...others
        .filter((name) => !repeated.has(fold(name)))
        .map((name) =>
          say('cli.directory.unknownColumn', { column: quote(name), columns: directoryColumns.join(', ') }),
        ),
      ...[...repeated].map((name) => say('cli.directory.columnTwice', { column: quote(name) })),
      ...required.filter((column) => !places.has(column)).map((column) => describeMissing(column)),
      ...(places.has('email') || places.has('mobile') ? [] : [say('cli.directory.noContactColumn')]),
    ];
  }

  function describeMissing(column: DirectoryColumn): string {
    const ways = (mapping.columns[column] ?? []).map((parts) => parts.join(' + '));
    if (ways.length === 0 || ways.join() === column) {
      return column === 'role'
        ? say('cli.directory.missingRoleColumn')
        : say('cli.directory.missingColumn', { column });
    }
    const columns = ways.reduce((first, second) => say('cli.directory.or', { first, second }));
    return column === 'role'
      ? say('cli.directory.missingMappedRole', { columns })
      : say('cli.directory.missingMapped', { column, columns });
  }
}
