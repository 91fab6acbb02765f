import { say } from '../../messages/say.ts';
import { html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';

export interface LeaveFacts {
  readonly branding: Branding;
  readonly serviceName: string;
  /** Leads back to the client. A page of its own, because `form-action 'self'` would stop a redirect after the form. */
  readonly continueUrl: string;
}

/** The person has chosen to go back. */
export function renderLeavePage({ branding, serviceName: service, continueUrl }: LeaveFacts): Page {
  const title = say('oidc.leave.title', { service });
  return renderLayout({
    branding,
    status: 200,
    title,
    goOnTo: continueUrl,
    content: html`<h1>${title}</h1>
<p class="lead">${say('oidc.leave.lead')}</p>
<p><a class="action" href="${continueUrl}">${say('oidc.leave.goBack', { service })}</a></p>`,
  });
}
