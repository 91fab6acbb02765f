import { Secret } from '../domain/crypto/secret.ts';
import { say } from '../messages/say.ts';
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
      return { kind: 'problems', problems: [say('config.databaseNoFile')] };
    }
    if (path === ':memory:' || path.startsWith('//')) {
      return {
        kind: 'problems',
        problems: [say('config.databaseNotKept')],
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
      problems: [say('config.databaseNeedsSqlite')],
    };
  }
  return { kind: 'problems', problems: [say('config.databaseScheme')] };
}

/** Paths that other programs would not read as a file name. */
function findPathProblem(path: string): string | null {
  if (path.startsWith('~')) return say('config.databaseTilde');
  if (path.startsWith('file:')) return say('config.databaseFileUrl');
  if (/[?#]/.test(path)) return say('config.databaseOptions');
  return /[/\\]$/.test(path) ? say('config.databaseFolder') : null;
}
