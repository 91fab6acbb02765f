import { say } from '../../messages/say.ts';
/** The file is not what it has to be; the message says why and what to do. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

const byteOrderMarks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/**
 * The text of a file, without its byte order mark and with `\n` for every line ending, in quotes or out of them: so that lines are counted
 * alike whatever program wrote the file. A byte order mark outweighs what was asked for; without either it is UTF-8.
 * @throws UnreadableFileError if it is not: guessing would put wrong names into the directory
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding | null = null,
): AsyncGenerator<string> {
  let decoder: ReturnType<typeof createDecoder> | null = null;
  let start = new Uint8Array(0);
  let endsInReturn = false;

  function normalize(text: string): string {
    // A chunk that ends in \r may be the first half of \r\n.
    const whole = endsInReturn ? `\r${text}` : text;
    endsInReturn = whole.endsWith('\r');
    return (endsInReturn ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n');
  }

  try {
    for await (const chunk of bytes) {
      if (decoder === null) {
        start = Buffer.concat([start, chunk]);
        if (start.length < 3) continue;
        decoder = createDecoder(start, encoding);
        yield normalize(decoder.decode(start, { stream: true }));
      } else yield normalize(decoder.decode(chunk, { stream: true }));
    }
    if (decoder === null) {
      decoder = createDecoder(start, encoding);
      yield normalize(decoder.decode(start, { stream: true }));
    }
    yield normalize(decoder.decode());
    if (endsInReturn) yield '\n';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableFileError(
      say('cli.directory.notText', { encoding: (decoder?.encoding ?? 'utf-8').toUpperCase() }),
    );
  }
}

function createDecoder(start: Uint8Array, asked: Encoding | null): InstanceType<typeof TextDecoder> {
  const marked = byteOrderMarks.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
  const encoding = marked?.encoding ?? asked ?? 'utf-8';
  if (marked === undefined && asked === null && start.subarray(0, 8).includes(0)) {
    throw new UnreadableFileError(say('cli.directory.noMark'));
  }
  return new TextDecoder(encoding, { fatal: true });
}
