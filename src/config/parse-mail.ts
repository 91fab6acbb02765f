import { Secret } from '../domain/crypto/secret.ts';
import { parseEmail } from '../domain/directory/email.ts';
import { say } from '../messages/say.ts';
import { isLoopback } from './loopback.ts';
import type { Parsed } from './parsed.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** From the first byte; otherwise STARTTLS. */
  readonly hasImplicitTls: boolean;
  /** `null`: the server asks for no credentials. */
  readonly login: { readonly user: string; readonly password: Secret } | null;
}

export interface MailSender {
  readonly name: string;
  readonly address: string;
}

/** Reads `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465` (TLS from the start). */
export function parseSmtpUrl(text: string): Parsed<MailServer> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return bad(say('config.smtpUrl'));
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    return bad(say('config.smtpUrlParts'));
  if ((url.username === '') !== (url.password === '')) return bad(say('config.smtpUrlLogin'));
  const hasImplicitTls = url.protocol === 'smtps:';
  const [user, password] = [decode(url.username), decode(url.password)];
  if (user === null || password === null) return bad(say('config.smtpUrlEncoding'));
  return {
    kind: 'value',
    value: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? (hasImplicitTls ? 465 : 587) : Number(url.port),
      hasImplicitTls,
      login: user === '' ? null : { user, password: new Secret(password) },
    },
  };
}

/** Reads `backupcode@example.com` or `Acme security <backupcode@example.com>`. */
export function parseMailFrom(text: string): Parsed<MailSender> {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const email = parseEmail(bracketed ?? text);
  const shown = name.trim().replace(/^"(.*)"$/, '$1');
  if (email === null || /[\p{Cc}"]/u.test(shown)) return bad(say('config.mailFrom'));
  return { kind: 'value', value: { name: shown, address: email.address } };
}

/** Whether mail may go there without checked TLS: what stays on this machine no one else reads. */
export function needsTls({ host }: MailServer, isPlainAllowed: boolean): boolean {
  return !isPlainAllowed && !isLoopback(host);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function bad(problem: string): Parsed<never> {
  return { kind: 'problems', problems: [problem] };
}
