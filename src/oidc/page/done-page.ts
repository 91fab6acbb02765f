import { type Html, html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface DoneFacts {
  readonly branding: Branding;
  readonly serviceName: string;
  /** Leads on to the client: a link, since `form-action 'self'` would stop a redirect that a form led to. */
  readonly continueUrl: string;
  /** When the code was accepted. This and the rest are milliseconds since the epoch. */
  readonly answeredAt: number;
  readonly now: number;
  /** When the sign-in is over that the link leads on to. */
  readonly endsAt: number;
  /** How long the person has to set up a new second factor, from then on; `null` if the policy does not say. */
  readonly enrolWithinMs: number | null;
}

/** The code was right. Says what it came to, what to do next, and leads on. */
export function renderDonePage(facts: DoneFacts): Page {
  const { branding, serviceName, continueUrl, answeredAt, enrolWithinMs } = facts;
  return renderLayout({
    branding,
    status: 200,
    title: 'Your code was accepted',
    content: html`<div class="seal" aria-hidden="true"></div>
<h1>Your code was accepted</h1>
<p class="lead">The code can’t be used again. Continue within ${describeRest(facts)}.</p>
<p><a class="action" href="${continueUrl}">Continue to ${serviceName}</a></p>
<h2>Do this before anything else</h2>
<ol class="steps">
<li><strong>Set up a new second factor</strong> in your security settings: an authenticator app, a security key or a passkey${
      enrolWithinMs === null ? null : describeDeadline(answeredAt, enrolWithinMs)
    }.</li>
<li><strong>Remove the lost one</strong>, so that no one who finds it can use it.</li>
</ol>
<h2>When this session ends</h2>
<p class="hint">This code signs you in once, on this device. ${serviceName} decides how long you stay signed in. When it signs you out, or on another
device, you’ll be asked for a second factor again. This code won’t work then: without a new factor you would need another code from your administrator.</p>`,
  });
}

function describeRest({ endsAt, now }: DoneFacts): string {
  const minutes = Math.floor((endsAt - now) / MINUTE_MS);
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}

const clockParts = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The hour as well, since nobody remembers when they read "within 24 hours"; in UTC, as nothing here knows where they are. */
function describeDeadline(from: number, withinMs: number): Html {
  const parts = clockParts.formatToParts(from + withinMs).map(({ type, value }) => [type, value] as const);
  const { weekday, day, month, hour, minute } = Object.fromEntries(parts);
  const by = `${weekday}, ${day} ${month}, ${hour}:${minute} UTC`;
  return html`, within ${Math.round(withinMs / HOUR_MS)} hours (by ${by})`;
}
