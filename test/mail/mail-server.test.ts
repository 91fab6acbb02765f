import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { createMailServer, type OutgoingMail } from '../../src/mail/create-mail-server.ts';
import type { MailSettings } from '../../src/mail/mail-settings.ts';
import {
  LOGIN,
  type Replies,
  startSmtpServer,
  type TestSmtpServer,
  useCertificates,
} from './start-smtp-server.ts';

const from = { name: 'Acme security', address: 'backupcode@acme.example' };
const mail: OutgoingMail = {
  to: { name: 'Lena Ito', address: 'lena@acme.example' },
  subject: 'A backup code was issued',
  text: 'Issued by Adam\n',
  html: '<p>Issued by Adam</p>',
  messageId: '<ntc_1@acme.example>',
  thread: '<cod_1@acme.example>',
  date: new Date('2026-11-30T10:00:00Z'),
};
const login = { user: LOGIN.user, password: new Secret(LOGIN.password) };

let server: TestSmtpServer;
afterEach(() => server.close());

type Options = Parameters<typeof startSmtpServer>[1];

async function open(replies: Replies = {}, options: Options = {}, change: Partial<MailSettings> = {}) {
  server = await startSmtpServer(replies, options);
  const settings = {
    host: 'localhost',
    port: server.port,
    hasImplicitTls: false,
    needsTls: true,
    login,
    from,
  };
  return createMailServer({ ...settings, ...change }, { stepMs: 500, sendMs: 1500 });
}

/** A header, unfolded. */
function readHeader(source: string, name: string): string | undefined {
  const [head = ''] = source.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return unfolded.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2);
}

describe('TLS', () => {
  it('an email goes over STARTTLS, with our login', async () => {
    const { send, check } = await open();
    expect(await check()).toBeNull();
    expect(await send(mail)).toEqual({ kind: 'sent' });
    expect(server.received).toMatchObject([
      { from: from.address, to: ['lena@acme.example'], isEncrypted: true },
    ]);
  });

  it('or over TLS from the start', async () => {
    const { send } = await open({}, { secure: true }, { hasImplicitTls: true });
    expect(await send(mail)).toEqual({ kind: 'sent' });
    expect(server.received[0]?.isEncrypted).toBe(true);
  });

  it('a server without STARTTLS gets neither email nor password, unless told', async () => {
    const seen: string[] = [];
    const plain: Options = {
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username = '' }, _session, done) => {
        seen.push(username);
        done(null, { user: username });
      },
    };
    const strict = await open({}, plain);
    expect(await strict.send(mail)).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/ETLS|502|500/),
    });
    expect(await strict.check()).not.toBeNull();
    expect([server.received, seen]).toEqual([[], []]);
    await server.close();
    const lax = await open({}, plain, { needsTls: false });
    expect(await lax.send(mail)).toEqual({ kind: 'sent' });
    expect(server.received[0]?.isEncrypted).toBe(false);
  });

  it.each(['theirs', 'stranger'] as const)(
    'a certificate of %s is refused, and it is tried again',
    async (whose) => {
      const { send, check } = await open({}, useCertificates()[whose]);
      expect(await send(mail)).toMatchObject({ kind: 'failed' });
      expect(await check()).toMatch(
        /ERR_TLS_CERT_ALTNAME_INVALID|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ESOCKET|ETLS/,
      );
      expect(server.received).toEqual([]);
    },
  );
});

