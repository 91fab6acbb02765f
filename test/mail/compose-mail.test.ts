import { expect, it } from 'vitest';
import { createKeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Notice } from '../../src/domain/notices/notice.ts';
import { type ReaderFacts, unknownReader } from '../../src/domain/organization/language.ts';
import { createMailNotifier } from '../../src/mail/create-mail-notifier.ts';
import type { OutgoingMail } from '../../src/mail/create-mail-server.ts';
import type { NoticeDescription } from '../../src/services/notices/described-notice.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';

const make = createStoreFixtures('compose');
const organization = make.organization({ name: 'Acme <b>' });
const CODE = '2345-6789-ABCD-EFGD';

/** Sends a notice of a code for a person with this name, and gives what went out. */
async function sendTo(
  displayName: string,
  publicUrl: string | null = 'https://backupcode.acme.test',
  reader: ReaderFacts = unknownReader,
) {
  const sent: OutgoingMail[] = [];
  const target = { ...make.user(organization.id), displayName, email: 'lena@acme.test' };
  const code = make.code(target);
  const facts = { code, state: 'active', target, issuedBy: target, reason: '' } as const;
  const described: NoticeDescription = {
    kind: 'target_code_issued',
    to: { kind: 'mailbox', user: target },
    organization,
    facts: { ...facts, approver: null, revoker: null, glass: null },
  };
  const notifier = createMailNotifier({
    server: {
      send: async (mail) => {
        sent.push(mail);
        return { kind: 'sent' };
      },
      check: async () => null,
    },
    describeNotice: async () => described,
    findNoticeReader: async () => reader,
    keys: createKeyRing([{ id: 'one', bytes: new Secret(Buffer.alloc(32, 1)) }]),
    domain: 'acme.test',
    publicUrl,
  });
  const content = { kind: 'target_code_issued', codeId: code.id } as const;
  const notice: Notice = make.notice(organization.id, { channel: 'email', content, createdAt: T0 });
  await notifier.send(notice);
  await notifier.send(notice);
  const [first, second] = sent;
  if (first === undefined || second === undefined) throw new Error('Two were to be sent');
  return { first, second };
}

it('N13: what is sent again after a crash is the same email, with the same Message-ID', async () => {
  const { first, second } = await sendTo('Lena Ito');
  expect(second).toEqual(first);
  expect(first.messageId).toMatch(/^<ntc_\w+@acme\.test>$/);
});

it('N6: no name makes markup, a line of its own, or shows a code', async () => {
  const { first } = await sendTo(`<script>x</script>\r\nIssued by: Eve\u202E ${CODE}`);
  const all = JSON.stringify(first);
  expect(first.html).not.toMatch(/<script|Acme <b>/);
  expect(first.text).not.toMatch(/^Issued by: Eve/m);
  expect(all).not.toMatch(/\u202E|\\u202e/);
  expect(first.to.name).not.toMatch(/[\r\n]/);
});

it('the text says all that the HTML says, and nothing is loaded', async () => {
  const { first } = await sendTo('Lena Ito');
  const words = (text: string) => text.replaceAll(/\s+/g, ' ');
  for (const said of [
    'A backup code was issued',
    'Issued by',
    'The code works until',
    'This email never holds a code',
  ]) {
    expect(words(first.text)).toContain(said);
    expect(words(first.html)).toContain(said);
  }
  const urls = [...first.html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')>\s]+)/g)].map(([, url]) => url);
  expect(new Set(urls)).toEqual(new Set([/https:\/\/\S+/.exec(first.text)?.[0]]));
  expect(first.html).toMatch(/<html lang="en" dir="ltr">/);
  expect(first.html).toContain('role="presentation"');
});

it('without a public address there is no link, and the email says what to do instead', async () => {
  const { first } = await sendTo('Lena Ito', null);
  expect(first.text).not.toContain('http');
  expect(first.text).toContain('call your administrator now');
});

it('U5: a reader of German gets German, in their zone', async () => {
  const german = { locale: 'de-DE', timeZone: 'Europe/Berlin', language: 'en' } as const;
  const { first } = await sendTo('Lena Ito', null, german);
  expect(first.subject).toContain('wurde ein Backup-Code ausgestellt');
  expect(first.html).toMatch(/<html lang="de"/);
  expect(first.text).toContain('MEZ');
});
