import { Secret } from '../domain/secret.ts';
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
    return { kind: 'value', value: Object.freeze({ kind: 'sqlite', path }) };
  }
  if (/^mongodb(\+srv)?:\/\/[^/\s]+/.test(text)) {
    return { kind: 'value', value: Object.freeze({ kind: 'mongodb', uri: new Secret(text) }) };
  }
  return { kind: 'problems', problems: ['must start with sqlite:, mongodb:// or mongodb+srv://'] };
}
