import { Secret } from '../domain/crypto/secret.ts';
import type { DatabaseConfig } from './config.ts';
import type { Parsed } from './parsed.ts';

/**
 * Reads `sqlite:PATH`, `mongodb://...` or `mongodb+srv://...`. The problem never repeats the text, which may hold a
 * password.
 */
export function parseDatabaseUrl(text: string): Parsed<DatabaseConfig> {
  if (text.startsWith('sqlite:')) {
    const path = text.slice('sqlite:'.length);
    if (path === '' || path.includes('\0')) {
      return { kind: 'problems', problems: ['names no file: write sqlite:./data/backupcode.db'] };
    }
    if (path === ':memory:' || path.startsWith('//')) {
      return {
        kind: 'problems',
        problems: ['must name a file that stays, with one colon and no slashes before it: sqlite:./PATH'],
      };
    }
    const problem = findPathProblem(path);
    return problem === null
      ? { kind: 'value', value: Object.freeze({ kind: 'sqlite', path }) }
      : { kind: 'problems', problems: [problem] };
  }
  if (/^mongodb(\+srv)?:\/\/[^/\s]+/.test(text)) {
    return { kind: 'value', value: Object.freeze({ kind: 'mongodb', uri: new Secret(text) }) };
  }
  if (text.startsWith('file:') || /^\.{0,2}\//.test(text)) {
    return {
      kind: 'problems',
      problems: ['must start with sqlite: before the path: sqlite:./data/backupcode.db'],
    };
  }
  return { kind: 'problems', problems: ['must start with sqlite:, mongodb:// or mongodb+srv://'] };
}

/** What other programs would read in another way than as the name of a file. */
function findPathProblem(path: string): string | null {
  if (path.startsWith('~'))
    return 'starts with ~, which only a shell replaces: write the whole path, sqlite:/home/...';
  if (path.startsWith('file:')) return 'names the file by file:, which is not needed: write sqlite:./PATH';
  if (/[?#]/.test(path)) return 'takes no options after the file, so no ? or #: write sqlite:./PATH';
  return /[/\\]$/.test(path) ? 'names a folder: add the name of the file, sqlite:./data/backupcode.db' : null;
}
