import { type BrowsedPage, createHttpBrowser, type HttpBrowser, readPage } from './http-browser.ts';
import { DEMO_PASSWORD, type Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

const LOGIN = 'lena@acme.test';

/** Lena at the portal: password, backup code, in. Then somebody else, who has her password and overheard the code. */
export async function tellPortal(demo: Demo, story: Storyteller, code: string): Promise<void> {
  story.chapter('Lena signs in at the portal with it, once');
  story.line('   The portal is a separate program: all it knows of us is the address of an OpenID provider.');
  const lena = createHttpBrowser();
  const asked = await passFirstFactor(demo, story, lena);
  story.screen('Lena', readPage(asked));
  story.check(!/type="password"/.test(asked.html), 'our page asks for the code alone, never for a password');
  await tellSlip(story, lena, asked, code);
  const typed = code.toLowerCase().replaceAll('-', ' ');
  story.line('   She types it in lower case, with spaces.');
  const done = await lena.submit(asked, { code: typed });
  story.screen('Lena', readPage(done));
  const home = await lena.follow(done, 'Continue to');
  describeWay(story, home);
  story.screen('Lena', readPage(home));
  story.check(
    home.html.includes('You are in, Lena Lockedout'),
    'the portal has checked the ID token, and lets her in',
  );
  await tellSecondBrowser(demo, story, code);
}

async function tellSecondBrowser(demo: Demo, story: Storyteller, code: string): Promise<void> {
  story.chapter('A stranger who knows her password and overheard the code tries it too');
  const stranger = createHttpBrowser();
  const asked = await passFirstFactor(demo, story, stranger);
  const refused = await stranger.submit(asked, { code });
  story.screen('The stranger', readPage(refused));
  story.check(refused.html.includes('already used'), 'the same code is refused in a second browser');
  const back = await stranger.follow(await stranger.press(refused, 'Go back to'), 'Go back to');
  describeWay(story, back);
  story.check(back.html.includes('Not signed in'), 'and the portal lets no one in');
}

async function passFirstFactor(
  { portal }: Demo,
  story: Storyteller,
  browser: HttpBrowser,
): Promise<BrowsedPage> {
  const start = await browser.open(portal.origin);
  const known = await browser.submit(start, { login: LOGIN, password: DEMO_PASSWORD });
  story.line(
    `   POST ${portal.origin}/sign-in (the password) -> ${known.status}; the portal now wants a second factor`,
  );
  const asked = await browser.follow(known, 'use a backup code');
  describeWay(story, asked);
  return asked;
}

async function tellSlip(
  story: Storyteller,
  lena: HttpBrowser,
  asked: BrowsedPage,
  code: string,
): Promise<void> {
  const slipped = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  const answer = await lena.submit(asked, { code: slipped });
  story.line(`   One symbol wrong -> ${answer.status} (a browser with JavaScript says so before sending)`);
  story.check(answer.html.includes('count as an attempt'), 'a slip is told apart from a wrong code');
}

/** The way a browser went, without what its addresses carried. */
function describeWay(story: Storyteller, { way, status }: BrowsedPage): void {
  const stations = way.map(({ origin, pathname }) => `${origin}${pathname.replace(/[\w-]{20,}/g, '…')}`);
  story.line(`   ${stations.map((station) => `GET ${station}`).join('\n     -> ')} -> ${status}`);
}
