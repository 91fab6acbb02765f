import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { say } from '../messages/say.ts';
import type { Environment } from './config.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { type VariableName, variables } from './variables.ts';

export const ENV_FILE = '.env';

/**
 * The real environment, completed by the directory's `.env`. The real environment wins.
 * @throws Error of `node:fs` if the file is there but cannot be read
 */
export async function loadEnvironment(env: Environment, directory: string): Promise<Environment> {
  return readSecretFiles({ ...(await readEnvFile(directory)), ...withoutUndefined(env) }, directory);
}

async function readEnvFile(directory: string): Promise<Environment> {
  try {
    return parseEnv(decode(await readFile(join(directory, ENV_FILE))));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Editors and shells of Windows write marks at the beginning, or UTF-16. @throws Error for what is neither */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below.
  }
  throw new Error(say('config.envNotText', { file: ENV_FILE }));
}

/**
 * Secrets from files, as container platforms provide them: `NAME_FILE` names the file that holds `NAME`.
 * @throws ConfigError if both are set, or the file cannot be read
 */
async function readSecretFiles(env: Environment, directory: string): Promise<Environment> {
  const read: Record<string, string> = {};
  const problems: ConfigProblem[] = [];
  for (const { name, isSecret } of variables) {
    const path = env[`${name}_FILE`]?.trim() ?? '';
    if (!isSecret || path === '') continue;
    if ((env[name]?.trim() ?? '') !== '')
      problems.push({ variable: name, problem: say('config.fileTwice', { variable: name }) });
    else {
      try {
        read[name] = (await readFile(resolve(directory, path), 'utf8')).trim();
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
        problems.push({
          variable: name,
          problem: say('config.fileUnreadable', { variable: name, error: code }),
        });
      }
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...env, ...read };
}

function withoutUndefined(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

/** The text of a `.env` file: every variable explained, those without a value commented out with their fallback. */
export function renderEnvFile(values: Readonly<Partial<Record<VariableName, string>>>): string {
  const blocks = variables.map(({ name, meaning, fallback, requiredFor }) => {
    const need =
      requiredFor === 'nothing'
        ? say('config.envOptional')
        : say('config.envNeeded', { command: requiredFor });
    const value = values[name];
    const line = value === undefined ? `# ${name}=${fallback ?? ''}` : `${name}=${quoteValue(value)}`;
    return [...wrap(`${meaning} ${need}`), line].join('\n');
  });
  return `${say('config.envHeader')}\n\n${blocks.join('\n\n')}\n`;
}

/** Quoted where `.env` would read it otherwise: a # starts a comment, spaces at the ends are cut. */
function quoteValue(value: string): string {
  if (!/[\s#'"`]/.test(value)) return value;
  const quote = [`'`, '"', '`'].find((mark) => !value.includes(mark));
  if (quote === undefined) throw new RangeError(say('config.envQuotes', { file: ENV_FILE }));
  return `${quote}${value}${quote}`;
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}
