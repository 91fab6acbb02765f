import { escapeText, renderPage as renderSitePage, type Site } from './render-page.ts';

export interface PortalPerson {
  readonly login: string;
  readonly name: string;
}

const site: Site = {
  name: 'Acme portal',
  about: 'Demo: a stand-in for any service that people sign in to',
};
const renderPage = (title: string, content: string): string => renderSitePage(site, title, content);

export interface PasswordPageFacts {
  readonly people: readonly PortalPerson[];
  readonly password: string;
  readonly isRefused: boolean;
}

export function renderPasswordPage({ people, password, isRefused }: PasswordPageFacts): string {
  const logins = people.map(({ login }) => `<option value="${escapeText(login)}">`).join('');
  return renderPage(
    'Sign in',
    `<h1>Sign in</h1>
${isRefused ? '<p class="problem" role="alert">That address or password is not right.</p>' : ''}
<form method="post" action="/sign-in">
<label for="login">E-mail address</label>
<input id="login" name="login" type="email" list="logins" required autocomplete="username" value="lena@acme.test">
<datalist id="logins">${logins}</datalist>
<label for="password">Password</label>
<input id="password" name="password" type="password" required autocomplete="off" aria-describedby="stated">
<p class="quiet" id="stated">Everyone’s password in this demo is <code>${escapeText(password)}</code></p>
<button>Next</button>
</form>`,
  );
}

export function renderSecondFactorPage(name: string): string {
  return renderPage(
    'Confirm that it is you',
    `<h1>Hello ${escapeText(name)}</h1>
<p>Your password is right. Now confirm with your authenticator app.</p>
<p class="waiting">Waiting for your phone…</p>
<p><a class="action" href="/backup-code">I lost my phone: use a backup code</a></p>
<form method="post" action="/sign-out"><button class="plain">Start again</button></form>`,
  );
}

export function renderHomePage(name: string, claims: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(claims)
    .map(
      ([claim, value]) =>
        `<dt>${escapeText(claim)}</dt><dd>${escapeText(typeof value === 'string' ? value : JSON.stringify(value))}</dd>`,
    )
    .join('');
  return renderPage(
    'You are in',
    `<h1>You are in, ${escapeText(name)}</h1>
<p>Password and backup code were both right. A real service would now have you set up a new second factor.</p>
<details><summary>What the ID token says</summary><dl>${rows}</dl></details>
<form method="post" action="/sign-out"><button>Sign out</button></form>`,
  );
}

export function renderRefusedPage(reason: string): string {
  return renderPage(
    'Not signed in',
    `<h1>Not signed in</h1>
<p>Your second factor was not confirmed: <code>${escapeText(reason)}</code></p>
<p><a class="action" href="/">Try again</a></p>`,
  );
}

export function renderFailurePage(message: string): string {
  return renderPage(
    'Something went wrong',
    `<h1>Something went wrong</h1>
<p>The portal could not finish this sign-in, so no one was let in: <code>${escapeText(message)}</code></p>
<p><a class="action" href="/">Start again</a></p>`,
  );
}
