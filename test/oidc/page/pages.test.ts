import { expect, test } from 'vitest';
import { type DoneFacts, renderDonePage } from '../../../src/oidc/page/done-page.ts';
import { type PageError, renderErrorPage } from '../../../src/oidc/page/error-page.ts';
import { renderSendBackPage, type SendBackFacts } from '../../../src/oidc/page/send-back-page.ts';
import { renderSignInPage, type SignInFacts } from '../../../src/oidc/page/sign-in-page.ts';
import type { Page } from '../../../src/pages/page.ts';

const branding = { organizationName: 'Acme', accentColor: '#4A154B' };
const signIn: SignInFacts = {
  branding,
  serviceName: 'Acme portal',
  login: 'lena@acme.test',
  formPath: '/oidc/interaction/abc',
  cancelPath: '/oidc/interaction/abc/cancel',
  problem: null,
};
const done: DoneFacts = {
  branding,
  serviceName: 'Acme portal',
  continueUrl: 'https://backupcode.example/oidc/auth/abc',
  answeredAt: Date.UTC(2026, 10, 23, 21, 5),
  now: Date.UTC(2026, 10, 23, 21, 5, 30),
  endsAt: Date.UTC(2026, 10, 23, 21, 12),
  enrolWithinMs: 24 * 3_600_000,
};
const sendBack: SendBackFacts = {
  branding,
  serviceName: 'Entra ID',
  redirectUri: 'https://login.entra.example/back?x=1',
  fields: [['state', 'a state']],
  isError: false,
};
const pageErrors: readonly PageError[] = [
  'sign_in_lost',
  'foreign_form',
  'bad_request',
  'not_found',
  'too_many_requests',
  'service_busy',
  'unavailable',
];
const problems = ['code_mistyped', 'code_refused', 'code_expired', 'code_used', 'too_many_attempts'] as const;

const everyPage: readonly (readonly [string, Page])[] = [
  ['sign-in', renderSignInPage(signIn)],
  ...problems.map(
    (code) => [code, renderSignInPage({ ...signIn, problem: { code, retryAfterSeconds: null } })] as const,
  ),
  ['done', renderDonePage(done)],
  ['send back', renderSendBackPage(sendBack)],
  ...pageErrors.map((error) => [error, renderErrorPage({ error, branding: null, requestId: 'r1' })] as const),
];

test.each(everyPage)(
  '%s: strict policy, no framing, not kept, nothing inline',
  (_name, { headers, html }) => {
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy.replace(/form-action [^;]+/, '')).not.toMatch(/unsafe|nonce|https?:|\*/);
    expect(headers['Cache-Control']).toBe('no-store');
    expect(html).not.toMatch(/ style=|<style| on[a-z]+=|javascript:/i);
    expect(html).not.toMatch(
      /<script(?! type="module" src="\/oidc\/assets\/(sign-in|send-back)\.js"><\/script>)/,
    );
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  },
);

test('names from the directory and from strangers stay text', () => {
  const attack = `"><script>alert(1)</script><img src=x onerror='x'>&amp;`;
  const pages = [
    renderSignInPage({
      branding: { organizationName: attack, accentColor: attack },
      serviceName: attack,
      login: attack,
      formPath: attack,
      cancelPath: attack,
      problem: null,
    }),
    renderDonePage({
      ...done,
      branding: { organizationName: attack, accentColor: null },
      serviceName: attack,
    }),
    renderErrorPage({ error: 'bad_request', branding: null, requestId: attack }),
    renderSendBackPage({ ...sendBack, branding: null, serviceName: attack, fields: [[attack, attack]] }),
  ];
  for (const { html } of pages) {
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&amp;amp;');
    expect(html).not.toMatch(/theme-[^d"]/);
  }
});

test('the field is made for a code on any keyboard', () => {
  const { html } = renderSignInPage(signIn);
  const field = /<input[^>]+>/.exec(html)?.[0] ?? '';
  for (const attribute of [
    'name="code"',
    'autocomplete="one-time-code"',
    'inputmode="text"',
    'autocapitalize="characters"',
    'spellcheck="false"',
    'autocorrect="off"',
    'required',
    'aria-describedby="hint"',
  ]) {
    expect(field).toContain(attribute);
  }
  expect(html.match(/<input/g), 'one field, and never a password').toHaveLength(1);
  expect(html).toContain('<label for="code">');
});

test('N10: the page says that the code works in place of the second factor', () => {
  expect(renderSignInPage(signIn).html).toContain('in place of your lost second factor');
});

test('U2: expired and already used are said in plain words, with a remedy', () => {
  const say = (code: (typeof problems)[number], retryAfterSeconds: number | null = null): string =>
    renderSignInPage({ ...signIn, problem: { code, retryAfterSeconds } }).html;
  expect(say('code_expired')).toContain('This code has expired.');
  expect(say('code_used')).toContain('This code was already used.');
  expect(say('code_mistyped')).toContain('didn’t count as an attempt');
  for (const code of problems) expect(say(code)).toMatch(/role="alert"><strong>/);
  expect(say('too_many_attempts', 8)).toContain('Try again in 8 seconds.');
  expect(say('too_many_attempts', 301)).toContain('Try again in 6 minutes.');
});

test('N9: what is said of a wrong code names no reason that would tell who exists', () => {
  const { html, status } = renderSignInPage({
    ...signIn,
    problem: { code: 'code_refused', retryAfterSeconds: null },
  });
  expect(status).toBe(422);
  expect(html).not.toMatch(/unknown|no such|not found|revoked|has no code/i);
});

test('a wait is told to machines as well', () => {
  const page = renderSignInPage({ ...signIn, problem: { code: 'too_many_attempts', retryAfterSeconds: 8 } });
  expect([page.status, page.headers['Retry-After']]).toEqual([429, '8']);
});

test('after success: what to do next and until when, and when the session ends', () => {
  const { html } = renderDonePage(done);
  expect(html).toContain('Set up a new second factor');
  expect(html).toContain('within 24 hours (by Tuesday 24 November at 21:05 UTC)');
  expect(html).toContain('Continue within 6 minutes');
  expect(renderDonePage({ ...done, now: done.endsAt - 30_000 }).html).toContain('within a minute');
  expect(renderDonePage({ ...done, enrolWithinMs: 3 * 3_600_000 }).html).toContain('within 3 hours');
  expect(html).toContain('When this session ends');
  expect(html).toContain('href="https://backupcode.example/oidc/auth/abc"');
  expect(html, 'a link, not a form, so that form-action stays our own').not.toContain('<form');
  expect(renderDonePage({ ...done, enrolWithinMs: null }).html).not.toContain('hours');
});

test('an answer goes where it was registered to go, and the browser follows from there; an error says that nobody is in', () => {
  const { html, status, headers } = renderSendBackPage(sendBack);
  expect(status).toBe(200);
  expect(html).toContain('<form method="post" action="https://login.entra.example/back?x=1" id="send-back">');
  expect(html).toContain('<input type="hidden" name="state" value="a state">');
  expect(headers['Content-Security-Policy']).toContain('form-action https://login.entra.example https:;');
  expect(
    everyPage.filter(([, page]) => page.headers['Content-Security-Policy']?.includes("form-action 'self'")),
  ).toHaveLength(everyPage.length - 1);
  const error = renderSendBackPage({ ...sendBack, isError: true });
  expect(error.status).toBe(400);
  expect(error.html).toContain('not signed in yet');
});
