import { say } from '../../messages/say.ts';
import { type Html, html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';
import { sayHtml } from '../../pages/say-html.ts';
import type { PublicRefusal } from '../../services/redeeming/redeem-code.ts';
import { describeProblem } from './problem-words.ts';

/** Why the last attempt failed. */
export interface SignInProblem {
  readonly code: PublicRefusal;
  /** with `too_many_attempts`, where the wait is known */
  readonly retryAfterSeconds: number | null;
}

export interface SignInFacts {
  readonly branding: Branding;
  /** The name of the client that the person is signing in to. */
  readonly serviceName: string;
  /** Who the client says is signing in: shown, so that nobody types a code for another person. */
  readonly login: string;
  /** Where the form is sent, `code=...` by POST; a path of our own origin. */
  readonly formPath: string;
  /** Where the form to go back is sent, which returns an error to the client; `null` for no such form. */
  readonly cancelPath: string | null;
  readonly problem: SignInProblem | null;
}

/** The name of the one field. */
export const CODE_FIELD = 'code';

/** Asks for the backup code and nothing else. What was typed before is never echoed. */
export function renderSignInPage(facts: SignInFacts): Page {
  const { branding, problem } = facts;
  const retryAfter = problem?.retryAfterSeconds ?? null;
  return renderLayout({
    branding,
    status: problem === null ? 200 : problem.code === 'too_many_attempts' ? 429 : 422,
    title: say(problem === null ? 'oidc.signIn.title' : 'oidc.signIn.titleAgain'),
    script: 'sign-in.js',
    headers: retryAfter === null ? {} : { 'Retry-After': String(retryAfter) },
    content: renderContent(facts),
  });
}

function renderContent({ branding, serviceName, login, formPath, cancelPath, problem }: SignInFacts): Html {
  const { organizationName } = branding;
  return html`<h1>${say('oidc.signIn.title')}</h1>
<p class="lead">${sayHtml('oidc.signIn.lead', { service: html`<strong>${serviceName}</strong>` })}</p>
<p class="person"><span class="person-label">${say('oidc.signIn.person')}</span> <span class="person-login">${login}</span></p>
<form method="post" action="${formPath}" class="code-form" data-messages="${JSON.stringify(typingMessages())}">
<div class="notice is-problem" id="problem" role="alert"${problem === null ? html` hidden` : null}>${
    problem === null ? null : renderProblem(problem)
  }</div>
<label for="code">${say('oidc.signIn.label')}</label>
<input id="code" name="${CODE_FIELD}" class="code-field" type="text" required autofocus autocomplete="one-time-code"
 inputmode="text" autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="go"
 placeholder="XXXX-XXXX-XXXX-XXXX" aria-describedby="hint"${problem === null ? null : html` aria-invalid="true"`}>
<div class="groups" id="groups" aria-hidden="true" hidden><i></i><i></i><i></i><i></i></div>
<p class="hint" id="hint">${say('oidc.signIn.hint')}</p>
<p class="live" id="live" role="status"></p>
<button type="submit" class="action">${say('oidc.signIn.submit')}</button>
</form>
<details>
<summary>${say('oidc.signIn.noCode')}</summary>
<p>${sayHtml('oidc.signIn.askForOne', {
    organization: organizationName,
    you: html`<em>${say('oidc.signIn.you')}</em>`,
  })}</p>
</details>
${
  cancelPath === null
    ? null
    : html`<form method="post" action="${cancelPath}" class="aside"><button type="submit" class="link">${say('oidc.signIn.goBack', { service: serviceName })}</button></form>`
}`;
}

function renderProblem(problem: SignInProblem): Html {
  const { what, remedy } = describeProblem(problem.code, problem.retryAfterSeconds);
  return html`<strong>${what}</strong> ${remedy}`;
}

/** What the page's script says while the code is typed. `{symbol}` is left for it to fill in. */
function typingMessages() {
  return {
    complete: say('oidc.typing.complete'),
    checking: say('oidc.typing.checking'),
    empty: say('oidc.typing.empty'),
    foreign: say('oidc.typing.foreign', { symbol: '{symbol}' }),
    severalForeign: say('oidc.typing.severalForeign'),
    tooLong: say('oidc.typing.tooLong'),
    tooShort: say('oidc.typing.tooShort'),
    invalid: say('oidc.typing.invalid'),
  };
}
