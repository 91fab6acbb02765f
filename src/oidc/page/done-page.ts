import { say } from '../../messages/say.ts';
import { writeMoment } from '../../messages/written.ts';
import { type Html, html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';
import { sayHtml } from '../../pages/say-html.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface DoneFacts {
  readonly branding: Branding;
  readonly serviceName: string;
  /** Leads on to the client. A link, because `form-action 'self'` would stop a redirect after a form. */
  readonly continueUrl: string;
  /** When the code was accepted. This and the rest are milliseconds since the epoch. */
  readonly answeredAt: number;
  readonly now: number;
  /** When the sign-in behind the link expires. */
  readonly endsAt: number;
  /** How long the person has to set up a new second factor, from then on; `null` if the policy does not say. */
  readonly enrolWithinMs: number | null;
}

/** The code was right: what that means, what to do next, and the link onwards. */
export function renderDonePage(facts: DoneFacts): Page {
  const { branding, serviceName: service, continueUrl } = facts;
  const title = say('oidc.done.title');
  return renderLayout({
    branding,
    status: 200,
    title,
    content: html`<div class="seal" aria-hidden="true"></div>
<h1>${title}</h1>
<p class="lead">${say('oidc.done.lead', { minutes: countMinutes(facts) })}</p>
<p><a class="action" href="${continueUrl}">${say('oidc.done.continue', { service })}</a></p>
<h2>${say('oidc.done.first')}</h2>
<ol class="steps">
<li>${describeSetUp(facts)}</li>
<li>${sayHtml('oidc.done.remove', { remove: strong('oidc.done.removeWhat') })}</li>
</ol>
<h2>${say('oidc.done.sessionEnds')}</h2>
<p class="hint">${say('oidc.done.session', { service })}</p>`,
  });
}

function countMinutes({ endsAt, now }: DoneFacts): number {
  return Math.max(1, Math.floor((endsAt - now) / MINUTE_MS));
}

function strong(key: 'oidc.done.setUpWhat' | 'oidc.done.removeWhat'): Html {
  return html`<strong>${say(key)}</strong>`;
}

function describeSetUp({ answeredAt, enrolWithinMs }: DoneFacts): Html {
  const setUp = strong('oidc.done.setUpWhat');
  if (enrolWithinMs === null) return sayHtml('oidc.done.setUp', { setUp });
  const time = writeMoment(answeredAt + enrolWithinMs);
  return sayHtml('oidc.done.setUpWithin', { setUp, hours: Math.round(enrolWithinMs / HOUR_MS), time });
}
