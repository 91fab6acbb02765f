import { createTransport, type SendMailOptions } from 'nodemailer';
import type { NotifyResult } from '../ports/notifier.ts';
import { explainMailFailure } from './explain-mail-failure.ts';
import type { MailSettings } from './mail-settings.ts';

/** A step of the conversation takes at most so long, and a whole email at most as long as a claim may take. */
const STEP_MS_MAX = 10_000;
const SEND_MS_MAX = 20_000;

export interface MailServerOptions {
  /** Milliseconds; shorter in tests. */
  readonly stepMs?: number;
  readonly sendMs?: number;
}

export interface OutgoingMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same each time it is sent, so that a second copy can be told from another email. */
  readonly messageId: string;
  /** What belongs together in a mail program. */
  readonly thread: string | null;
  /** When the event was. */
  readonly date: Date;
}

export interface MailServer {
  send(mail: OutgoingMail): Promise<NotifyResult>;
  /** Connects, and logs in. @returns what is wrong, `null` if nothing is */
  check(): Promise<string | null>;
}

/** Hands emails to the mail server, one connection for each: there are few, and a connection left open may be dead. */
export function createMailServer(settings: MailSettings, options: MailServerOptions = {}): MailServer {
  const { host, port, hasImplicitTls, needsTls, login, from } = settings;
  const { stepMs = STEP_MS_MAX, sendMs = SEND_MS_MAX } = options;
  const transport = createTransport({
    host,
    port,
    secure: hasImplicitTls,
    // Without it, an attacker in between strips STARTTLS from the server's answer and reads everything.
    requireTLS: needsTls && !hasImplicitTls,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: needsTls },
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password.reveal() } }),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
    debug: false,
  });
  return {
    async send(mail) {
      const message: SendMailOptions = {
        // As objects: no parser of addresses decides who gets it.
        from: toAddress(from),
        to: toAddress(mail.to),
        envelope: { from: from.address, to: [mail.to.address] },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        date: mail.date,
        ...(mail.thread === null ? {} : { references: [mail.thread] }),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        signal: AbortSignal.timeout(sendMs),
      };
      try {
        await transport.sendMail(message);
        return { kind: 'sent' };
      } catch (error) {
        return explainMailFailure(error);
      }
    },
    async check() {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        return explainMailFailure(error).why;
      }
    },
  };
}

/** A name that a header can hold; nodemailer encodes what isn't ASCII. */
function toAddress({ name, address }: { name: string; address: string }) {
  return { name: name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(), address };
}
