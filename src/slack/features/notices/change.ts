import type { AuditAction } from '../../../domain/audit/audit-event.ts';
import { english } from '../../../messages/catalogue.ts';
import { say } from '../../../messages/say.ts';
import { systemActor } from '../../../services/deps.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { buildRecord } from '../../blocks/records.ts';

type Change = Extract<DescribedNotice, { kind: 'security_change' }>;

/** Below Slack's 3,000 characters for a section. */
const SECTION_LENGTH_MAX = 2900;

/** A change by an operator, to owners and the security channel. */
export function buildChange({ action, by, target, changes, organization }: Change): SlackMessage {
  if (action === 'client.expiring')
    return buildRecord(
      say('slack.change.client_expiring'),
      cutLines(changes),
      say('slack.change.client_expiring.next'),
    );
  if (action === 'directory.large_loss')
    return buildRecord(
      say('slack.change.large_loss', { source: escapeMrkdwn(target ?? '') }),
      cutLines(changes),
      say('slack.change.large_loss.next'),
    );
  if (action === 'organization.group_lost')
    return buildRecord(
      say('slack.change.group_lost', {
        group: escapeMrkdwn(target ?? ''),
        removed: changes.includes('isRemoved: true') ? 'yes' : 'no',
      }),
      say('slack.change.group_lost.next'),
    );
  const domainNotice = domainNotices[action];
  if (domainNotice !== undefined && by === systemActor.id)
    return buildDomainNotice(domainNotice, escapeMrkdwn(target ?? ''), changes);
  const who = by.startsWith('operator/')
    ? say('slack.change.operator', { name: escapeMrkdwn(by.slice('operator/'.length)) })
    : escapeMrkdwn(by);
  const what = describeAction(action, escapeMrkdwn(target ?? organization.name));
  // After an unlock, `/backupcode status` shows what was tried; the counters of the lockout help no one.
  const lines = action === 'redeem.unlocked' ? '' : cutLines(changes);
  const { text, blocks } = buildRecord(
    say('slack.change.line', { who, what }),
    ...(action === 'redeem.unlocked' ? [] : [say('slack.change.next')]),
  );
  return { text, blocks: blocks.toSpliced(1, 0, ...(lines === '' ? [] : [section(lines)])) };
}

/** What the daily look at a domain's TXT record found. */
const domainNotices: Partial<Record<AuditAction, 'domain_missing' | 'domain_lost' | 'domain_restored'>> = {
  'domain.verification_missed': 'domain_missing',
  'domain.verification_restored': 'domain_restored',
  'domain.unverified': 'domain_lost',
};

function buildDomainNotice(
  notice: 'domain_missing' | 'domain_lost' | 'domain_restored',
  domain: string,
  changes: string,
): SlackMessage {
  const lines = changes
    .split('\n')
    .filter((line) => line !== '')
    .map(describeProof)
    .join('\n');
  const next = notice === 'domain_restored' ? [] : [say(`slack.change.${notice}.next`, { domain })];
  const { text, blocks } = buildRecord(say(`slack.change.${notice}`, { domain }), ...next);
  return { text, blocks: blocks.toSpliced(1, 0, ...(lines === '' ? [] : [section(lines)])) };
}

/**
 * A line about the TXT record. What is copied into the DNS stands as code: elsewhere the underscore of its name would have to become a
 * look-alike.
 */
function describeProof(line: string): string {
  const [, field, value = ''] = /^(record|value|until): ([\w.:=-]+)$/.exec(line) ?? [];
  if (field !== 'record' && field !== 'value' && field !== 'until')
    return `• ${escapeMrkdwn(nameField(line))}`;
  const change = field === 'until' ? formatTime(Date.parse(value)) : `\`${value}\``;
  return `• ${say('slack.change.fieldChange', { field: say(`slack.change.field.${field}`), change })}`;
}

/** Whole lines: one that is cut could end within an escaped character. */
function cutLines(changes: string): string {
  let text = '';
  for (const line of changes.split('\n').filter((each) => each !== '')) {
    const next = `${text}• ${escapeMrkdwn(nameField(line))}\n`;
    if (next.length > SECTION_LENGTH_MAX) break;
    text = next;
  }
  return text.trimEnd();
}

/** `role: member -> owner` with the field's name in words; a line without a known field stays as it is. */
function nameField(line: string): string {
  const left = /^\+(\d+)$/.exec(line)?.[1];
  if (left !== undefined) return say('slack.change.more', { count: Number(left) });
  const [, field, change] = /^([\w.]+): (.*)$/s.exec(line) ?? [];
  if (field === undefined || change === undefined) return line;
  for (const key of [`slack.change.field.${field}`, `cli.policy.meaning.${field}`] as const) {
    if (isFieldKey(key))
      return say('slack.change.fieldChange', {
        field: say(key),
        change: hasKnownValues(field) ? spellValues(change) : change,
      });
  }
  return line;
}

/** Fields that hold one of our own words, and not what people called something. */
const knownValues: ReadonlySet<string> = new Set(['role', 'status', 'primary', 'kind']);
const ownTexts: ReadonlySet<string> = new Set([
  'ticketPattern',
  'ticketLink',
  'otherVerification',
  'accentColor',
]);

function hasKnownValues(field: string): boolean {
  return knownValues.has(field) || (isFieldKey(`cli.policy.meaning.${field}`) && !ownTexts.has(field));
}

/** `"prompt" -> "direct_message"` in the reader's words. What has none stays as it is, such as a number or a group's name. */
function spellValues(change: string): string {
  return change.replace(/"?\b([a-z]+(?:_[a-z]+)*)\b"?/g, (whole, word: string) => {
    const [value, signal] = [`slack.change.value.${word}`, `slack.home.policy.signal.${word}`];
    if (isValueKey(value)) return say(value);
    return isValueKey(signal) ? say(signal) : whole;
  });
}

type ValueKey = Extract<
  keyof typeof english,
  `slack.change.value.${string}` | `slack.home.policy.signal.${string}`
>;

function isValueKey(key: string): key is ValueKey {
  return Object.hasOwn(english, key);
}

type FieldKey = Extract<
  keyof typeof english,
  `slack.change.field.${string}` | `cli.policy.meaning.${string}`
>;

function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(english, key);
}

type NamedAction = Extract<AuditAction, KeyEnd<keyof typeof english>>;
type KeyEnd<Key> = Key extends `slack.change.${infer End}` ? End : never;

function isNamed(action: AuditAction): action is NamedAction {
  return Object.hasOwn(english, `slack.change.${action}`);
}

/** Completes a sentence that begins with a name. @param target escaped */
function describeAction(action: AuditAction, target: string): string {
  return isNamed(action)
    ? say(`slack.change.${action}`, { target })
    : say('slack.change.other', { target, action });
}