describe('what a server answers', () => {
  it('N13: 550 to the recipient is final; the words of the server are not kept', async () => {
    const { send } = await open({ atRecipient: [{ status: 550, text: '5.1.1 No lena@acme.example here' }] });
    expect(await send(mail)).toEqual({ kind: 'undeliverable', why: '550 5.1.1' });
  });

  it('N13: 554 to the email itself is final', async () => {
    const { send } = await open({ atData: [{ status: 554, text: '5.7.1 Looks like spam' }] });
    expect(await send(mail)).toEqual({ kind: 'undeliverable', why: '554 5.7.1' });
  });

  it('N13: greylisting is not: the next try is accepted, with the same Message-ID', async () => {
    const { send } = await open({
      atRecipient: [{ status: 451, text: '4.7.1 Greylisted, try again later' }],
    });
    expect(await send(mail)).toMatchObject({ kind: 'failed', why: expect.stringContaining('451 4.7.1') });
    expect(await send(mail)).toEqual({ kind: 'sent' });
    expect(readHeader(server.received[0]?.source ?? '', 'message-id')).toBe(mail.messageId);
  });

  it('a refused login is about the settings: it is tried again, and shows no password', async () => {
    const wrong = { user: LOGIN.user, password: new Secret('wrong password') };
    const { send, check } = await open({}, {}, { login: wrong });
    expect(await send(mail)).toMatchObject({ kind: 'failed', why: expect.stringContaining('535') });
    expect(await check()).toBe('EAUTH 535 5.7.8');
  });

  it('a server that says nothing ends in a time-out', async () => {
    await open();
    const silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const settings = { host: 'localhost', port, hasImplicitTls: false, needsTls: true, login: null, from };
    const { send } = createMailServer(settings, { stepMs: 300, sendMs: 1000 });
    expect(await send(mail)).toMatchObject({ kind: 'failed', why: expect.stringMatching(/TIMEDOUT|Abort/) });
    silent.close();
  });

  it('a server that trickles is cut off, however often it answers', async () => {
    await open();
    const timers: NodeJS.Timeout[] = [];
    const slow = createServer((socket) => {
      socket.on('error', () => undefined);
      timers.push(setInterval(() => socket.write('220-wait\r\n'), 50));
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', () => resolve()));
    const address = slow.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const settings = { host: 'localhost', port, hasImplicitTls: false, needsTls: true, login: null, from };
    const { send } = createMailServer(settings, { stepMs: 5000, sendMs: 500 });
    expect(await send(mail)).toMatchObject({ kind: 'failed' });
    for (const timer of timers) clearInterval(timer);
    slow.close();
  });

  it('a server that is away is tried again', async () => {
    const { send } = await open();
    await server.close();
    expect(await send(mail)).toMatchObject({ kind: 'failed', why: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('what goes out', () => {
  it('has text first and HTML beside it, and says that a program sent it', async () => {
    const { send } = await open();
    await send(mail);
    const source = server.received[0]?.source ?? '';
    expect(readHeader(source, 'content-type')).toMatch(/^multipart\/alternative/);
    expect(source.indexOf('text/plain')).toBeLessThan(source.indexOf('text/html'));
    expect(readHeader(source, 'auto-submitted')).toBe('auto-generated');
    expect(readHeader(source, 'references')).toBe(mail.thread);
    expect(readHeader(source, 'date')).toBe('Mon, 30 Nov 2026 10:00:00 +0000');
    expect(source).not.toMatch(/^otp-token:|^list-unsubscribe:/im);
  });

  it.each([
    ['a line break and a header', 'Lena\r\nBcc: eve@evil.example\r\n\r\nhello'],
    ['an address of its own', 'Lena <eve@evil.example>, "Eve"'],
    ['quotes, commas, comments', 'Lena "the, (boss)" \\ Ito; x'],
    ['other scripts', '伊藤 レナ 🔑'],
    ['a reading direction', 'Lena \u202Eneve\u2028Bcc: a@b.example'],
    ['an encoded word', '=?utf-8?Q?Bcc=3A_eve=40evil=2Eexample?='],
    ['no name', ''],
  ])('N6: a name with %s reaches the one person, and adds no header', async (_what, name) => {
    const { send } = await open();
    const odd = { ...mail, to: { name, address: mail.to.address }, subject: `Code for ${name}` };
    expect(await send(odd)).toEqual({ kind: 'sent' });
    const { to, source = '' } = server.received[0] ?? {};
    expect(to).toEqual(['lena@acme.example']);
    const [head = ''] = source.split('\r\n\r\n');
    expect(head).not.toMatch(/^(bcc|cc):/im);
    expect(readHeader(source, 'to')).toMatch(/lena@acme\.example>?$/);
  });
});
