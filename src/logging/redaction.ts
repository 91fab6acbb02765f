import { Secret } from '../domain/crypto/secret.ts';
import { serializeError } from './serialize-error.ts';

/** Fields whose value is never logged, whoever put them there; compared without case, dashes and underscores. */
const fields = [
  'accessToken',
  'appToken',
  'assertion',
  'authorization',
  'backupCode',
  'blocks',
  'body',
  'botToken',
  'clientAssertion',
  'clientSecret',
  'code',
  'codeVerifier',
  'cookie',
  'credential',
  'databaseUrl',
  'idToken',
  'idTokenHint',
  'loginHint',
  'masterKeys',
  'password',
  'payload',
  'pepper',
  'plainCode',
  'privateMetadata',
  'proxyAuthorization',
  'refreshToken',
  'responseUrl',
  'sealedResponseUrl',
  'secret',
  'secretDigest',
  'setCookie',
  'signingSecret',
  'slackAppToken',
  'slackBotToken',
  'slackSigningSecret',
  'symbols',
  'text',
  'ticket',
  'token',
  'triggerId',
  'uri',
  'xSlackSignature',
] as const;

const DEPTH_MAX = 8;
export const REDACTED = '[redacted]';

/** The same names as pino knows them, for the bindings of child loggers, which only its own redaction sees. */
export const bindingPaths: readonly string[] = fields.flatMap((field) => [
  field,
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
]);

const names: ReadonlySet<string> = new Set(fields.map(normalizeName));

/**
 * The fields of a log line without secrets, at every depth: fields of the list, `Secret`s, and errors, which would
 * bring the request and its token along. Instances of classes (sockets, clients) are named, not opened.
 */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactRecord(fields, []);
}

/** @param path the objects this one lies in, outermost first; so a circle is seen */
function redactRecord(record: object, path: readonly object[]): Record<string, unknown> {
  const inside = [...path, record];
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      names.has(normalizeName(name)) && value !== undefined && value !== null
        ? REDACTED
        : redactValue(value, inside),
    ]),
  );
}

function redactValue(value: unknown, path: readonly object[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return serializeError(value);
  if (value instanceof Secret) return REDACTED;
  if (value instanceof Date) return value;
  if (path.includes(value)) return '[circular]';
  if (path.length >= DEPTH_MAX) return '[too deep]';
  if (Array.isArray(value)) {
    const inside = [...path, value];
    return value.map((item: unknown) => redactValue(item, inside));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return redactRecord(value, path);
  return `[${value.constructor.name}]`;
}

function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
