import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * The caller's address. `request.ip` is that of the connection, or, where that is one of `TRUSTED_PROXIES`, the last one in `X-Forwarded-For`
 * that isn't one of our proxies. Everything before that may be forged by the caller.
 */
export function readAddress(request: Request): string {
  const named = withoutPort(request.ip ?? '');
  const address = isIP(named) === 0 ? (request.socket.remoteAddress ?? 'unknown') : named;
  return address.replace(/^::ffff:/i, '');
}

/** Some proxies add the port: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
function withoutPort(text: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d+)?$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}
