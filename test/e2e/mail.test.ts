import { afterEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/organization/policy.ts';
import { type Replies, readMail, startSmtpServer, type TestSmtpServer } from '../mail/start-smtp-server.ts';
import { ask, directMessage, issue, listCodes, listEvents, press } from '../support/act-in-slack.ts';
import { findEnglish } from '../support/find-english.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { openPortal } from '../support/redeem.ts';
import { type StoreKind, startWorld, storeKinds, type World } from '../support/start-world.ts';

const publicUrl = 'https://backupcode.acme.test';
const form = {
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
  body: 'confirm=disown',
};

let smtp: TestSmtpServer;
let world: World;
afterEach(async () => {
  await world.stop();
  await smtp.close();
});

async function start(store: StoreKind, replies: Replies = {}, policy: Partial<Policy> = {}) {
  smtp = await startSmtpServer(replies);
  world = await startWorld({
    store,
    policy: { mail: true, ...policy },
    mail: { port: smtp.port, publicUrl },
  });
}

/** The emails to a person, as they read them. */
function mailsTo(name: string) {
  return smtp.received
    .filter(({ to }) => to[0]?.startsWith(`${name}@`))
    .map(({ source }) => readMail(source));
}

async function mailTo(name: string, subject: RegExp | string) {
  await expect
    .poll(() => mailsTo(name).map((mail) => mail.subject), { timeout: 15_000 })
    .toContainEqual(expect.stringMatching(subject));
  const found = mailsTo(name).find((mail) => new RegExp(subject).test(mail.subject));
  if (found === undefined) throw new Error('It was there a moment ago');
  return found;
}

/** The path of the link in an email. */
function linkIn(text: string): string {
  const url = /^https:\/\/\S+$/m.exec(text)?.[0] ?? '';
  expect(url.startsWith(`${publicUrl}/wasnt-me/`)).toBe(true);
  return url.slice(publicUrl.length);
}

const open = (path: string, init: RequestInit = {}) => fetch(`${world.service.httpUrl}${path}`, init);

for (const store of storeKinds) {
  describe(`notices by email, on ${store}`, () => {
    it('N19: the link in an email to a person ends their code, once, and a look at it changes nothing', async () => {
      await start(store);
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      const { text, html } = await mailTo('lena', 'A backup code was issued for your Acme');
      const path = linkIn(text);
      expect(html).toContain(path);
      for (const method of ['GET', 'HEAD', 'GET']) {
        const looked = await open(path, { method });
        expect(looked.status).toBe(200);
        expect(looked.headers.get('referrer-policy')).toBe('no-referrer');
        expect(looked.headers.get('cache-control')).toBe('no-store');
        expect(looked.headers.get('content-security-policy')).toContain("default-src 'none'");
      }
      expect((await open(path, { ...form, body: '' })).status).toBe(403);
      expect(
        (await open(path, { ...form, headers: { ...form.headers, 'Sec-Fetch-Site': 'cross-site' } })).status,
      ).toBe(403);
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active', disownedAt: null }]);

      const done = await (await open(path, form)).text();
      expect(done).toContain('no longer works. Adam Admin issued it.');
      expect(done).toContain('Adam Admin can’t issue codes until an owner has looked into it.');
      expect(done).toContain('We alerted Adam Admin and Olivia Owner.');
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
      expect(await listEvents(world, 'code.disowned')).toMatchObject([
        { source: expect.stringMatching(/^email:http:/), actor: { kind: 'user' } },
      ]);
      for (const name of ['adam', 'olivia']) {
        const alarm = await mailTo(name, 'This wasn’t me');
        expect(alarm.text).toContain('The code was live. It no longer works.');
        expect(alarm.text).not.toContain('/wasnt-me/');
      }
      const before = await listEvents(world);
      for (const again of [await open(path, form), await open(path)])
        expect(await again.text()).toContain('You already reported this');
      expect(await listEvents(world)).toHaveLength(before.length);
      const notice = await directMessage(world, 'lena', 'disown_code');
      await press(world, 'lena', notice, 'disown_code', { confirm: true, stale: true });
      expect(await listEvents(world, 'code.disowned')).toHaveLength(1);

      const sent = smtp.received.flatMap(({ source }) => [
        source,
        readMail(source).text,
        readMail(source).html,
      ]);
      const written = sent.map((content) => ({ where: 'an email', content }));
      expect(
        findLeaks(
          written,
          world.codes.map((value) => ({ name: 'a code', value })),
        ),
      ).toEqual([]);
      // The log has the route, and never the link.
      expect(world.log()).toContain('/wasnt-me/:token');
      expect(world.log()).not.toContain(path.slice('/wasnt-me/'.length));
    });

    it('approvers and owners hear of an approval and of a freeze; no email of these has a link', async () => {
      await start(store);
      const prompt = await ask(world, 'adam', '@amina lost phone');
      await press(world, 'adam', prompt, 'ask_approval');
      const asked = await mailTo('olivia', 'Adam Admin asks you to approve a backup code for Amina');
      expect(asked.text).toContain('Open Slack to approve or reject it');
      const question = await ask(world, 'olivia', 'freeze account taken over');
      await press(world, 'olivia', question, 'freeze_issuing', { confirm: true, stale: true });
      const frozen = await mailTo('olivia', 'All issuing for Acme is frozen');
      expect(frozen.text).toContain('By: Olivia Owner');
      expect(frozen.text).toContain('An open request ended. No issued code works now.');
      await ask(world, 'adam', 'unfreeze');
      expect((await mailTo('olivia', 'resume issuing for Acme')).text).toContain('Adam Admin proposed it.');
      await ask(world, 'olivia', 'unfreeze');
      await mailTo('olivia', 'Issuing for Acme has resumed');
      for (const { text, html } of mailsTo('olivia')) expect(`${text}${html}`).not.toMatch(/https?:/);
    });

    it('U2: to a reader of German the emails and their page are German', async () => {
      await start(store, {}, { language: 'de' });
      for (const who of ['lena', 'olivia'])
        await world.sandbox.changePerson(who, { locale: 'de-DE', tz: 'Europe/Berlin' });
      await issue(world, 'adam', 'lena');
      const issued = await mailTo('lena', 'wurde ein Backup-Code ausgestellt');
      const german = { ...form.headers, 'Accept-Language': 'de-DE,de;q=0.9' };
      const path = linkIn(issued.text);
      const page = await (await open(path, { headers: german })).text();
      expect(page).toContain('<html lang="de"');
      const done = await (await open(path, { ...form, headers: german })).text();
      expect(done).toContain('Adam Admin kann keine Codes ausstellen');
      const alarm = await mailTo('olivia', 'Das war ich nicht');
      for (const text of [issued.text, page, done, alarm.text]) expect(findEnglish(text)).toEqual([]);
    });

    it('N9: an unknown, a forged and an old link get the same page', async () => {
      await start(store);
      await issue(world, 'adam', 'lena');
      const path = linkIn((await mailTo('lena', 'A backup code was issued')).text);
      const forged = `${path.slice(0, -2)}${path.endsWith('AA') ? 'BB' : 'AA'}`;
      const paths = ['/wasnt-me/x', forged, `/wasnt-me/${'a'.repeat(3000)}`, path.replace(/\.[^.]*$/, '')];
      world.clock.advance(24 * 3_600_000 + 1000);
      const answers = await Promise.all([...paths, path].flatMap((each) => [open(each), open(each, form)]));
      const pages = await Promise.all(answers.map((answer) => answer.text()));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
      expect(new Set(pages).size).toBe(1);
      expect(pages[0]).not.toMatch(/lena|acme/i);
      expect(await listEvents(world, 'code.disowned')).toEqual([]);
    });

    it('N13: greylisting delays an email; a refused address is told to the owners', async () => {
      const grey = { status: 451, text: '4.7.1 Greylisted' } as const;
      await start(store, { atRecipient: [grey] });
      await issue(world, 'adam', 'lena');
      await expect.poll(() => smtp.connections(), { timeout: 10_000 }).toBeGreaterThan(0);
      world.clock.advance(3000);
      await mailTo('lena', 'A backup code was issued');
      await world.stop();
      await smtp.close();
      await start(store, { atRecipient: [{ status: 550, text: '5.1.1 No such user' }] });
      await issue(world, 'adam', 'lena');
      const told = await mailTo('olivia', 'Email to Lena Lockedout comes back');
      expect(told.text).toContain('550 5.1.1');
      expect(await listEvents(world, 'notice.failed')).toMatchObject([
        { reason: '550 5.1.1', details: { channel: 'email', isGivenUp: true } },
      ]);
      expect(mailsTo('lena')).toEqual([]);
    });
  });
}
