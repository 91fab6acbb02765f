import type { AuditAction, AuditEvent } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ClientId, UserId } from '../../domain/ids.ts';
import type { Readers } from '../../ports/store.ts';

/** Who did something, as far as it is known now. */
export type HistoryActor =
  | { readonly kind: 'user'; readonly user: DirectoryUser }
  | { readonly kind: 'slack_account'; readonly slackUserId: string }
  | { readonly kind: 'client' | 'operator'; readonly name: string }
  | { readonly kind: 'system' };

/** An event, or several alike that followed one another. */
export interface HistoryEntry {
  /** The newest of them. */
  readonly event: AuditEvent;
  readonly count: number;
  readonly actor: HistoryActor;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Hand it back as `before` for what is older; `null` on the last page. */
  readonly older: number | null;
}

export interface HistoryQuery {
  /** Only what is older than this sequence number; `null`: from the newest on. */
  readonly before: number | null;
  /** At most so many entries. */
  readonly limit: number;
}

/** As many events are read for a page: a burst of wrong codes is one entry. */
const EVENTS_READ = 100;

/** Each is followed by what came of it: `code.delivered`, or `code.revoked`. */
const untold: ReadonlySet<AuditAction> = new Set<AuditAction>(['code.generated']);

/** What was done to a person, and what others were refused about them. Refusals may name the Slack account, so both are looked for. */
export async function readHistory(
  read: Pick<Readers, 'audit' | 'identities' | 'directory' | 'clients'>,
  person: DirectoryUser,
  { before, limit }: HistoryQuery,
): Promise<HistoryPage> {
  const { organizationId, id } = person;
  const accounts = await read.identities.listByUser(organizationId, id);
  const page = { before, limit: EVENTS_READ };
  const own = await read.audit.listAbout(organizationId, id, page);
  const named = await Promise.all(
    accounts.map(async ({ slackTenantId, slackUserId }) => {
      const events = await read.audit.listAbout(organizationId, slackUserId, page);
      // The same id in another workspace is another person's.
      return events.filter(({ actor }) => actor.id.startsWith(`${slackTenantId}/`));
    }),
  );
  const events = [...own, ...named.flat()]
    .sort((one, other) => other.sequence - one.sequence)
    .slice(0, EVENTS_READ);
  const groups = groupAlike(events.filter(({ action }) => !untold.has(action)));
  const shown = groups.slice(0, limit);
  const isAll = groups.length === shown.length && events.length < EVENTS_READ;
  const last = isAll ? null : groups.length > shown.length ? shown.at(-1)?.at(-1) : events.at(-1);
  const actors = await nameActors(read, organizationId, shown.flat());
  return {
    entries: shown.flatMap((group) => {
      const [event] = group;
      return event === undefined ? [] : [{ event, count: group.length, actor: actors(event) }];
    }),
    older: last?.sequence ?? null,
  };
}

function groupAlike(events: readonly AuditEvent[]): AuditEvent[][] {
  const groups: AuditEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && first !== undefined && isAlike(first, event)) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** Only refusals come in bursts. */
function isAlike(one: AuditEvent, other: AuditEvent): boolean {
  return (
    one.outcome === 'refused' &&
    other.outcome === 'refused' &&
    one.action === other.action &&
    one.reason === other.reason &&
    one.actor.id === other.actor.id
  );
}

async function nameActors(
  read: Pick<Readers, 'identities' | 'directory' | 'clients'>,
  organizationId: DirectoryUser['organizationId'],
  events: readonly AuditEvent[],
): Promise<(event: AuditEvent) => HistoryActor> {
  const links = new Map<string, UserId>();
  for (const { actor } of events) {
    if (actor.kind !== 'slack_account' || links.has(actor.id)) continue;
    const [tenant = '', slackUserId = ''] = actor.id.split('/');
    const link = await read.identities.find(organizationId, tenant, slackUserId);
    if (link !== null) links.set(actor.id, link.userId);
  }
  const ids = events.flatMap(({ actor }) => (actor.kind === 'user' ? [actor.id as UserId] : []));
  const users = await read.directory.listUsersByIds(organizationId, [
    ...new Set([...ids, ...links.values()]),
  ]);
  const known = new Map<string, DirectoryUser>(users.map((user) => [user.id, user]));
  const clients = events.some(({ actor }) => actor.kind === 'client')
    ? await read.clients.list(organizationId)
    : [];
  const clientNames = new Map<ClientId | string, string>(clients.map(({ id, name }) => [id, name]));

  return ({ actor, details }) => {
    const user = known.get(links.get(actor.id) ?? actor.id);
    if (user !== undefined) return { kind: 'user', user };
    switch (actor.kind) {
      case 'slack_account':
        return { kind: 'slack_account', slackUserId: actor.id.split('/')[1] ?? actor.id };
      case 'client':
        // The client may be gone by now: some events hold its name.
        return { kind: 'client', name: clientNames.get(actor.id) ?? String(details.client ?? actor.id) };
      case 'operator':
        return { kind: 'operator', name: actor.id };
      default:
        return { kind: 'system' };
    }
  };
}
