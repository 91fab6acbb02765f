import { refusedBy } from '../../domain/requests/verification.ts';
import { english } from '../../messages/catalogue.ts';
import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { CodeFacts, DescribedNotice } from '../../services/notices/described-notice.ts';
import type { RequestFacts } from '../../services/requests/read-request-facts.ts';
import type { Mail, MailFact } from '../mail.ts';
import { accountOf, describeState, nameIssuer, nameOf, plain } from '../words.ts';
import { nameVendor } from './requester.ts';
import { footerOf, listUse } from './target.ts';

type Of<Kind extends DescribedNotice['kind']> = Extract<DescribedNotice, { kind: Kind }>;

/** More would not be read. */
const CODES_MAX = 20;

function compose(
  organizationName: string,
  title: string,
  facts: readonly MailFact[],
  paragraphs: readonly string[],
): Mail {
  const organization = plain(organizationName);
  const footer = footerOf(say('mail.why.owner', { organization }), organization);
  return { title, facts, paragraphs, link: null, footer };
}

function listCode({ code, target, issuedBy }: CodeFacts): MailFact[] {
  return [
    { label: say('mail.fact.account'), value: accountOf(target) },
    { label: say('mail.fact.issuer'), value: nameIssuer(issuedBy) },
    { label: say('mail.fact.issued'), value: writeTime(code.createdAt) },
    ...listUse(code),
  ];
}

export function composeDisowned({
  facts,
  disowning,
  issuing,
  organization,
}: Of<'security_code_disowned'>): Mail {
  const { code, state, target, issuedBy } = facts;
  const { ended, requestsCancelled, signInsStopped } = disowning;
  const name = nameOf(target);
  const done = [
    ended?.code.id === code.id
      ? say('mail.security_disowned.ended')
      : state === 'redeemed'
        ? say('mail.security_disowned.used', { name })
        : describeState(code, state),
    ...(signInsStopped > 0 ? [say('mail.security_disowned.sign_in')] : []),
    ...(ended !== null && ended.code.id !== code.id ? [say('mail.security_disowned.newer')] : []),
    ...(ended !== null && ended.code.vendor !== null
      ? [say('mail.security_disowned.unseen_use', { vendor: nameVendor(ended.code) })]
      : []),
    ...(requestsCancelled > 0 ? [say('mail.security_disowned.requests', { count: requestsCancelled })] : []),
    ...issuing.frozen.map((issuer) => say('mail.security_disowned.frozen', { issuer: nameOf(issuer) })),
  ];
  const next = say('mail.security_disowned.next', { name, issuer: nameIssuer(issuedBy) });
  return compose(organization.name, say('mail.security_disowned', { name }), listCode(facts), [
    done.join(' '),
    next,
  ]);
}

export function composeIssued({
  kind,
  facts,
  organization,
}: {
  kind: 'security_issued' | 'security_not_told' | 'security_lasting';
  facts: CodeFacts;
  organization: { name: string };
}): Mail {
  const name = nameOf(facts.target);
  const about = { name, vendor: nameVendor(facts.code) };
  const paragraphs = [describeState(facts.code, facts.state), say(`mail.${kind}.body`, about)];
  return compose(organization.name, say(`mail.${kind}`, about), listCode(facts), paragraphs);
}

export function composeIssuerLost({ issuer, codes, organization }: Of<'security_issuer_lost'>): Mail {
  const title = say('mail.security_issuer_lost', { name: nameOf(issuer), count: codes.length });
  const lines = codes
    .slice(0, CODES_MAX)
    .map(({ code, target }) =>
      say('mail.security_issuer_lost.code', { name: nameOf(target), time: writeTime(code.createdAt) }),
    );
  const facts = [{ label: say('mail.fact.account'), value: accountOf(issuer) }];
  return compose(organization.name, title, facts, [...lines, say('mail.security_issuer_lost.body')]);
}

