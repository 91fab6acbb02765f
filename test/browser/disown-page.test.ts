import express from 'express';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { unknownReader } from '../../src/domain/organization/language.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { type HttpServer, startHttpServer } from '../../src/http/start-http-server.ts';
import { createMailNotifier } from '../../src/mail/create-mail-notifier.ts';
import { DISOWN_PATH } from '../../src/mail/disown-path.ts';
import { createDisownRoutes } from '../../src/mail/page/create-disown-routes.ts';
import type { DisownByLink, LinkResult, ShownLink } from '../../src/services/codes/disown-by-link.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { measureOverflow, openContext } from './support/open-context.ts';
import { findAxeViolations, launchBrowser } from './support/visitor.ts';

const make = createStoreFixtures('page');
const organization = make.organization({
  name: 'Acme',
  policy: { ...defaultPolicy, accentColor: '#4a154b' },
});
const person = (displayName: string) => ({
  ...make.user(organization.id),
  displayName,
  email: 'lena@acme.test',
});
const [lena, adam, olivia] = [person('Lena Lockedout'), person('Adam Admin'), person('Olivia Owner')];
const code = make.code(lena, { issuedBy: adam.id });
const linked = { organization, code, user: lena };
const used = { ...linked, code: { ...code, state: 'redeemed' as const, settledAt: T0 } };
const done = { kind: 'disowned', alerted: [adam, olivia], isChannelAlerted: true, frozen: [] } as const;
const nothing = { ended: null, requestsCancelled: 0, signInsStopped: 0 };

const shown: Readonly<Record<string, ShownLink>> = {
  open: { kind: 'open', ...linked },
  after: { kind: 'open', ...used },
  before: { kind: 'used', at: T0, ...used },
};
const results: Readonly<Record<string, LinkResult>> = {
  open: {
    ...done,
    ...linked,
    disowning: { ended: { code, issuedBy: adam }, requestsCancelled: 2, signInsStopped: 1 },
  },
  after: { ...done, ...used, disowning: nothing },
};
let posts = 0;
const links: DisownByLink = {
  show: async (token) => shown[token] ?? { kind: 'unknown' },
  disown: async (token) => {
    posts += 1;
    return results[token] ?? { kind: 'unknown' };
  },
};

let browser: Browser;
let server: HttpServer;
let mailHtml = '';
beforeAll(async () => {
  browser = await launchBrowser();
  const clock = { now: () => T0 };
  const app = express();
  const log = { error: () => undefined };
  app.use(DISOWN_PATH, createDisownRoutes({ links, clock, sourceOf: () => 'http:192.0.2.1', log }));
  app.get('/mail', (_request, response) => response.type('html').send(mailHtml));
  server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
  const facts = { code, state: 'active', target: lena, issuedBy: adam, reason: '' } as const;
  const notifier = createMailNotifier({
    server: {
      check: async () => null,
      send: async ({ html }) => {
        mailHtml = html;
        return { kind: 'sent' };
      },
    },
    describeNotice: async () => ({
      kind: 'target_code_issued',
      to: { kind: 'mailbox', user: lena },
      organization,
      facts: { ...facts, approver: null, revoker: null, glass: null },
    }),
    findNoticeReader: async () => unknownReader,
    keys: createKeyRing([{ id: 'one', bytes: new Secret(Buffer.alloc(32, 1)) }]),
    domain: 'acme.test',
    publicUrl: 'https://backupcode.acme.test',
  });
  const content = { kind: 'target_code_issued', codeId: code.id } as const;
  await notifier.send(make.notice(organization.id, { channel: 'email', content }));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('N19: one press, without JavaScript, does it; opening the page does not', async () => {
  const { context, page } = await openContext(browser, { javaScriptEnabled: false });
  posts = 0;
  const answer = await page.goto(`${server.url}${DISOWN_PATH}/open`);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  expect(posts).toBe(0);
  await page.getByRole('button', { name: 'This wasn’t me' }).click();
  await page.getByText('We alerted Adam Admin, Olivia Owner and the security channel.').waitFor();
  expect(posts).toBe(1);
  await context.close();
});

test('N19: a form of another site is refused', async () => {
  const { context, page } = await openContext(browser);
  posts = 0;
  await page.goto('data:text/html,<title>x</title>');
  await page.setContent(
    `<form method="post" action="${server.url}${DISOWN_PATH}/open"><input name="confirm" value="disown"><button>Go</button></form>`,
  );
  await page.getByRole('button', { name: 'Go' }).click();
  await page.getByText('This didn’t come from our page').waitFor();
  expect(posts).toBe(0);
  await context.close();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([320, 1000])('every page is accessible and fits %i pixels', async (width) => {
    const { context, page, complaints } = await openContext(browser, {
      colorScheme,
      viewport: { width, height: 800 },
    });
    for (const state of ['open', 'done', 'after', 'before', 'unknown', 'mail']) {
      const token = state === 'done' ? 'open' : state;
      await page.goto(state === 'mail' ? `${server.url}/mail` : `${server.url}${DISOWN_PATH}/${token}`);
      if (state === 'done' || state === 'after') {
        await page.getByRole('button', { name: 'This wasn’t me' }).click();
        await page.getByRole('heading', { name: 'We alerted your administrators' }).waitFor();
      }
      const pictures = process.env.PICTURES;
      if (pictures !== undefined)
        await page.screenshot({ path: `${pictures}/${state}-${colorScheme}-${width}.png`, fullPage: true });
      expect(await measureOverflow(page), state).toBeLessThanOrEqual(0);
      expect(await findAxeViolations(page), state).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
