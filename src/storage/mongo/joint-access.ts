import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientSession, Model, PipelineStage, QueryFilter } from 'mongoose';
import type { OrganizationId } from '../../domain/ids.ts';
import { type Access, count, findFirst } from './access.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import { LostRaceError } from './mongo-errors.ts';
import type { Operate } from './operate.ts';

interface Question {
  /** By itself. */
  ask(session: ClientSession | null): Promise<unknown>;
  /** As a part of a statement that asks several. */
  readonly collection: string;
  readonly pipeline: NonNullable<PipelineStage.Lookup['$lookup']['pipeline']>;
  read(found: readonly unknown[]): unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Within a transaction a session carries one statement at a time, so what is asked side by side would go one by one, a
 * round trip each, while nobody else of the organization may go on. Here questions of one instant are one statement: an
 * aggregate on the organization's head, which every transaction has, with a `$lookup` for each. A step asked for later is made
 * after it, one before it before.
 */
export function createJointAccess(
  operate: Operate,
  auditHeads: Model<AuditHeadRow>,
  organizationId: OrganizationId,
): Access {
  let forming: Question[] | null = null;

  function form(): Question[] {
    const questions: Question[] = [];
    const answered = operate(async (session) => {
      // Those who have just been answered ask on in this turn of the event loop.
      await nextTurn();
      if (forming === questions) forming = null;
      const answers = await askAll(questions, session);
      for (const [index, { resolve }] of questions.entries()) resolve(answers[index]);
    });
    answered.catch((error: unknown) => {
      if (forming === questions) forming = null;
      for (const { reject } of questions) reject(error);
    });
    return questions;
  }

  async function askAll(
    questions: readonly Question[],
    session: ClientSession | null,
  ): Promise<readonly unknown[]> {
    const [only, ...others] = questions;
    if (only !== undefined && others.length === 0) return [await only.ask(session)];
    const lookups = questions.map(({ collection, pipeline }, index) => ({
      $lookup: { from: collection, pipeline, as: `answer${index}` },
    }));
    const [row] = await auditHeads
      .aggregate<Record<string, readonly unknown[]>>([{ $match: { _id: organizationId } }, ...lookups])
      .session(session);
    if (row === undefined) throw new LostRaceError('The organization lost its head');
    return questions.map(({ read }, index) => read(row[`answer${index}`] ?? []));
  }

  function ask<T>(question: Omit<Question, 'resolve' | 'reject'>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    forming ??= form();
    forming.push({ ...question, resolve: (answer) => resolve(answer as T), reject });
    return promise;
  }

  return {
    operate(step) {
      forming = null;
      return operate(step);
    },
    findFirst: <Row>(model: Model<Row>, filter: QueryFilter<Row>) =>
      ask<Row | null>({
        ask: (session) => findFirst(model, filter, session),
        collection: model.collection.collectionName,
        pipeline: [{ $match: filter }, { $limit: 1 }],
        read: ([row]) => row ?? null,
      }),
    count: <Row>(model: Model<Row>, filter: QueryFilter<Row>) =>
      ask<number>({
        ask: (session) => count(model, filter, session),
        collection: model.collection.collectionName,
        pipeline: [{ $match: filter }, { $count: 'rows' }],
        read: ([row]) => (row as { rows: number } | undefined)?.rows ?? 0,
      }),
  };
}
