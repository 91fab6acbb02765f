import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Secret } from '../domain/crypto/secret.ts';
import { say } from '../messages/say.ts';
import { askSecrets } from './ask-secrets.ts';
import type { CliRuntime } from './cli-runtime.ts';
import { quote } from './print.ts';

/** Where a credential comes from. Never from an argument: other users of the machine can list those, and the shell keeps them. */
export interface SecretOptions {
  readonly secretFile?: string;
  readonly secretEnv?: string;
}

export type ReadSecret =
  | { readonly kind: 'secret'; readonly secret: Secret | null }
  | { readonly kind: 'bad'; readonly problem: string };

/**
 * Reads a credential from a file or an environment variable, or asks for each of its parts.
 * @param names of the parts; none if the kind has no credential
 */
export async function readSecret(
  runtime: Pick<CliRuntime, 'deps' | 'loadEnv'>,
  { secretFile, secretEnv }: SecretOptions,
  names: readonly string[],
): Promise<ReadSecret> {
  const bad = (problem: string) => ({ kind: 'bad', problem }) as const;
  if (secretFile !== undefined && secretEnv !== undefined) return bad(say('cli.source.secretTwice'));
  if (secretFile !== undefined) {
    try {
      return found(await readFile(resolve(runtime.deps.cwd, secretFile), 'utf8'));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return bad(say('cli.source.secretFile', { file: quote(secretFile), error: code }));
    }
  }
  if (secretEnv !== undefined) {
    const text = (await runtime.loadEnv())[secretEnv] ?? '';
    return text.trim() === '' ? bad(say('cli.source.secretEnv', { name: quote(secretEnv) })) : found(text);
  }
  if (names.length === 0) return { kind: 'secret', secret: null };
  if (!runtime.deps.isTty) return bad(say('cli.source.secretNeeded', { names: names.join(', ') }));
  const answers = await askSecrets(
    runtime.deps,
    names.map((name) => say('cli.source.askSecret', { name })),
  );
  if (answers === null) return bad(say('cli.source.secretNotGiven'));
  const [only = ''] = answers;
  if (names.length === 1) return found(only);
  const parts = names.map((name, index) => [name, answers[index]?.trim() ?? ''] as const);
  return found(JSON.stringify(Object.fromEntries(parts.filter(([, answer]) => answer !== ''))));
}

function found(text: string): ReadSecret {
  return { kind: 'secret', secret: new Secret(text) };
}
