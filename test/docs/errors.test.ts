import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes } from '../../src/domain/error-codes.ts';
import { refusalCodes } from '../../src/domain/requests/refusals.ts';
import { say } from '../../src/messages/say.ts';

const text = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** The rows of all tables under a heading of the second level. */
function readRows(document: string, heading: string): string[][] {
  const [, section] = document.split(`\n## ${heading}\n`);
  const [tables = ''] = section?.split('\n## ') ?? [];
  return tables
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const sorted = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' | ')).sort();
const errors = (Object.keys(errorCodes) as ErrorCode[]).map((code) => ({
  code,
  status: errorCodes[code].status,
  message: say(`error.${code}.message`),
  remedy: say(`error.${code}.remedy`),
}));
const httpRows = () =>
  errors.map(({ code, status, message, remedy }) => [`\`${code}\``, String(status), message, remedy]);
/** As they read about one person. */
const refusalTexts = refusalCodes.map((code): [code: string, what: string, remedy: string] => {
  const facts = {
    act: 'issue',
    name: 'Lena Fischer',
    role: 'owner',
    limit: 10,
    domain: 'acme.example',
    domainState: 'unverified',
    vendor: 'Entra ID',
    vendorCode: 'none',
  };
  return [code, say(`refusal.${code}.what`, facts), say(`refusal.${code}.remedy`, facts)];
});
const slackRows = () => refusalTexts.map(([code, ...texts]) => [`\`${code}\``, ...texts]);

describe('docs/errors.md', () => {
  test('U2: lists every error of the HTTP interface as it is, and no other', () => {
    expect(sorted(readRows(text, 'The HTTP interface'))).toEqual(sorted(httpRows()));
  });

  test('U2: lists every refusal in Slack as it is said, and no other', () => {
    expect(sorted(readRows(text, 'Refusals in Slack'))).toEqual(sorted(slackRows()));
  });

  test('no row is read from outside its section, and each has all its cells', () => {
    const all = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(all).toHaveLength(httpRows().length + slackRows().length);
  });
});

describe('the tables themselves', () => {
  test('every HTTP error has a status of an error and says what to do', () => {
    for (const { code, status, message, remedy } of errors) {
      expect([400, 401, 403, 404, 405, 410, 413, 415, 422, 429, 500, 503], code).toContain(status);
      for (const sentence of [message, remedy]) expect(sentence, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('U2: every refusal says what is wrong and what to do, in words of their own', () => {
    for (const [code, what, remedy] of refusalTexts) {
      for (const sentence of [what, remedy]) expect(sentence, code).toMatch(/^[A-Z].*[.]$/s);
      expect(what, code).not.toBe(remedy);
      expect(`${what}${remedy}`, code).not.toContain('|');
    }
  });

  test('N9: no message to a stranger speaks of users, accounts or existence', () => {
    for (const { message } of errors) {
      expect(message).not.toMatch(/user|account|exist|unknown|revoked|superseded/i);
    }
  });
});
