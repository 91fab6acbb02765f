import { html } from './html.ts';
import { renderLayout } from './layout.ts';
import type { Branding, Page } from './page.ts';

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
  /** `null` where it is not known whose sign-in it was */
  readonly branding: Branding | null;
  /** Names the request in the log. */
  readonly requestId: string;
  readonly retryAfterSeconds?: number;
}

interface ErrorWords {
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
}

const words: Readonly<Record<PageError, ErrorWords>> = {
  sign_in_lost: {
    status: 400,
    title: 'This sign-in is no longer open',
    remedy:
      'It took too long, was finished already, or was begun in another browser. Go back to where you wanted to sign in, and start again there. A code you have not used yet still works until it expires.',
  },
  foreign_form: {
    status: 403,
    title: 'This did not come from our page',
    remedy: 'Go back to where you wanted to sign in, and start again there.',
  },
  bad_request: {
    status: 400,
    title: 'This sign-in cannot go on',
    remedy:
      'The service that sent you here asked for something that is not possible. Tell its administrator, with the reference below.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    remedy: 'This page is reached only on the way to signing in somewhere. Start there.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many attempts from your network',
    remedy: 'Wait a minute, then load this page again.',
  },
  service_busy: {
    status: 429,
    title: 'Too many people are signing in there right now',
    remedy:
      'Wait a minute, then start again where you wanted to sign in. A code you have not used yet still works until it expires.',
  },
  unavailable: {
    status: 503,
    title: 'Signing in is not possible right now',
    remedy: 'This is our fault, not yours. Wait a minute, then load this page again.',
  },
  outcome_unknown: {
    status: 503,
    title: 'We could not tell whether your code was accepted',
    remedy:
      'This is our fault, not yours. Wait a minute, then load this page again: if your code was accepted, you go on from there. Do not start over somewhere else, as your code may have been used.',
  },
};

/**
 * Something is wrong with the sign-in itself rather than with the code: what, what to do, and a reference for whoever
 * helps.
 */
export function renderErrorPage({ error, branding, requestId, retryAfterSeconds }: ErrorFacts): Page {
  const { status, title, remedy } = words[error];
  return renderLayout({
    branding,
    status,
    title,
    headers: retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
    content: html`<h1>${title}</h1>
<p class="lead">${remedy}</p>
<p class="hint">Reference: <code>${requestId}</code></p>`,
  });
}
