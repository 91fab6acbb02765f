import { html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';

export interface FinishedFacts {
  readonly branding: Branding;
  readonly serviceName: string;
}

/** For a person who comes back, by the browser's buttons, to a sign-in that has led to its end. */
export function renderFinishedPage({ branding, serviceName }: FinishedFacts): Page {
  return renderLayout({
    branding,
    status: 200,
    title: 'This sign-in is finished',
    content: html`<div class="seal" aria-hidden="true"></div>
<h1>This sign-in is finished</h1>
<p class="lead">Your code was accepted, and you went on to <strong>${serviceName}</strong>. There is nothing left to do on this page: return to ${serviceName}.</p>
<p class="hint">A code works once. If ${serviceName} asks you to sign in again and you have no second factor yet, ask your administrator for a new code.</p>`,
  });
}
