import { expect, it } from 'vitest';
import { languages, unknownReader } from '../../src/domain/organization/language.ts';
import { composeHelpAsked, composeHelpDisowned } from '../../src/mail/mails/help.ts';
import { chooseReader, speakTo } from '../../src/messages/reader.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';

const make = createStoreFixtures('m');
const organizationId = make.id('organization');
const [target, asker] = [
  make.user(organizationId, { displayName: 'Lena Ito' }),
  make.user(organizationId, { displayName: 'Mia Berg\r\nBcc: x' }),
];

function factsBy(by: typeof target) {
  const help = make.help(target, by, { reason: 'my code is ABCD-EFGH-JKMN-PQRS' });
  return { help, state: 'waiting', target, asker: by, taker: null, endedBy: null, position: 1 } as const;
}

it.each(languages)(
  'N19 N6: emails about help name who asked, and hold neither the reason nor a header, in %s',
  (language) => {
    const reader = chooseReader({ ...unknownReader, language });
    const mails = speakTo(reader, () =>
      [target, asker].flatMap((by) => [
        composeHelpAsked(factsBy(by), 'Acme'),
        composeHelpDisowned(factsBy(by), 'Acme'),
      ]),
    );
    for (const mail of mails) {
      const text = JSON.stringify(mail);
      expect(text).not.toMatch(/JKMN|\\r|\\n/);
      expect(mail.facts.length).toBeGreaterThan(1);
    }
    const [own, , byManager, alarm] = mails;
    expect(own?.paragraphs).not.toEqual(byManager?.paragraphs);
    expect(JSON.stringify(alarm)).toContain('Mia Berg');
  },
);
