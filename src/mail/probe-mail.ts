import { say } from '../messages/say.ts';
import { createMailServer } from './create-mail-server.ts';
import type { MailSettings } from './mail-settings.ts';

/**
 * Logs in to the mail server, and sends a test email if an address is given.
 * @param id makes the email's Message-ID
 * @returns what is wrong, `null` if nothing is
 */
export async function probeMail(
  settings: MailSettings,
  sendTo: string | null,
  { id, now }: { readonly id: string; readonly now: number },
): Promise<string | null> {
  const server = createMailServer(settings);
  const problem = await server.check();
  if (problem !== null || sendTo === null) return problem;
  const { address } = settings.from;
  const text = say('mail.test.body');
  const result = await server.send({
    to: { name: '', address: sendTo },
    subject: say('mail.test'),
    text: `${text}\n`,
    html: `<!doctype html><html lang="en"><head><title>${say('mail.test')}</title></head><body><p>${text}</p></body></html>`,
    messageId: `<test.${id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    thread: null,
    date: new Date(now),
  });
  return result.kind === 'sent' ? null : result.why;
}
