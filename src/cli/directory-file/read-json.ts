import { say } from '../../messages/say.ts';
import type { RawDirectoryRow } from '../../services/directory/import/directory-row.ts';
import { decodeText, type Encoding, UnreadableFileError } from './decode-text.ts';

const LENGTH_MAX = 64 * 1024 * 1024;

/**
 * The entries of a JSON list, numbered from 1.
 * @throws UnreadableFileError if it is no such list
 */
export async function* readJson(
  bytes: AsyncIterable<Uint8Array>,
  { encoding }: { readonly encoding: Encoding | null } = { encoding: null },
): AsyncGenerator<RawDirectoryRow> {
  const parts: string[] = [];
  let length = 0;
  for await (const text of decodeText(bytes, encoding)) {
    length += text.length;
    if (length > LENGTH_MAX) {
      throw new UnreadableFileError(say('cli.directory.longJson'));
    }
    parts.push(text);
  }
  for (const [index, entry] of parseList(parts.join('')).entries()) {
    const line = index + 1;
    yield isRecord(entry)
      ? { line, fields: withoutOwnFields(entry) }
      : {
          line,
          fields: {},
          problem: say('cli.directory.notObject', { example: '{"email": ..., "name": ..., ...}' }),
        };
  }
}

/** What `directory list --json` adds for its readers: so that its output can be imported again. */
function withoutOwnFields({
  id,
  createdAt,
  updatedAt,
  ...fields
}: Record<string, unknown>): Record<string, unknown> {
  return fields;
}

function parseList(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableFileError(say('cli.directory.notJson'));
  }
  if (!Array.isArray(value))
    throw new UnreadableFileError(say('cli.directory.notList', { example: '{...}' }));
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
