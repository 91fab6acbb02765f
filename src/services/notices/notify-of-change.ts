import type { AuditDetails, AuditDraft } from '../../domain/audit/audit-event.ts';
import type { UserId } from '../../domain/ids.ts';
import type { SecurityContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueChannelNews, enqueueForOwners } from './alarm.ts';
import type { NoticeTransaction } from './enqueue-notice.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
type Change = Extract<SecurityContent, { kind: 'security_change' }>;

/** More would not be read, and must not exceed Slack's limits. */
const LINES_MAX = 10;
const LINE_LENGTH_MAX = 150;

/**
 * Records a change of what guards the organization (policy, clients, owners, links, domains) and notifies every
 * owner: a stolen operator's account must not be able to change these unseen.
 */
export async function auditAndNotifyOwners(
  deps: Deps,
  tx: NoticeTransaction & Pick<Transaction, 'audit'>,
  draft: AuditDraft,
): Promise<void> {
  await tx.audit.append(draft);
  await notifyOwners(deps, tx, draft);
}

/**
 * Notifies every owner of what the draft says, whether or not it is recorded like that.
 * @param also people who were owners until this change
 */
export async function notifyOwners(
  deps: Deps,
  tx: NoticeTransaction,
  draft: AuditDraft,
  also: readonly UserId[] = [],
): Promise<void> {
  await enqueueForOwners(deps, tx, draft.organizationId, describeChange(draft), { also });
}

/** Records it, and notifies the security channel if there is one. */
export async function auditAndNotifyChannel(
  deps: Deps,
  tx: NoticeTransaction & Pick<Transaction, 'audit'>,
  organization: Pick<Organization, 'id' | 'policy'>,
  draft: AuditDraft,
): Promise<void> {
  await tx.audit.append(draft);
  await enqueueChannelNews(deps, tx, organization, describeChange(draft));
}

function describeChange({ action, actor, target, details }: AuditDraft): Change {
  const by = actor.kind === 'operator' ? `operator/${actor.id}` : actor.id;
  return { kind: 'security_change', action, by, target, changes: describeDetails(details) };
}

/** `roleBefore` and `roleAfter` make one line. The last is `+3` if three more are left out. */
function describeDetails(details: AuditDetails): string {
  const lines = Object.entries(details).flatMap(([name, value]) => {
    if (name.endsWith('After') && `${name.slice(0, -5)}Before` in details) return [];
    const field = name.replace(/Before$/, '');
    const text = field === name ? show(value) : `${show(value)} -> ${show(details[`${field}After`] ?? null)}`;
    return [`${field}: ${text}`.slice(0, LINE_LENGTH_MAX)];
  });
  const left = lines.length - LINES_MAX;
  return [...lines.slice(0, LINES_MAX), ...(left > 0 ? [`+${left}`] : [])].join('\n');
}

function show(value: string | number | boolean | null): string {
  return value === null ? 'none' : String(value);
}
