import type { ClientSession, Model, PipelineStage } from 'mongoose';
import type { OrganizationId } from '../../domain/ids.ts';
import type { AuditChain } from './audit-chain.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import type { Operate } from './operate.ts';
import type { Recollection } from './recent-answers.ts';
import { type Rows, rowsOf } from './rows.ts';
import { whenAllHaveAsked } from './when-all-have-asked.ts';
import { type AnyWhere, isFoundBy, mergeWheres, sortOut } from './where.ts';

/** How many collections one statement looks into: a server plans more of them at a time badly. */
const LOOKS_MAX = 8;

type AskOptions = { readonly session?: ClientSession };
type Pipeline = NonNullable<PipelineStage.Lookup['$lookup']['pipeline']>;

interface Question {
  readonly rows: Rows;
  readonly kind: 'find' | 'count';
  readonly where: AnyWhere;
  /** What else has to hold for a row to be counted. */
  readonly range: AnyWhere;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A part of a statement, or one by itself. */
interface Look {
  readonly rows: Rows;
  readonly pipeline: Pipeline;
  ask(options: AskOptions): Promise<readonly object[]>;
  answer(answers: readonly object[]): void;
}

/** What those who share a transaction ask. */
export interface JointQuestions {
  find(rows: Rows, where: AnyWhere): Promise<readonly object[]>;
  count(rows: Rows, where: AnyWhere, range: AnyWhere): Promise<number>;
  /** What is asked from now on is asked after the steps asked for before. */
  cut(): void;
}

/**
 * Within a transaction a session carries one statement at a time, so what is asked side by side would go one by one, a
 * round trip each, while nobody else of the organization may go on. Here questions of one instant are one statement: an
 * aggregate on the organization's head, which every transaction has, with a `$lookup` for those that are alike.
 * @param isOfShards then each `$lookup` is a statement: sharded collections take none in a transaction
 */
export function createJointQuestions(
  operate: Operate,
  auditHeads: Model<AuditHeadRow>,
  organizationId: OrganizationId,
  chain: AuditChain,
  recollection: Recollection,
  isOfShards: boolean,
): JointQuestions {
  let forming: Question[] | null = null;

  function form(): Question[] {
    const questions: Question[] = [];
    const answered = operate(async (session) => {
      // Those who have just been answered ask on.
      await whenAllHaveAsked();
      if (forming === questions) forming = null;
      const looks = planLooks(questions, recollection);
      const looksMax = isOfShards ? 1 : LOOKS_MAX;
      for (let from = 0; from < looks.length; from += looksMax)
        await look(looks.slice(from, from + looksMax), session);
    });
    answered.catch((error: unknown) => {
      if (forming === questions) forming = null;
      for (const { reject } of questions) reject(error);
    });
    return questions;
  }

  async function look(looks: readonly Look[], session: ClientSession | null): Promise<void> {
    const options = { ...(session !== null && { session }) };
    const [only, ...others] = looks;
    const isOne = only !== undefined && others.length === 0;
    if (isOne && (isOfShards || chain.isHeadKnown())) {
      only.answer(await only.ask(options));
      return;
    }
    const lookups = looks.map(({ rows, pipeline }, index) => ({
      $lookup: { from: rows.collectionName, pipeline, as: `answer${index}` },
    }));
    const [row] = await rowsOf(auditHeads)
      .aggregate<AuditHeadRow & Record<string, object[]>>(
        [{ $match: { _id: organizationId } }, ...lookups],
        options,
      )
      .toArray();
    await chain.see(row);
    for (const [index, { answer }] of looks.entries()) answer(row?.[`answer${index}`] ?? []);
  }

  function ask(question: Omit<Question, 'resolve' | 'reject'>): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    forming ??= form();
    forming.push({ ...question, resolve, reject });
    return promise;
  }

  return {
    async find(rows, where) {
      const remembered = recollection.find(rows, where);
      return remembered ?? ((await ask({ rows, kind: 'find', where, range: {} })) as readonly object[]);
    },
    count: (rows, where, range) => ask({ rows, kind: 'count', where, range }) as Promise<number>,
    cut() {
      forming = null;
    },
  };
}

function planLooks(questions: readonly Question[], recollection: Recollection): Look[] {
  const byCollection = Map.groupBy(questions, ({ rows }) => rows);
  return [...byCollection].flatMap(([rows, some]) => [
    ...planFinds(
      rows,
      some.filter(({ kind }) => kind === 'find'),
      recollection,
    ),
    ...planCounts(
      rows,
      some.filter(({ kind }) => kind === 'count'),
    ),
  ]);
}

function planFinds(rows: Rows, questions: readonly Question[], recollection: Recollection): Look[] {
  const askers = Map.groupBy(questions, ({ where }) => where);
  return mergeWheres([...askers.keys()]).map(({ filter, of, varying }) => ({
    rows,
    pipeline: [{ $match: filter }],
    ask: (options) => rows.find(filter, options).toArray(),
    answer(answers) {
      const rowsOfOne = sortOut({ varying }, answers);
      for (const where of of) {
        const found = rowsOfOne(where);
        recollection.found(rows, where, found);
        for (const { resolve } of askers.get(where) ?? []) resolve(found);
      }
    },
  }));
}

function planCounts(rows: Rows, questions: readonly Question[]): Look[] {
  const alike = Map.groupBy(questions, ({ range }) => JSON.stringify(range));
  return [...alike.values()].flatMap((some) => {
    const askers = Map.groupBy(some, ({ where }) => where);
    const range = some[0]?.range ?? {};
    return mergeWheres([...askers.keys()]).map(({ filter, of }) => {
      const pipeline = [{ $match: { ...filter, ...range } }, countByFields(Object.keys(filter))];
      return {
        rows,
        pipeline,
        ask: (options: AskOptions) => rows.aggregate<Counted>(pipeline, options).toArray(),
        answer(answers: readonly object[]) {
          // They come from the pipeline above.
          const counted = answers as readonly Counted[];
          for (const where of of) {
            const found = counted.find(({ _id }) => isFoundBy(where, _id ?? {}));
            for (const { resolve } of askers.get(where) ?? []) resolve(found?.count ?? 0);
          }
        },
      };
    });
  });
}

interface Counted {
  /** The values that the counted rows have in common; `null` if nothing was asked of any. */
  readonly _id: AnyWhere | null;
  readonly count: number;
}

function countByFields(fields: readonly string[]): PipelineStage.Group {
  const _id = fields.length === 0 ? null : Object.fromEntries(fields.map((field) => [field, `$${field}`]));
  return { $group: { _id, count: { $sum: 1 } } };
}
