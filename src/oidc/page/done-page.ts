import { html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';

export interface DoneFacts {
  readonly branding: Branding;
  readonly serviceName: string;
  /** Leads on to the relying service: a link, since `form-action 'self'` would stop a redirect that a form led to. */
  readonly continueUrl: string;
  /** Until when the person should have set up a new second factor; `null` if the policy does not say. */
  readonly enrolWithinHours: number | null;
}

/** The code was right. Says what it came to, what to do next, and leads on. */
export function renderDonePage({ branding, serviceName, continueUrl, enrolWithinHours }: DoneFacts): Page {
  return renderLayout({
    branding,
    status: 200,
    title: 'Your code was accepted',
    content: html`<div class="seal" aria-hidden="true"></div>
<h1>Your code was accepted</h1>
<p class="lead">It is used up now, and works nowhere else.</p>
<p><a class="action" href="${continueUrl}">Continue to ${serviceName}</a></p>
<h2>Do this before anything else</h2>
<ol class="steps">
<li><strong>Set up a new second factor</strong> in your security settings: an authenticator app, a security key or a passkey${
      enrolWithinHours === null ? null : html`, within ${enrolWithinHours} hours`
    }.</li>
<li><strong>Remove the lost one</strong>, so that whoever finds it cannot use it.</li>
</ol>
<p class="hint">This lets you in for one session only. When ${serviceName} signs you out, or on another device, you will be asked for your
second factor again.</p>`,
  });
}
