import { say } from '../../messages/say.ts';
import { html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import { type Branding, type Page, pageHeaders } from '../../pages/page.ts';

export interface SendBackFacts {
  readonly branding: Branding | null;
  readonly serviceName: string;
  /** Where the form goes; registered for the service. */
  readonly redirectUri: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Whether it is an error that goes back. */
  readonly isError: boolean;
}

/** Carries an answer to the client as a form, which a script sends immediately and a person can send. */
export function renderSendBackPage(facts: SendBackFacts): Page {
  const { branding, serviceName: service, redirectUri, fields, isError } = facts;
  const title = say(isError ? 'oidc.sendBack.titleError' : 'oidc.sendBack.title', { service });
  return renderLayout({
    branding,
    status: isError ? 400 : 200,
    title,
    script: 'send-back.js',
    headers: {
      // Allows every https address: browsers apply `form-action` to redirects after the form too, and the client may redirect anywhere.
      'Content-Security-Policy': policyFor(new URL(redirectUri).origin),
      // A stricter policy would send the form with `Origin: null`.
      'Referrer-Policy': 'strict-origin',
    },
    content: html`<h1>${title}</h1>
<p class="lead">${say(isError ? 'oidc.sendBack.leadError' : 'oidc.sendBack.lead')}</p>
<form method="post" action="${redirectUri}" id="send-back">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<button type="submit" class="action">${say('oidc.sendBack.continue', { service })}</button>
</form>`,
  });
}

function policyFor(origin: string): string {
  const policy = pageHeaders['Content-Security-Policy'] ?? '';
  return policy.replace("form-action 'self'", `form-action ${origin} https:`);
}
