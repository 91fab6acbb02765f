import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  Client,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  ResultCodeError,
} from 'ldapts';
import type { SourceAccess } from '../../ports/directory/source.ts';
import { VendorError } from '../../ports/vendor.ts';

const CONNECT_MS = 10_000;
const ANSWER_MS = 60_000;

/**
 * Connects, encrypts, and binds; then does the work, and closes. `ldap://` is always raised to TLS before the password is sent, and a server
 * whose certificate does not fit ends the run.
 */
export async function* withLdap<T>(
  { settings, secret }: SourceAccess,
  signal: AbortSignal,
  work: (client: Client) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const password = secret?.reveal() ?? '';
  // An empty password is an anonymous bind, which a server accepts for any name (RFC 4513, 5.1.2).
  if (password === '') throw new VendorError('credential_refused', 'empty password');
  const url = new URL(settings.server ?? '');
  const ca = (settings.ca ?? '').trim();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tls = {
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== '' && { ca: [ca.replaceAll('\\n', '\n')] }),
    rejectUnauthorized: true,
  };
  const isTls = url.protocol === 'ldaps:';
  const client = new Client({
    url: url.href,
    connectTimeout: CONNECT_MS,
    timeout: ANSWER_MS,
    ...(isTls && { tlsOptions: tls }),
    createConnection: onlyOnce(connect),
    createSecureConnection: onlyOnce(connectTls),
  });
  const stop = (): void => void client.unbind().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    if (!isTls) await client.startTLS(tls);
    await client.bind(settings.bindDn ?? '', password);
    for await (const each of work(client)) {
      signal.throwIfAborted();
      yield each;
    }
  } catch (error) {
    throw signal.aborted ? new VendorError('cancelled') : toSourceError(error);
  } finally {
    signal.removeEventListener('abort', stop);
    await client.unbind().catch(() => undefined);
  }
}

/** Never the library's message: a server may quote names of people in it. */
function toSourceError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidCredentialsError) return new VendorError('credential_refused');
  if (error instanceof InsufficientAccessError) return new VendorError('not_permitted');
  if (error instanceof NoSuchObjectError) return new VendorError('unknown_account', 'base');
  if (error instanceof ResultCodeError) return new VendorError('unexpected_answer', `LDAP ${error.code}`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return new VendorError('unreachable', code);
}

/** The library opens a lost connection again by itself: in the clear, and without a bind. What it read then could be a part of the list. */
function onlyOnce<Connect extends (...args: never[]) => unknown>(open: Connect): Connect {
  let isOpened = false;
  return ((...args) => {
    if (isOpened) throw new VendorError('unreachable', 'the connection was lost');
    isOpened = true;
    return open(...args);
  }) as Connect;
}
