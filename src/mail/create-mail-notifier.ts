import type { BackupCode } from '../domain/codes/backup-code.ts';
import type { KeyRing } from '../domain/crypto/key-ring.ts';
import type { Notice } from '../domain/notices/notice.ts';
import type { ReaderFacts } from '../domain/organization/language.ts';
import { chooseReader, speakTo } from '../messages/reader.ts';
import type { Notifier, NotifyResult } from '../ports/notifier.ts';
import type { DescribedNotice, NoticeDescription } from '../services/notices/described-notice.ts';
import { DISOWN_LINK_LIFETIME_MS, signDisownLink } from '../services/notices/disown-link.ts';
import { composeMail } from './compose-mail.ts';
import type { MailServer } from './create-mail-server.ts';
import { DISOWN_PATH } from './disown-path.ts';
import type { LinkOfCode } from './mails/target.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { plain } from './words.ts';

export interface MailNotifierDeps {
  readonly server: MailServer;
  readonly describeNotice: (notice: Notice) => Promise<NoticeDescription>;
  readonly findNoticeReader: (notice: Notice, described: DescribedNotice) => Promise<ReaderFacts>;
  readonly keys: KeyRing;
  /** The domain of our address: message ids end in it. */
  readonly domain: string;
  /** Where people reach this service; `null`: nowhere, and emails have no link. */
  readonly publicUrl: string | null;
}

/** Sends notices by email. */
export function createMailNotifier(deps: MailNotifierDeps): Notifier {
  const { server, describeNotice, keys, domain, publicUrl } = deps;

  /** It expires a day after the notice was written, however late it is sent; of a code for later, not before the code does. */
  function linkFor({ organizationId, createdAt }: Notice, code: BackupCode): LinkOfCode {
    if (publicUrl === null) return null;
    const expiresAt = Math.max(
      createdAt + DISOWN_LINK_LIFETIME_MS,
      code.startsAt === null ? 0 : code.expiresAt,
    );
    const token = signDisownLink(keys, { organizationId, codeId: code.id, expiresAt });
    return { url: `${publicUrl}${DISOWN_PATH}/${token}`, expiresAt };
  }

  return {
    async send(notice): Promise<NotifyResult> {
      const described = await describeNotice(notice);
      if (described.kind === 'settled') return { kind: 'sent' };
      if (described.kind === 'pointless') return { kind: 'undeliverable', why: described.why };
      const reader = chooseReader(await deps.findNoticeReader(notice, described));
      return speakTo(reader, () => sendMail(notice, described));
    },
  };

  function sendMail(notice: Notice, described: DescribedNotice): NotifyResult | Promise<NotifyResult> {
    const mail = composeMail(described, (code) => linkFor(notice, code));
    if (mail === null || described.to.kind !== 'mailbox')
      return { kind: 'undeliverable', why: 'not_by_email' };
    const { user } = described.to;
    const { name, policy } = described.organization;
    const branding = { organizationName: plain(name), accentColor: policy.accentColor };
    const codeId = 'codeId' in notice.content ? notice.content.codeId : null;
    return server.send({
      to: { name: plain(user.displayName), address: user.email },
      subject: mail.title,
      text: renderText(mail),
      html: renderHtml(mail, branding),
      messageId: `<${notice.id}@${domain}>`,
      thread: codeId === null ? null : `<${codeId}@${domain}>`,
      date: new Date(notice.createdAt),
    });
  }
}
