import { say } from '../../messages/say.ts';
import { joinList, writeTime } from '../../messages/written.ts';
import { type Html, html } from '../../pages/html.ts';
import { renderLayout } from '../../pages/layout.ts';
import type { Branding, Page } from '../../pages/page.ts';
import type { LinkedCode, LinkResult, UsedLink } from '../../services/codes/disown-by-link.ts';
import { DISOWN_PATH } from '../disown-path.ts';
import { nameIssuer, nameOf, plain } from '../words.ts';

/** The name of the one field: a program that follows links, or posts to them, does not fill it in. */
export const CONFIRM_FIELD = 'confirm';

/** More names would not be read. */
const NAMES_MAX = 5;

type ProblemKind = 'unknown' | 'foreign' | 'too_many' | 'unavailable';
const statuses: Readonly<Record<ProblemKind, number>> = {
  unknown: 404,
  foreign: 403,
  too_many: 429,
  unavailable: 503,
};

/** The address holds the link, so it goes to no one. The form is judged by `Sec-Fetch-Site`, and by the link itself. */
const headers = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' };

function render(branding: Branding | null, status: number, title: string, content: Html, more = {}): Page {
  const assetsPath = `${DISOWN_PATH}/assets`;
  return renderLayout({ branding, status, title, content, assetsPath, headers: { ...headers, ...more } });
}

function brandingOf({ organization }: LinkedCode): Branding {
  return { organizationName: plain(organization.name), accentColor: organization.policy.accentColor };
}

/** Asks, and changes nothing. */
export function renderQuestion(linked: LinkedCode): Page {
  const { code, user, organization } = linked;
  const title = say('mail.page.title');
  const time = writeTime(code.createdAt);
  return render(
    brandingOf(linked),
    200,
    title,
    html`<h1>${title}</h1>
<p class="lead">${say('mail.page.lead', { organization: plain(organization.name), time })}</p>
<p class="person"><span class="person-label">${say('mail.fact.account')}</span> <span class="person-login">${nameOf(user)}</span></p>
<p>${say('mail.page.what')}</p>
<form method="post">
<input type="hidden" name="${CONFIRM_FIELD}" value="disown">
<button type="submit" class="action">${say('mail.page.button')}</button>
</form>
<p class="hint aside">${say('mail.page.keep')}</p>`,
  );
}

/** Exactly what was done, and what to do next (N19). */
export function renderDone(result: Extract<LinkResult, { kind: 'disowned' }>): Page {
  const { code, disowning, frozen, alerted, isChannelAlerted, organization } = result;
  const { ended, signInsStopped, requestsCancelled } = disowning;
  const isUsed = code.state === 'redeemed';
  const people = joinList([
    ...alerted.slice(0, NAMES_MAX).map(nameOf),
    ...(alerted.length > NAMES_MAX ? [say('slack.list.more', { count: alerted.length - NAMES_MAX })] : []),
    ...(isChannelAlerted ? [say('mail.page.done.channel')] : []),
  ]);
  const title = say(people === '' ? 'mail.page.done_alone' : 'mail.page.done');
  const lines = [
    ...(signInsStopped > 0 ? [say('mail.page.done.sign_in')] : []),
    ...(ended === null
      ? []
      : [
          say('mail.page.done.ended', {
            time: writeTime(ended.code.createdAt),
            issuer: nameIssuer(ended.issuedBy),
          }),
        ]),
    ...(!isUsed && ended?.code.id !== code.id ? [say('mail.page.done.over')] : []),
    ...(requestsCancelled > 0 ? [say('mail.page.done.requests', { count: requestsCancelled })] : []),
    ...frozen.map((issuer) => say('mail.page.done.frozen', { issuer: nameOf(issuer) })),
    people === ''
      ? say('mail.page.done.no_one', { organization: plain(organization.name) })
      : say('mail.page.done.alerted', { people }),
  ];
  return render(
    brandingOf(result),
    200,
    title,
    html`<div class="seal" aria-hidden="true"></div>
<h1>${title}</h1>
${isUsed ? html`<div class="notice is-problem" role="alert"><strong>${say('mail.page.done.used')}</strong></div>` : null}
<ul class="steps">
${lines.map((line) => html`<li>${line}</li>\n`)}</ul>
${isUsed ? null : html`<p>${say('mail.page.done.next')}</p>`}`,
  );
}

/** The link was used, or the button in Slack: what they did counts once. */
export function renderBefore(used: UsedLink): Page {
  const title = say('mail.page.before');
  const isUsed = used.code.state === 'redeemed';
  return render(
    brandingOf(used),
    200,
    title,
    html`<h1>${title}</h1>
<p class="lead">${say('mail.page.before.lead', { time: writeTime(used.at) })}</p>
<p>${say(isUsed ? 'mail.page.before.used' : 'mail.page.done.next')}</p>`,
  );
}

/** One page for every link that doesn't work, whatever is wrong with it (N9). */
export function renderProblem(kind: ProblemKind, retryAfterSeconds: number | null = null): Page {
  const title = say(`mail.page.${kind}`);
  const retry = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  const content = html`<h1>${title}</h1>
<p class="lead">${say(`mail.page.${kind}.remedy`)}</p>`;
  return render(null, statuses[kind], title, content, retry);
}
