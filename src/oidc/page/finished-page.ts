import { say } from '../../messages/say.ts';
import { html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';

export interface FinishedFacts {
  readonly branding: Branding;
  readonly serviceName: string;
}

/** For a person who comes back to a finished sign-in with the browser's buttons. */
export function renderFinishedPage({ branding, serviceName: service }: FinishedFacts): Page {
  const title = say('oidc.finished.title');
  return renderLayout({
    branding,
    status: 200,
    title,
    content: html`<div class="seal" aria-hidden="true"></div>
<h1>${title}</h1>
<p class="lead">${say('oidc.finished.lead', { service })}</p>
<p class="hint">${say('oidc.finished.hint', { service })}</p>`,
  });
}