/** To owners: the target's manager, or the target on their device, said that it isn't them who calls. */
export function composeCallerRefused(
  { request, requester, target }: RequestFacts,
  organizationName: string,
): Mail {
  const people = { name: nameOf(target), requester: nameOf(requester), by: refusedBy(request) };
  const listed = [
    { label: say('mail.fact.account'), value: accountOf(target) },
    { label: say('mail.fact.asked_by'), value: accountOf(requester) },
    { label: say('mail.fact.asked'), value: writeTime(request.createdAt) },
  ];
  return compose(organizationName, say('mail.caller_refused', people), listed, [
    say('mail.caller_refused.body', people),
    say('mail.caller_refused.next', people),
  ]);
}

export function composeAlarm({
  user,
  alarm,
  organization,
}: Of<'security_redeem_alarm' | 'target_redeem_alarm'>): Mail {
  const name = nameOf(user);
  const facts = [{ label: say('mail.fact.account'), value: accountOf(user) }];
  const body = say(`mail.security_alarm.${alarm}`, { name });
  return compose(organization.name, say('mail.security_alarm', { name }), facts, [body]);
}

export function composeChannelFailed({ why, organization }: Of<'security_channel_failed'>): Mail {
  const body = say('mail.security_channel.body', { why: plain(why) });
  return compose(organization.name, say('mail.security_channel'), [], [body]);
}

export function composeMailFailed({ person, why, organization }: Of<'security_mail_failed'>): Mail {
  const facts = [{ label: say('mail.fact.reason'), value: plain(why) }];
  if (person === null)
    return compose(organization.name, say('mail.security_mail_down'), facts, [
      say('mail.security_mail_down.body'),
    ]);
  const name = nameOf(person);
  const account = { label: say('mail.fact.account'), value: accountOf(person) };
  const body = say('mail.security_mail.body', { name });
  return compose(organization.name, say('mail.security_mail', { name }), [account, ...facts], [body]);
}

export function composeSyncWaiting({
  source,
  losing,
  live,
  names,
  organization,
}: Of<'security_sync_waiting'>): Mail {
  const title = say('mail.security_sync', { organization: plain(organization.name) });
  const body = say('mail.security_sync.body', { source: plain(source), losing, live });
  return compose(organization.name, title, [], [body, ...listLines(names)]);
}

export function composeSourceFailing({
  source,
  problem,
  failed,
  goodAt,
  organization,
}: Of<'security_source_failing'>): Mail {
  const last =
    goodAt === null
      ? say('slack.sync.neverWorked')
      : say('slack.sync.workedLast', { time: writeTime(goodAt) });
  const name = plain(source.name);
  return compose(
    organization.name,
    say('mail.source_failing', { source: name }),
    [],
    [
      `${say('mail.source_failing.body', { source: name, failed })} ${last}`,
      say(`slack.sync.why.${problem}`),
      say('mail.source_failing.next', { id: source.id }),
    ],
  );
}

export function composeSourceWorks({ source, organization }: Of<'security_source_works'>): Mail {
  const title = say('mail.source_works', { source: plain(source.name) });
  return compose(organization.name, title, [], [say('mail.source_works.body')]);
}

/** What the history has of it, line by line. */
export function composeChange({ action, by, target, changes, organization }: Of<'security_change'>): Mail {
  const about = target === null || target === organization.id ? organization.name : target;
  const facts = [
    { label: say('mail.fact.what'), value: describeAction(action, plain(about)) },
    { label: say('mail.fact.by'), value: plain(by) },
    { label: say('mail.fact.about'), value: plain(about) },
  ];
  const title = say('mail.security_change', { organization: plain(organization.name) });
  return compose(organization.name, title, facts, [...listLines(changes), say('mail.security_change.body')]);
}

function listLines(text: string): string[] {
  return text
    .split('\n')
    .map(plain)
    .filter((line) => line !== '');
}

type NamedAction = keyof typeof english extends infer Key
  ? Key extends `slack.change.${infer Action}`
    ? Action
    : never
  : never;

/** In the words of the same notice in Slack, or as the history calls it. */
function describeAction(action: string, target: string): string {
  const key = `slack.change.${action}`;
  const isNamed = Object.hasOwn(english, key);
  return isNamed ? say(`slack.change.${action as NamedAction}`, { target } as never) : action;
}
