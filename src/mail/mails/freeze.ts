import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { FreezeNotice } from '../../services/notices/describe-freeze.ts';
import type { DescribedNotice } from '../../services/notices/described-notice.ts';
import type { Mail } from '../mail.ts';
import { accountOf, nameOf, plain } from '../words.ts';
import { footerOf } from './target.ts';

/** What stops issuing and lets it go on: to owners, and to a person who was released. They act in Slack. */
export function composeFreeze(notice: Extract<DescribedNotice, { kind: FreezeNotice['kind'] }>): Mail {
  const organization = plain(notice.organization.name);
  const byOf = (name: string) => [{ label: say('mail.fact.by'), value: nameActor(name) }];
  const compose = (title: string, facts: Mail['facts'], ...paragraphs: string[]): Mail => ({
    title,
    facts,
    paragraphs,
    link: null,
    footer: footerOf(
      notice.kind === 'issuer_released' ? say('mail.why.released') : say('mail.why.owner', { organization }),
      organization,
    ),
  });
  switch (notice.kind) {
    case 'security_frozen':
      return compose(
        say('mail.frozen', { organization }),
        byOf(notice.by),
        say('mail.frozen.body', { ended: notice.requestsEnded, live: notice.codesLive }),
        say('mail.frozen.next'),
      );
    case 'security_held':
      return compose(
        say('mail.held', { organization }),
        [],
        say('mail.held.body', { count: notice.count, minutes: notice.minutes }),
        say('mail.held.next'),
      );
    case 'security_all_revoked':
      return compose(
        say('mail.all_revoked', { organization, count: notice.count }),
        byOf(notice.by),
        say('mail.all_revoked.body'),
      );
    case 'security_unfreeze_proposed':
      return compose(
        say('mail.unfreeze_proposed', { organization }),
        byOf(notice.by),
        say('mail.unfreeze_proposed.body', { by: nameActor(notice.by), until: writeTime(notice.until) }),
      );
    case 'security_unfrozen':
      return compose(
        say('mail.unfrozen', { organization }),
        byOf(notice.by),
        say('mail.unfrozen.body', { by: nameActor(notice.by), proposedBy: nameActor(notice.proposedBy) }),
      );
    case 'security_issuer_released':
      return compose(
        say('mail.issuer_released', { name: nameOf(notice.user) }),
        [{ label: say('mail.fact.account'), value: accountOf(notice.user) }, ...byOf(notice.by)],
        say('mail.issuer_released.body'),
      );
    case 'issuer_released':
      return compose(say('mail.released'), byOf(notice.by), say('mail.released.body'));
  }
}

/** A person's name, or an operator's. */
function nameActor(by: string): string {
  return by.startsWith('operator/')
    ? say('slack.change.operator', { name: plain(by.slice('operator/'.length)) })
    : plain(by);
}
