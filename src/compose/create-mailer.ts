import type { MailConfig } from '../config/config.ts';
import type { MailServer } from '../mail/create-mail-server.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ServiceDeps } from '../services/deps.ts';
import { createDescribeNotice } from '../services/notices/describe-notice.ts';
import { createFindNoticeReader } from '../services/notices/find-notice-reader.ts';

/** Loaded when needed: most installations send no email. */
export async function openMailServer(config: MailConfig): Promise<MailServer> {
  const { createMailServer } = await import('../mail/create-mail-server.ts');
  return createMailServer(config);
}

/** Sends notices by email. @param publicUrl where people reach this service; `null`: nowhere that they could */
export async function createMailer(
  deps: ServiceDeps,
  config: MailConfig,
  publicUrl: string | null,
): Promise<Notifier> {
  const { createMailNotifier } = await import('../mail/create-mail-notifier.ts');
  const { address } = config.from;
  return createMailNotifier({
    server: await openMailServer(config),
    describeNotice: createDescribeNotice(deps),
    findNoticeReader: createFindNoticeReader(deps),
    keys: deps.keys,
    domain: address.slice(address.lastIndexOf('@') + 1),
    publicUrl,
  });
}
