import type { OrganizationId } from '../../domain/ids.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import type { Models } from './models.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { AnyWhere } from './where.ts';
import type { Write } from './writes.ts';

/** For how long: whoever changes rows by hand, past the turns, is seen after that at the latest. */
const KEPT_MS = 2000;
/** Of all organizations together: some kilobyte each. */
const KEPT_MAX = 5000;

/** The place in an organization's line of turns. */
export type Turn = Pick<AuditHeadRow, 'sequence' | 'turns'>;

/** By what was asked of them. */
type Answers = Map<Rows, Map<string, readonly object[]>>;

interface Kept {
  readonly at: Turn;
  readonly since: number;
  readonly answers: Answers;
}

/**
 * What transactions of this process have found, or written, of an organization lately. Everybody who changes any of it takes a turn
 * of the organization, so all of it is true still if the last turn was ours; whoever goes by it has to see that it was, in the
 * transaction that they write in.
 */
export interface RecentAnswers {
  /** For one attempt at a transaction; of an organization there is one at a time. */
  recall(organizationId: OrganizationId): Recollection;
  /** It is not known any more whose turn was the last. */
  forget(organizationId: OrganizationId): void;
}

export interface Recollection {
  /** What was found, if it is remembered; from then on the transaction goes by it. */
  find(rows: Rows, where: AnyWhere): readonly object[] | null;
  /** To be remembered, if the transaction is committed. */
  found(rows: Rows, where: AnyWhere, answer: readonly object[]): void;
  /** The transaction makes these: what was found before is not what is there. */
  written(writes: readonly Write[]): void;
  /** @throws Error if it changes what is another organization's, which has turns of its own */
  assertOwn(write: Write): void;
  /** The turn before this transaction's, as it was read in it. @returns whether what the transaction went by, if anything, is true */
  check(turn: Turn): boolean;
  /** The transaction is committed, with this turn. */
  keep(turn: Turn): void;
}

/** Of which collections answers are kept. */
export interface Remembered {
  /** By their own ids. */
  readonly organizations: Rows;
  /** Written seldom: all that was asked of them is kept, until they are. */
  readonly settled: readonly Rows[];
  /** Written all the time: only what was asked by id is kept. */
  readonly moving: readonly Rows[];
}

export function chooseRemembered(models: Models): Remembered {
  return {
    organizations: rowsOf(models.organizations),
    settled: [models.emailDomains, models.directoryUsers, models.slackIdentities].map(rowsOf),
    moving: [models.issueRequests, models.backupCodes].map(rowsOf),
  };
}

/** @param now milliseconds of a clock that is never set back */
export function createRecentAnswers(
  { organizations, settled, moving }: Remembered,
  now: () => number,
): RecentAnswers {
  const keptOf = new Map<OrganizationId, Kept>();
  let count = 0;

  const isTracked = (rows: Rows): boolean => settled.includes(rows) || moving.includes(rows);

  /** @returns by what an answer of the organization's is kept; `null` if it is not */
  function keyOf(organizationId: OrganizationId, rows: Rows, where: AnyWhere): string | null {
    if (rows === organizations) return where._id === organizationId ? organizationId : null;
    if (where.organizationId !== organizationId) return null;
    // Whoever asks for the same names the fields in the same order: they come from one place each.
    if (settled.includes(rows)) return JSON.stringify(where);
    const isById = moving.includes(rows) && typeof where._id === 'string' && Object.keys(where).length === 2;
    return isById ? String(where._id) : null;
  }

  function forget(organizationId: OrganizationId): void {
    count -= countAnswers(keptOf.get(organizationId)?.answers);
    keptOf.delete(organizationId);
  }

  function recall(organizationId: OrganizationId): Recollection {
    const openedAt = now();
    const last = keptOf.get(organizationId) ?? null;
    let kept = last !== null && openedAt - last.since < KEPT_MS ? last : null;
    let isReliedOn = false;
    const found: Answers = new Map();
    const written: Answers = new Map();
    /** Of these it is not known what is there. */
    const lost = new Set<Rows>();

    return {
      find(rows, where) {
        const key = keyOf(organizationId, rows, where);
        if (key === null || lost.has(rows) || written.get(rows)?.has(key)) return null;
        const answer = kept?.answers.get(rows)?.get(key) ?? null;
        if (answer !== null) isReliedOn = true;
        return answer;
      },
      found(rows, where, answer) {
        const key = keyOf(organizationId, rows, where);
        if (key !== null) put(found, rows, key, answer);
      },
      written(writes) {
        for (const { rows, kind, faces } of writes) {
          const row = faces.at(-1) as AnyWhere;
          const isWhole = kind === 'insertion' || kind === 'change';
          if (isWhole && moving.includes(rows)) put(written, rows, String(row._id), [row]);
          else lost.add(rows);
        }
      },
      assertOwn({ rows, faces }) {
        for (const face of faces as readonly AnyWhere[]) {
          const owner =
            rows === organizations ? face._id : isTracked(rows) ? face.organizationId : organizationId;
          if (owner !== organizationId)
            throw new Error('A row belongs into a transaction of its own organization');
        }
      },
      check({ sequence, turns }) {
        if (kept === null || (kept.at.sequence === sequence && kept.at.turns === turns)) return true;
        kept = null;
        return !isReliedOn;
      },
      keep({ sequence, turns }) {
        forget(organizationId);
        const { since, answers } = kept ?? { since: openedAt, answers: new Map() };
        for (const rows of lost) answers.delete(rows);
        for (const some of [found, written])
          for (const [rows, byKey] of some)
            if (!lost.has(rows)) for (const [key, answer] of byKey) put(answers, rows, key, answer);
        keptOf.set(organizationId, { at: { sequence, turns }, since, answers });
        count += countAnswers(answers);
        if (count <= KEPT_MAX) return;
        keptOf.clear();
        count = 0;
      },
    };
  }

  return { recall, forget };
}

function put(answers: Answers, rows: Rows, key: string, answer: readonly object[]): void {
  const byKey = answers.get(rows);
  if (byKey === undefined) answers.set(rows, new Map([[key, answer]]));
  else byKey.set(key, answer);
}

function countAnswers(answers: Answers = new Map()): number {
  let count = 0;
  for (const byKey of answers.values()) count += byKey.size;
  return count;
}
