import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  /** As it came over the wire. */
  readonly source: string;
}

export interface TestSmtpServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly connections: () => number;
  close(): Promise<void>;
}

/** What the server says to a recipient or to an email, in turn; after that it takes everything. */
export interface Replies {
  readonly atRecipient?: readonly Reply[];
  readonly atData?: readonly Reply[];
  /** Called with each email that the server has taken, before it says so. */
  readonly onTaken?: (taken: ReceivedMail) => Promise<void>;
}
export type Reply = { readonly status: number; readonly text: string } | 'ok';

export const LOGIN = { user: 'backupcode', password: 'correct horse' } as const;

/** A certificate for `localhost`, which this process trusts, and one for another name. */
function createCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'backupcode-smtp-'));
  const make = (name: string) => {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  };
  try {
    return { ours: make('localhost'), theirs: make('elsewhere.test'), stranger: make('localhost') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let certificates: ReturnType<typeof createCertificates> | null = null;

/** Made once, and trusted as NODE_EXTRA_CA_CERTS would have it: all but the stranger's. */
export function useCertificates() {
  if (certificates === null) {
    certificates = createCertificates();
    const { ours, theirs } = certificates;
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ours.cert, theirs.cert]);
  }
  return certificates;
}

export async function startSmtpServer(
  replies: Replies = {},
  options: SMTPServerOptions = {},
): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const [atRecipient, atData] = [[...(replies.atRecipient ?? [])], [...(replies.atData ?? [])]];
  let connections = 0;
  const refuse = (queue: Reply[]): Error | null => {
    const reply = queue.shift() ?? 'ok';
    return reply === 'ok' ? null : Object.assign(new Error(reply.text), { responseCode: reply.status });
  };
  const server = new SMTPServer({
    ...useCertificates().ours,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth({ username, password }, _session, done) {
      if (username === LOGIN.user && password === LOGIN.password) return done(null, { user: username });
      done(Object.assign(new Error('5.7.8 Bad credentials'), { responseCode: 535 }));
    },
    onRcptTo(_address, _session, done) {
      done(refuse(atRecipient));
    },
    onData(stream, session, done) {
      void text(stream).then((source) => {
        const error = refuse(atData);
        if (error !== null) return done(error);
        const { mailFrom, rcptTo } = session.envelope;
        const taken = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isEncrypted: session.secure,
          source,
        };
        received.push(taken);
        void (replies.onTaken?.(taken) ?? Promise.resolve()).then(() => done(null));
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The parts of an email, as a mail program shows them. */
export function readMail(source: string): { subject: string; text: string; html: string; head: string } {
  const [head = ''] = source.split('\r\n\r\n');
  const part = (type: string): string => {
    const start = source.indexOf(`Content-Type: ${type}`);
    const [headers = '', ...rest] = source.slice(start).split('\r\n\r\n');
    const body = rest.join('\r\n\r\n').split('\r\n--')[0] ?? '';
    if (/base64/i.test(headers)) return Buffer.from(body, 'base64').toString();
    if (!/quoted-printable/i.test(headers)) return body;
    const bytes = body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString();
  };
  const raw = /^Subject: (.*(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  const subject = raw
    .replaceAll(/\?=\s+=\?utf-8\?Q\?/gi, '')
    .replaceAll(/=\?utf-8\?Q\?(.*?)\?=/gi, '$1')
    .replaceAll(/\r\n[ \t]/g, ' ')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return {
    head,
    subject: Buffer.from(subject.replaceAll('_', ' '), 'latin1').toString(),
    text: part('text/plain'),
    html: part('text/html'),
  };
}
