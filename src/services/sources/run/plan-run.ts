import { type DirectoryUser, loginsOf } from '../../../domain/directory/directory-user.ts';
import { type BrakeDecision, decideBrake, type Losing } from '../../../domain/directory/provision/brake.ts';
import type { Provision } from '../../../domain/directory/provision/provision-facts.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { SourceRecord } from '../../../domain/directory/source-person.ts';
import { noSyncCounts, type SyncCounts } from '../../../domain/directory/sync-run.ts';
import type { StagedPerson, SyncStaging, SyncTurn } from '../../../ports/directory/sync-staging.ts';
import type { ServiceDeps } from '../../deps.ts';
import { createProvisionPlanner, PROVISION_BATCH } from '../../directory/provision/plan-provision.ts';
import type { ChangedUser } from '../../directory/record-user-changes.ts';
import { createIsStored } from '../is-stored.ts';
import { readAsPlanned } from './read-as-planned.ts';

/** What a run does with one person. */
export interface PlannedChange {
  readonly record: SourceRecord;
  /** They are no longer in the source. */
  readonly isMissing: boolean;
  readonly decision: Exclude<Provision, { kind: 'unchanged' }>;
}

export interface RunPlan {
  readonly counts: SyncCounts;
  /** Of these, those that need no writing. */
  readonly stored: SyncCounts;
  /** The first changes, conflicts and people left out. */
  readonly shown: readonly PlannedChange[];
  readonly losing: readonly Losing[];
  /** The first of the people who lose something, as they are now. */
  readonly losingShown: readonly DirectoryUser[];
  /** The people of the source who may lose something. */
  readonly live: number;
  readonly brake: BrakeDecision;
}

/** Another change in the directory made the plan wrong: someone would lose something that no one has agreed to. */
export class PlanOutdated extends Error {
  override readonly name = 'PlanOutdated';
}

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random'>;

/** Adds the people who are stored and no longer in the source, as gone. Only after a whole snapshot. */
export async function stageMissing(
  { store }: Pick<Deps, 'store'>,
  staging: SyncStaging,
  { organizationId, id: sourceId }: Pick<Source, 'organizationId' | 'id'>,
  onPage: () => Promise<void>,
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const query: { after: string | null; limit: number } = { after, limit: PROVISION_BATCH };
    const page = await store.read.sourcePeople.listPage(organizationId, sourceId, query);
    const last = page.at(-1);
    if (last === undefined) return;
    const missing = staging.findMissing(page.map(({ externalId }) => externalId));
    staging.put(missing.map((externalId) => ({ externalId, record: null })));
    after = last.externalId;
    await onPage();
  }
}

/** Decides what a run does with everyone who is staged, and notes who has to be written. Writes nothing to the store. */
export async function planRun(
  deps: Deps,
  staging: SyncStaging,
  source: Source,
  {
    shownMax,
    onPage,
  }: {
    readonly shownMax: number;
    readonly onPage: (planned: number) => Promise<void>;
  },
): Promise<RunPlan> {
  const counter = createCounter();
  const stored = createCounter();
  const shown: PlannedChange[] = [];
  const losing: Losing[] = [];
  const losingShown: DirectoryUser[] = [];
  let planned = 0;
  const findMissing = (ids: readonly string[]) => staging.findMissing(ids);
  const { read } = deps.store;
  const reader = { ...read, directory: readAsPlanned(read.directory, staging) };
  const planPeople = await createProvisionPlanner(deps, reader, source, { findMissing });
  const isStored = createIsStored(deps.store.read.conflicts, source);
  for (const told of pages((after) => staging.list(after, PROVISION_BATCH))) {
    const gone = new Set(told.filter(({ record }) => record === null).map(({ externalId }) => externalId));
    const { people, added, changed } = await planPeople(told);
    staging.plan([...added, ...changed.filter(hasOtherLogins).map(({ after }) => after)]);
    const unwritten = await isStored(people);
    staging.note(
      people
        .filter(({ externalId }) => !unwritten.has(externalId))
        .map(({ externalId, decision }) => ({ externalId, turn: turnOf(decision) })),
    );
    for (const person of people) {
      const { externalId, decision, record } = person;
      counter.add(decision);
      if (unwritten.has(externalId)) stored.add(decision);
      const isNews = decision.kind !== 'unchanged' && record !== null;
      if (isNews && shown.length < shownMax)
        shown.push({ record, decision, isMissing: gone.has(externalId) });
      if (!isLosing(decision)) continue;
      const { id, status, role } = decision.after;
      losing.push({ id, status, role });
      if (losingShown.length < LOSING_SHOWN_MAX) losingShown.push(decision.before);
    }
    planned += people.length;
    await onPage(planned);
  }
  const live = await deps.store.read.directory.countLiveOfSource(source.organizationId, source.id);
  const brake = decideBrake({ live, losing, brakePercent: source.brakePercent });
  return { counts: counter.counts(), stored: stored.counts(), shown, losing, losingShown, live, brake };
}

/** Names that a message can show. */
const LOSING_SHOWN_MAX = 10;

export function isLosing(
  decision: Provision,
): decision is Extract<Provision, { readonly takesAway: boolean }> {
  return 'takesAway' in decision && decision.takesAway;
}

function hasOtherLogins({ before, after }: ChangedUser): boolean {
  return loginsOf(before).join('\n') !== loginsOf(after).join('\n');
}

function turnOf(decision: Provision): SyncTurn {
  if (isLosing(decision)) return 'losses';
  return 'after' in decision && decision.after.role === 'owner' ? 'owners' : 'others';
}

/** Pages of the staging, to the end. */
export function* pages(list: (after: string | null) => StagedPerson[]): Generator<StagedPerson[]> {
  for (let after: string | null = null; ; ) {
    const page = list(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.externalId;
  }
}

export interface Counter {
  add(decision: Provision): void;
  counts(): SyncCounts;
}

const countOf = {
  create: 'created',
  update: 'updated',
  suspend: 'suspended',
  deactivate: 'deactivated',
  reactivate: 'reactivated',
  unchanged: 'unchanged',
  conflict: 'conflicts',
  skip: 'skipped',
} as const satisfies Record<Provision['kind'], keyof SyncCounts>;

export function createCounter(start: SyncCounts = noSyncCounts): Counter {
  const counts: Record<keyof SyncCounts, number> = { ...start };
  return {
    add: ({ kind }) => {
      counts[countOf[kind]] += 1;
      counts.read += 1;
    },
    counts: () => ({ ...counts }),
  };
}
