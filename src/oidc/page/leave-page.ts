import { html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';

export interface LeaveFacts {
  readonly branding: Branding;
  readonly serviceName: string;
  /** Leads back to the client; by itself, since `form-action 'self'` would stop a redirect that the form led to. */
  readonly continueUrl: string;
}

/** The person has chosen to go back. */
export function renderLeavePage({ branding, serviceName, continueUrl }: LeaveFacts): Page {
  return renderLayout({
    branding,
    status: 200,
    title: `Taking you back to ${serviceName}`,
    goOnTo: continueUrl,
    content: html`<h1>Taking you back to ${serviceName}</h1>
<p class="lead">You are not signed in. No code was used.</p>
<p><a class="action" href="${continueUrl}">Go back to ${serviceName}</a></p>`,
  });
}
