import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { decideProvision } from '../../../domain/directory/provision/provision.ts';
import type { Provision, ProvisionContext } from '../../../domain/directory/provision/provision-facts.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { UserId } from '../../../domain/ids.ts';
import type { ServiceDeps } from '../../deps.ts';
import { isConfirmedOwner } from '../import/plan-directory-import.ts';
import { type ChangedUser, changedFields } from '../record-user-changes.ts';
import {
  type Entry,
  loadProvisionFacts,
  loginsOfRead,
  loginsOfUser,
  type ProvisionReader,
  type ToldPerson,
} from './load-provision-facts.ts';

/** People decided at a time: each may have three logins, and the directory takes 1,000 at once. */
export const PROVISION_BATCH = 300;
/** More owners than any organization has. */
const OWNERS_MAX = 1000;

export interface PlannedPerson extends Pick<Entry, 'externalId' | 'person' | 'record'> {
  readonly decision: Provision;
  /** The user they are, or become. */
  readonly userId: UserId | null;
}

export interface ProvisionPlan {
  readonly people: readonly PlannedPerson[];
  readonly added: readonly DirectoryUser[];
  readonly changed: readonly ChangedUser[];
  /** The changed users in an order in which no login is two users' at any time; so a user may come twice. */
  readonly updates: readonly DirectoryUser[];
}

export interface PlanOptions {
  /** Those of the ids that the source doesn't tell of in this run: a manager may come later in it. */
  readonly findMissing?: (externalIds: readonly string[]) => readonly string[];
  /** The external id of an owner or admin whose new address a person has accepted. */
  readonly acceptsAdminLoginOf?: string;
}

/**
 * Decides what people of a source mean for the directory, batch after batch, and writes nothing: outside a transaction, a preview.
 */
export async function createProvisionPlanner(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: ProvisionReader,
  source: Source,
  { findMissing = (ids) => ids, acceptsAdminLoginOf }: PlanOptions = {},
): Promise<(told: readonly ToldPerson[]) => Promise<ProvisionPlan>> {
  const context = await loadContext(deps, tx, source);
  const confirmed = await tx.directory.listConfirmedByRole(source.organizationId, ['owner'], OWNERS_MAX);
  const owners = new Set(confirmed.map(({ id }) => id));

  /** @param told at most {@link PROVISION_BATCH} */
  return async function plan(told) {
    if (told.length > PROVISION_BATCH) throw new Error(`A batch of ${told.length} people is too large`);
    const { entries, users } = await loadProvisionFacts(tx, source, context, told, findMissing);
    const directory = createDirectory(users, owners);
    const decisions = new Map<Entry, Provision>();

    function decide(entry: Entry): void {
      const { record, read, person } = entry;
      const linked = person?.userId == null ? null : directory.reset(person.userId);
      if (record === null) {
        decisions.set(entry, { kind: 'skip', reason: 'left' });
        return;
      }
      const decision = decideProvision(
        {
          ...entry,
          record,
          linked,
          matches: directory.findHolders(loginsOfRead(read)),
          isLastOwner: linked !== null && owners.size === 1 && owners.has(linked.id),
          isAdminLoginAccepted: acceptsAdminLoginOf === entry.externalId,
        },
        context,
      );
      decisions.set(entry, decision);
      const user = 'after' in decision ? decision.after : linked;
      if (user !== null) directory.put(user);
    }

    for (const entry of entries) decide(entry);
    // A login that one person gives up may be another's from now on, whichever of them comes first.
    for (let before = Number.POSITIVE_INFINITY; ; ) {
      const colliding = entries.filter((entry) => countCollisions(decisions.get(entry)) > 0);
      const count = colliding.reduce((sum, entry) => sum + countCollisions(decisions.get(entry)), 0);
      if (count === 0 || count >= before) break;
      before = count;
      for (const entry of colliding) decide(entry);
    }
    // What waits for a person also collides with people who came after it in the batch. Told again, it would collide with more.
    for (let isChanged = true; isChanged; ) {
      const waiting = entries.filter((entry) => isWaiting(decisions.get(entry)));
      const keptOut = waiting.filter((entry) => decisions.get(entry)?.kind === 'conflict');
      for (const entry of waiting) decide(entry);
      isChanged = keptOut.some((entry) => decisions.get(entry)?.kind !== 'conflict');
    }
    const people = entries.map((entry) => {
      const decision = decisions.get(entry);
      if (decision === undefined) throw new Error('A person was not decided on');
      const { externalId, person, record } = entry;
      const userId = decision.kind === 'create' ? decision.after.id : (person?.userId ?? null);
      return { externalId, person, record, decision, userId };
    });
    return { people, ...directory.listChanges() };
  };
}

async function loadContext(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: ProvisionReader,
  source: Source,
): Promise<ProvisionContext> {
  const { organizationId } = source;
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization of the source is gone');
  const domains = await tx.domains.list(organizationId);
  const verified = domains.filter(({ verifiedAt }) => verifiedAt !== null);
  return {
    source,
    organizationId,
    authority: organization.policy.authority,
    verifiedDomains: new Set(verified.map(({ name }) => name)),
    now: deps.clock.now(),
    newUserId: () => deps.random.id('user'),
  };
}

/** The users of a batch as its decisions change them, one after another. */
function createDirectory(users: readonly DirectoryUser[], owners: Set<UserId>) {
  const originals = new Map(users.map((user) => [user.id, user]));
  const current = new Map<UserId, DirectoryUser>();
  const holders = new Map<string, UserId>();
  const updates: DirectoryUser[] = [];

  function take(user: DirectoryUser): void {
    for (const login of loginsOfUser(current.get(user.id) ?? user))
      if (holders.get(login) === user.id) holders.delete(login);
    current.set(user.id, user);
    for (const login of loginsOfUser(user)) holders.set(login, user.id);
  }

  for (const user of users) take(user);

  return {
    /** The user as they are in the store, for a decision from the start; their owner's place counts again. */
    reset(id: UserId): DirectoryUser | null {
      const original = originals.get(id) ?? null;
      if (original !== null && isConfirmedOwner(original)) owners.add(id);
      return original;
    },
    findHolders(logins: readonly string[]): DirectoryUser[] {
      const ids = new Set(logins.flatMap((login) => holders.get(login) ?? []));
      return [...ids].flatMap((id) => current.get(id) ?? []);
    },
    put(user: DirectoryUser): void {
      if (originals.has(user.id) && current.get(user.id) !== user) updates.push(user);
      take(user);
      if (isConfirmedOwner(user)) owners.add(user.id);
      else owners.delete(user.id);
    },
    listChanges() {
      const added = [...current.values()].filter(({ id }) => !originals.has(id));
      const changed = [...originals.values()].flatMap((before) => {
        const after = current.get(before.id) ?? before;
        return changedFields(before, after).length === 0 ? [] : [{ before, after }];
      });
      return { added, changed, updates };
    },
  };
}

function countCollisions(decision: Provision | undefined): number {
  if (decision === undefined || decision.kind === 'skip') return 0;
  const isCollision = (kind: string) => kind.startsWith('login_of_another') || kind === 'two_people';
  return decision.conflicts.filter(({ kind }) => isCollision(kind)).length;
}

/** Whether a person is kept out, or a login of theirs waits. */
function isWaiting(decision: Provision | undefined): boolean {
  if (decision === undefined || decision.kind === 'skip') return false;
  return decision.kind === 'conflict' || decision.conflicts.some(({ kind }) => kind === 'admin_login');
}
