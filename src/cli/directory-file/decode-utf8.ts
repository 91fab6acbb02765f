/** The file is not what it has to be; the message says what is wrong and what to do. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/**
 * The text of UTF-8 bytes, without a byte order mark.
 * @throws UnreadableFileError if they are not UTF-8: guessing would put wrong names into the directory
 */
export async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableFileError('is not UTF-8 text: save it again as "CSV UTF-8" or as UTF-8.');
  }
}
