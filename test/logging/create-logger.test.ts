import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { spellCode } from '../../src/domain/codes/spell-code.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { bindingPaths } from '../../src/logging/redaction.ts';
import { collectLines } from './collect-lines.ts';

const body = 'ABCDEFGHJKMNPQR';
const code = formatCode(body + computeCheckSymbol(body));
let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  server = undefined;
});

describe('N6: the log', () => {
  it('writes one JSON object a line, with level, time and message', () => {
    const { logger, lines } = collectLines();
    logger.warn({ requestId: 'r1' }, 'first\nsecond');
    expect(lines()).toMatchObject([{ level: 'warn', requestId: 'r1', msg: 'first\nsecond' }]);
    expect(Date.parse(String(lines()[0]?.time))).not.toBeNaN();
  });

  // Written out, and not the list itself: a name that is lost from the list is missed here.
  const names = [
    'access_token',
    'appToken',
    'assertion',
    'Authorization',
    'backup_code',
    'blocks',
    'body',
    'botToken',
    'client_assertion',
    'client_secret',
    'code',
    'code_verifier',
    'Cookie',
    'credential',
    'DATABASE_URL',
    'id_token',
    'id_token_hint',
    'login_hint',
    'MASTER_KEYS',
    'password',
    'payload',
    'pepper',
    'plainCode',
    'private_metadata',
    'Proxy-Authorization',
    'refresh_token',
    'response_url',
    'responseUrl',
    'sealedResponseUrl',
    'secret',
    'secretDigest',
    'Set-Cookie',
    'signing_secret',
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'symbols',
    'text',
    'ticket',
    'token',
    'trigger_id',
    'uri',
    'X-Slack-Signature',
  ];

  it.each(names)('hides a field named %s at every depth, in lists too', (name) => {
    const { logger, lines, text } = collectLines();
    const hidden = { [name]: 'hush' };
    logger.info({ ...hidden, a: { ...hidden, b: { ...hidden, c: [{ d: { ...hidden, kept: 1 } }] } } }, 'x');
    expect(text()).not.toContain('hush');
    expect(lines()[0]).toMatchObject({ a: { b: { c: [{ d: { kept: 1 } }] } } });
  });

  it('the list has no name that is not tried here', () => {
    const normalize = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
    expect([...new Set(bindingPaths.map(normalize))].sort()).toEqual(
      [...new Set(names.map(normalize))].sort(),
    );
  });

  it.each(names.filter((name) => /^[a-z]/.test(name)))(
    'hides a binding named %s of a child logger',
    (name) => {
      const { logger, text } = collectLines();
      logger.child({ [name]: 'hush', team: 'T1' }).info('x');
      expect(text()).not.toContain('hush');
      expect(text()).toContain('T1');
    },
  );

  it.each([
    ['dashed', code],
    ['bare', code.replaceAll('-', '')],
    ['in small letters', code.replaceAll('-', '').toLowerCase()],
    ['with spaces', code.replaceAll('-', ' ')],
    ['in words', spellCode(code)],
  ])('N21: hides a code %s wherever it stands in a line', (_form, written) => {
    const { logger, text } = collectLines();
    logger.info(`said ${written}`);
    logger.info({ note: written, list: [written], [written]: 1, deep: { note: `x${written}` } }, 'x');
    logger.child({ note: written }).error({ err: new Error(written) }, written);
    const escaped = JSON.stringify(written).slice(1, -1);
    expect(text()).not.toContain(escaped);
    expect(text().match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(8);
  });

  it('hides bindings of child loggers', () => {
    const { logger, text } = collectLines();
    logger.child({ response_url: 'hush', responseUrl: 'hush', token: 'hush', team: 'T1' }).info('x');
    expect(text()).not.toContain('hush');
    expect(text()).toContain('T1');
  });

  it('hides secrets, opens no class instances, survives circles', () => {
    const { logger, lines } = collectLines();
    const circle: Record<string, unknown> = { name: 'ring' };
    circle.self = circle;
    logger.info({
      value: new Secret('hush'),
      bytes: Buffer.from('hush'),
      map: new Map([['hush', 1]]),
      circle,
    });
    expect(lines()[0]).toMatchObject({
      value: '[redacted]',
      bytes: '[Buffer]',
      map: '[Map]',
      circle: { name: 'ring', self: '[circular]' },
    });
  });

  it('masks what stands in a message, an error, its cause or its stack', () => {
    const { logger, text } = collectLines();
    const cause = new Error(`inner ${code}`);
    logger.error(new Error(`outer ${code} xoxb-1-hush`, { cause }), `said ${code}`);
    logger.error({ error: new Error(code), deep: { why: new Error(code) } }, 'x');
    expect(text()).not.toContain(code);
    expect(text()).not.toContain('hush');
    expect(text()).toContain('outer');
    expect(text()).toContain('inner');
  });

  it('keeps type, message, stack and error code of an error and nothing else', () => {
    const { logger, lines } = collectLines();
    const error = Object.assign(new Error('refused'), {
      code: 'ECONNREFUSED',
      config: { headers: { Authorization: 'hush' } },
      data: { ok: false },
    });
    logger.error({ err: error }, 'x');
    expect(Object.keys(lines()[0]?.err ?? {}).sort()).toEqual(['errorCode', 'message', 'stack', 'type']);
    expect(lines()[0]?.err).toMatchObject({ errorCode: 'ECONNREFUSED', type: 'Error' });
  });

  it('a failed call of the real Slack client brings along neither its token nor its body nor the answer', async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: 'channel_not_found', echoed: 'hush-answer' }));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const client = new WebClient('xoxb-1-hush', {
      slackApiUrl,
      retryConfig: { retries: 0 },
    });
    const { logger, lines, text } = collectLines();
    const error: unknown = await client.chat
      .postMessage({ channel: 'C1', text: 'hush-body' })
      .catch((reason: unknown) => reason);
    logger.error({ err: error, nested: { error } }, 'x');
    expect(lines()[0]?.err).toMatchObject({ message: 'An API error occurred: channel_not_found' });
    expect(text()).not.toContain('hush');
  });

  it('writes nothing below its level', () => {
    const { logger, text } = collectLines('warn');
    logger.info('x');
    expect(text()).toBe('');
  });
});
