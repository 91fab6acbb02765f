import { afterEach, describe, expect, it } from 'vitest';
import { NOTICE_LEASE_MS } from '../../src/domain/notices/notice.ts';
import { readMail, startSmtpServer, type TestSmtpServer } from '../mail/start-smtp-server.ts';
import { issue, listEvents } from '../support/act-in-slack.ts';
import { type CrashWorld, startCrashWorld } from '../support/start-crash-world.ts';
import { storeKinds } from '../support/start-world.ts';

let smtp: TestSmtpServer;
let world: CrashWorld;
afterEach(async () => {
  await world.stop();
  await smtp.close();
});

/** The emails to the person of the code about its issue. */
const issuedMails = () =>
  smtp.received
    .filter(({ to }) => to[0] === 'lena@acme.test')
    .map(({ source }) => readMail(source))
    .filter(({ subject }) => subject.includes('A backup code was issued'));
const idOf = ({ head }: { head: string }) => /^Message-ID: (.*)$/im.exec(head)?.[1];

describe.each(storeKinds)('the process dies while it sends an email, on %s', (store) => {
  it.each([
    ['the mail server has taken it, and not yet said so', true],
    ['the mail server has said so', false],
  ])(
    'N13: %s: it arrives, at most twice, and the second has the same Message-ID',
    async (_when, isBefore) => {
      let hasDied = false;
      smtp = await startSmtpServer({
        async onTaken({ to, source }) {
          if (hasDied || to[0] !== 'lena@acme.test' || !source.includes('issued')) return;
          hasDied = true;
          if (isBefore) await world.first.kill();
          // After the answer: as soon as the server's 250 is on its way.
          else setImmediate(() => void world.first.kill());
        },
      });
      world = await startCrashWorld({ store, policy: { mail: true }, mail: { port: smtp.port } });
      await issue(world, 'adam', 'lena');
      await world.first.died;
      expect(hasDied).toBe(true);
      world.clock.advance(NOTICE_LEASE_MS + 1000);
      await world.restart();
      await expect
        .poll(async () => (await world.store.read.notices.listOverdue(world.clock.now(), 99)).length, {
          timeout: 15_000,
        })
        .toBe(0);
      const mails = issuedMails();
      expect(mails.length).toBeGreaterThanOrEqual(isBefore ? 2 : 1);
      expect(mails.length).toBeLessThanOrEqual(2);
      expect(new Set(mails.map(idOf)).size).toBe(1);
      expect(idOf(mails[0] ?? { head: '' })).toMatch(/^<ntc_/);
      expect(await listEvents(world, 'notice.failed')).toEqual([]);
    },
  );
});
