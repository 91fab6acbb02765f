import type { OrganizationId } from '../../domain/ids.ts';
import { createAuditChain } from './audit-chain.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import { createJointQuestions } from './joint-questions.ts';
import { createMember, isAffected, type Member, type Shared } from './member.ts';
import type { TransactionJob } from './organization-queue.ts';
import type { Recollection } from './recent-answers.ts';
import { createTransaction, type TransactionParts } from './repositories.ts';
import { limitTime } from './time-limit.ts';
import type { TransactionScope } from './transaction-scope.ts';
import { makeWrites, type Write } from './writes.ts';

/** What is told to whoever wanted it done, once it is committed. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly error: unknown };

interface Run {
  readonly job: TransactionJob;
  readonly member: Member;
  readonly outcome: Outcome;
}

export interface RunOptions {
  readonly scope: TransactionScope;
  readonly organizationId: OrganizationId;
  readonly jobs: readonly TransactionJob[];
  /** Whether to take the turn before anything is read: where others are at work, what was read would often be for nothing. */
  readonly isTurnFirst: boolean;
  /** What was found before. */
  readonly recollection: Recollection;
  /** How long all of it may take, and how to say that it took longer. */
  readonly holdMsMax: number;
  readonly explainTooLong: () => Error;
}

/**
 * Runs the jobs in one transaction as if one after another. They run side by side, so that what they ask at the same time is one
 * statement, and nothing is written meanwhile. Then those are taken, in the order of their arrival, that asked nothing of which
 * one taken before them changes the answer, and what they want written is written together. The others run again, and see it.
 * @returns what is to be told, and the head as it is left
 * @throws whatever spoils the transaction for all of them
 */
export async function runWorks(
  parts: TransactionParts,
  { scope, organizationId, jobs, isTurnFirst, recollection, holdMsMax, explainTooLong }: RunOptions,
): Promise<{ readonly outcomes: Map<TransactionJob, Outcome>; readonly head: AuditHeadRow }> {
  const until = performance.now() + holdMsMax;
  const { models, keys, isOfShards } = parts;
  const chain = createAuditChain(models, keys, organizationId, recollection);
  if (isTurnFirst) await scope.operate((session) => chain.takeTurn(session));
  const shared: Shared = {
    models,
    organizationId,
    operate: scope.operate,
    questions: createJointQuestions(
      scope.operate,
      models.auditHeads,
      organizationId,
      chain,
      recollection,
      isOfShards,
    ),
    chain,
    recollection,
    write(drafts, writes) {
      // At once: whoever asks from now on asks the database.
      recollection.written(writes);
      return scope.operate(async (session) => {
        await chain.append(drafts, session);
        await makeWrites(writes, session);
      });
    },
  };
  const outcomes = new Map<TransactionJob, Outcome>();

  async function run(job: TransactionJob, member: Member): Promise<Run> {
    const tx = createTransaction(parts, member);
    const outcome = await limitTime(until - performance.now(), job.work(tx), explainTooLong).then(
      (value) => ({ kind: 'returned', value }) as const,
      (error: unknown) => ({ kind: 'thrown', error }) as const,
    );
    member.close();
    assertUnspoilt();
    return { job, member, outcome };
  }

  function assertUnspoilt(): void {
    const failure = scope.firstFailure();
    if (failure !== null) throw failure.error;
  }

  async function runAlone(job: TransactionJob): Promise<void> {
    const { member, outcome } = await run(job, createMember(shared, true));
    // What was written can't be taken back without everybody else's.
    if (outcome.kind === 'thrown' && member.hasWritten()) throw outcome.error;
    if (outcome.kind === 'returned') await member.flush();
    outcomes.set(job, outcome);
  }

  async function runTogether(waiting: readonly TransactionJob[]): Promise<TransactionJob[]> {
    const runs = await Promise.all(waiting.map((job) => run(job, createMember(shared, false))));
    const { taken, again } = take(shared, runs);
    for (const { job, outcome } of taken) outcomes.set(job, outcome);
    const written = taken.filter(({ outcome }) => outcome.kind === 'returned').map(({ member }) => member);
    await shared.write(
      written.flatMap(({ drafts }) => drafts),
      written.flatMap(({ writes }) => writes),
    );
    for (const { job, member } of runs) if (member.isAloneNeeded()) await runAlone(job);
    return again;
  }

  try {
    let waiting: readonly TransactionJob[] = jobs;
    while (waiting.length > 0) {
      waiting = waiting.filter((job) => job.begin());
      const [only] = waiting;
      if (only === undefined) break;
      if (waiting.length === 1) {
        await runAlone(only);
        break;
      }
      waiting = await runTogether(waiting);
    }
    // Of those who wrote nothing, too, nobody may have read what was changed meanwhile.
    await scope.operate((session) => chain.append([], session));
  } finally {
    // Of work that has settled, but has not waited for all that it asked.
    await scope.idle();
  }
  assertUnspoilt();
  return { outcomes, head: chain.end() };
}

/** The first that needs no transaction of its own is always taken: each round brings the work on. */
function take(
  shared: Shared,
  runs: readonly Run[],
): { readonly taken: Run[]; readonly again: TransactionJob[] } {
  const drafts: Member['drafts'][number][] = [];
  const nothingWritten = { writes: [] as Write[], drafts };
  const byCollection = new Map<Write['rows'], typeof nothingWritten>();
  const taken: Run[] = [];
  const again: TransactionJob[] = [];
  for (const run of runs) {
    const { member, outcome } = run;
    if (member.isAloneNeeded()) continue;
    const isStale = member.asked.some((asked) =>
      isAffected(shared.models, shared.organizationId, asked, byCollection.get(asked.rows) ?? nothingWritten),
    );
    if (isStale) {
      again.push(run.job);
      continue;
    }
    taken.push(run);
    if (outcome.kind === 'thrown') continue;
    for (const write of member.writes) {
      const of = byCollection.get(write.rows) ?? { writes: [], drafts };
      of.writes.push(write);
      byCollection.set(write.rows, of);
    }
    drafts.push(...member.drafts);
  }
  return { taken, again };
}
