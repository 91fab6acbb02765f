import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { HelpFacts } from '../../services/requests/help/help-facts.ts';
import type { Mail, MailFact } from '../mail.ts';
import { accountOf, nameOf, plain } from '../words.ts';
import { footerOf } from './target.ts';

/** To the person for whom help was asked, perhaps by someone at their Slack. */
export function composeHelpAsked(about: HelpFacts, organizationName: string): Mail {
  const organization = plain(organizationName);
  const own = about.help.askerId === about.help.targetId ? 'yes' : 'no';
  return {
    title: say('mail.help_asked', { organization }),
    facts: listFacts(about),
    paragraphs: [say('mail.help_asked.body'), say('mail.help_asked.next', { own })],
    link: null,
    footer: footerOf(say('mail.why.target'), organization),
  };
}

/** To owners: the person says that it wasn't them. */
export function composeHelpDisowned(about: HelpFacts, organizationName: string): Mail {
  const organization = plain(organizationName);
  const [name, asker] = [nameOf(about.target), nameOf(about.asker)];
  const own = about.help.askerId === about.help.targetId ? 'yes' : 'no';
  return {
    title: say('mail.help_disowned', { name }),
    facts: [{ label: say('mail.fact.account'), value: accountOf(about.target) }, ...listFacts(about)],
    paragraphs: [say('mail.help_disowned.body', { own, name, asker })],
    link: null,
    footer: footerOf(say('mail.why.owner', { organization }), organization),
  };
}

function listFacts({ help, asker }: HelpFacts): MailFact[] {
  return [
    { label: say('mail.fact.asked_by'), value: nameOf(asker) },
    { label: say('mail.fact.asked'), value: writeTime(help.createdAt) },
  ];
}
