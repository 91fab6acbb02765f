import type { PublicRefusal } from '../../services/redeeming/redeem-code.ts';
import { type Html, html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';
import { describeProblem } from './problem-words.ts';

/** Why the attempt before did not succeed. */
export interface SignInProblem {
  readonly code: PublicRefusal;
  /** with `too_many_attempts`, where the wait is known */
  readonly retryAfterSeconds: number | null;
}

export interface SignInFacts {
  readonly branding: Branding;
  /** The client that the person is on the way to, as its credential is named. */
  readonly serviceName: string;
  /** Who the client says is signing in: shown, so that a code is not typed for somebody else. */
  readonly login: string;
  /** Where the form is sent, `code=...` by POST; a path of our own origin. */
  readonly formPath: string;
  /** Where the form is sent that leads back to the client, with an error in place of a sign-in; `null` for none. */
  readonly cancelPath: string | null;
  readonly problem: SignInProblem | null;
}

/** The name of the one field. */
export const CODE_FIELD = 'code';

/** Asks for the backup code, and for nothing else. What was typed before is never sent back. */
export function renderSignInPage(facts: SignInFacts): Page {
  const { branding, problem } = facts;
  const retryAfter = problem?.retryAfterSeconds ?? null;
  return renderLayout({
    branding,
    status: problem === null ? 200 : problem.code === 'too_many_attempts' ? 429 : 422,
    title: problem === null ? 'Enter your backup code' : 'Not signed in yet: enter your backup code',
    script: 'sign-in.js',
    headers: retryAfter === null ? {} : { 'Retry-After': String(retryAfter) },
    content: renderContent(facts),
  });
}

function renderContent({ branding, serviceName, login, formPath, cancelPath, problem }: SignInFacts): Html {
  const { organizationName } = branding;
  return html`<h1>Enter your backup code</h1>
<p class="lead">It stands in for your lost second factor, once, to sign you in to <strong>${serviceName}</strong>.</p>
<p class="person"><span class="person-label">Signing in as</span> <span class="person-login">${login}</span></p>
<form method="post" action="${formPath}" class="code-form">
<div class="notice is-problem" id="problem" role="alert"${problem === null ? html` hidden` : null}>${
    problem === null ? null : renderProblem(problem)
  }</div>
<label for="code">Backup code</label>
<input id="code" name="${CODE_FIELD}" class="code-field" type="text" required autofocus autocomplete="one-time-code"
 inputmode="text" autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="go"
 placeholder="XXXX-XXXX-XXXX-XXXX" aria-describedby="hint"${problem === null ? null : html` aria-invalid="true"`}>
<div class="groups" id="groups" aria-hidden="true" hidden><i></i><i></i><i></i><i></i></div>
<p class="hint" id="hint">16 letters and digits. Capitals, dashes and spaces do not matter.</p>
<p class="live" id="live" role="status"></p>
<button type="submit" class="action">Sign in</button>
</form>
<details>
<summary>I have no code</summary>
<p>Ask an administrator of ${organizationName} for one. They make sure that it’s you, and read it to you on a call. No one will
ever call <em>you</em> and ask for a code: if anyone does, hang up and tell your administrator.</p>
</details>
${
  cancelPath === null
    ? null
    : html`<form method="post" action="${cancelPath}" class="aside"><button type="submit" class="link">Go back to ${serviceName}</button></form>`
}`;
}

function renderProblem(problem: SignInProblem): Html {
  const { what, remedy } = describeProblem(problem.code, problem.retryAfterSeconds);
  return html`<strong>${what}</strong> ${remedy}`;
}
