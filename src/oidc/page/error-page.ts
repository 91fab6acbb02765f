import { say } from '../../messages/say.ts';
import { html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';

export type PageError =
  | 'sign_in_lost'
  | 'foreign_form'
  | 'bad_request'
  | 'not_found'
  | 'too_many_requests'
  | 'service_busy'
  | 'unavailable'
  | 'outcome_unknown';

export interface ErrorFacts {
  readonly error: PageError;
  /** `null` if the client is not known */
  readonly branding: Branding | null;
  /** Names the request in the log. */
  readonly requestId: string;
  readonly retryAfterSeconds?: number;
}

const statuses: Readonly<Record<PageError, number>> = {
  sign_in_lost: 400,
  foreign_form: 403,
  bad_request: 400,
  not_found: 404,
  too_many_requests: 429,
  service_busy: 429,
  unavailable: 503,
  outcome_unknown: 503,
};

/** Something is wrong with the sign-in itself, not with the code: what, what to do, and a reference for the helper. */
export function renderErrorPage({ error, branding, requestId, retryAfterSeconds }: ErrorFacts): Page {
  const title = say(`oidc.error.${error}`);
  return renderLayout({
    branding,
    status: statuses[error],
    title,
    headers: retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
    content: html`<h1>${title}</h1>
<p class="lead">${say(`oidc.error.${error}.remedy`)}</p>
<p class="hint">${say('oidc.error.reference')} <code>${requestId}</code></p>`,
  });
}
