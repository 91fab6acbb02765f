import type { AuditAction, AuditEvent } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isId, type UserId } from '../../domain/ids.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import type { Readers } from '../../ports/store.ts';
import type { DeskReading } from './home-place.ts';
import { isLook } from './is-look.ts';

/** What an owner or admin wants to know of the last days. Everything is in `backupcode audit list`. */
export const historyActions = [
  'request.refused',
  'request.approved',
  'request.rejected',
  'request.glass_broken',
  'request.glass_rehearsed',
  'review.closed',
  'review.escalated',
  'request.expired',
  'approval.refused',
  'code.delivered',
  'code.redeemed',
  'code.revoked',
  'code.expired',
  'code.disowned',
  'revoke.refused',
  'redeem.frozen',
  'redeem.disabled',
  'redeem.unlocked',
  'unlock.refused',
  'identity.conflict',
  'conflict.resolved',
  'organization.policy_changed',
] as const satisfies readonly AuditAction[];
export type HistoryAction = (typeof historyActions)[number];

export interface HistoryEntry {
  readonly action: HistoryAction;
  /** What a refused request was for: a code, or a look at something, which names no one. */
  readonly asked: 'code' | 'look';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `null`: not a person of the directory. */
  readonly actor: DirectoryUser | null;
  readonly target: DirectoryUser | null;
  /** Slack's id of a person who isn't in the directory, where one was named. */
  readonly targetSlackId: string | null;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Hand it back as the place before which to go on; `null` on the last page. */
  readonly older: number | null;
}

const PAGE = 6;
const WINDOW = 200;
/** Of a filter that little fits, a page may be short: the reader goes on with the next. */
const WINDOWS_MAX = 5;
const ACCOUNTS_MAX = 30;

/** A page of the organization's history, as far as the reader may see the people in it. */
export async function readHistory(
  rooms: Pick<Readers, 'audit' | 'directory' | 'identities'>,
  reading: DeskReading,
): Promise<HistoryPage> {
  const { audit } = rooms;
  const { reader, place } = reading;
  const { organizationId } = reader;
  const head = (await audit.head(organizationId)).sequence;
  let before = Math.min(place.historyBefore ?? Number.MAX_SAFE_INTEGER, head + 1);
  const entries: HistoryEntry[] = [];
  for (let turn = 0; turn < WINDOWS_MAX && before > 1; turn += 1) {
    // Sequences have no gaps, so the events before a place are those after another.
    const after = Math.max(0, before - 1 - WINDOW);
    const events = await audit.list(organizationId, { after, limit: before - 1 - after });
    const people = await findPeople(rooms, organizationId, events);
    for (const event of events.toReversed()) {
      const entry = describe(reading, event, people);
      if (entry !== null) entries.push(entry);
      before = event.sequence;
      if (entries.length === PAGE) return { entries, older: before > 1 ? before : null };
    }
    before = after + 1;
  }
  return { entries, older: before > 1 ? before : null };
}

/** By user id, and by Slack account where an event names one that is linked. */
async function findPeople(
  { directory, identities }: Pick<Readers, 'directory' | 'identities'>,
  organizationId: DirectoryUser['organizationId'],
  events: readonly AuditEvent[],
): Promise<ReadonlyMap<string, DirectoryUser>> {
  const shown = events.filter(isShown);
  const accounts = new Map<string, UserId>();
  const named = new Set(shown.flatMap((event) => [accountOf(event.actor), accountNamed(event)] as const));
  for (const account of [...named].slice(-ACCOUNTS_MAX)) {
    const [tenantId = '', slackUserId = ''] = account?.split('/') ?? [];
    const identity = await identities.find(organizationId, tenantId, slackUserId);
    if (account !== null && identity !== null) accounts.set(account, identity.userId);
  }
  const ids = shown.flatMap(({ actor, target }) => [actor.id, target ?? '']).filter((id) => isId('user', id));
  const users = await directory.listUsersByIds(organizationId, [
    ...new Set([...(ids as UserId[]), ...accounts.values()]),
  ]);
  const byId = new Map<string, DirectoryUser>(users.map((user) => [user.id, user]));
  for (const [account, userId] of accounts) {
    const user = byId.get(userId);
    if (user !== undefined) byId.set(account, user);
  }
  return byId;
}

/** `T.../U...` */
function accountOf({ kind, id }: AuditEvent['actor']): string | null {
  return kind === 'slack_account' ? id : null;
}

/** The account that a Slack person named: it is of the same workspace or enterprise as theirs. */
function accountNamed({ actor, target }: AuditEvent): string | null {
  const account = accountOf(actor);
  if (account === null || target === null || !/^[UW][A-Z0-9]{2,20}$/.test(target)) return null;
  return `${account.split('/')[0]}/${target}`;
}

function isShown(event: AuditEvent): event is AuditEvent & { readonly action: HistoryAction } {
  return (historyActions as readonly AuditAction[]).includes(event.action);
}

/** @returns `null` if the filter leaves it out, or if it isn't the reader's to see */
function describe(
  { reader, policy, place: { historyOf } }: DeskReading,
  event: AuditEvent,
  people: ReadonlyMap<string, DirectoryUser>,
): HistoryEntry | null {
  if (!isShown(event)) return null;
  const isRefused = event.outcome === 'refused' || event.action === 'request.rejected';
  if (historyOf === 'refused' && !isRefused) return null;
  const actor = people.get(event.actor.id) ?? null;
  const account = accountNamed(event);
  const target = people.get(account ?? event.target ?? '') ?? null;
  if (historyOf === 'mine' && actor?.id !== reader.id) return null;
  const maySee =
    target === null
      ? reader.role === 'owner' || actor?.id === reader.id
      : decideAuthority({ kind: 'see' }, { actor: reader, target, policy }).kind === 'allowed';
  if (!maySee) return null;
  const targetSlackId = target === null ? (account?.split('/')[1] ?? null) : null;
  const asked = isLook(event) ? 'look' : 'code';
  return { action: event.action, asked, at: Date.parse(event.at), actor, target, targetSlackId };
}
