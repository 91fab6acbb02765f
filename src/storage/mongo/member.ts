import type { Model } from 'mongoose';
import type { AuditDraft } from '../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Decided, WriteAccess } from './access.ts';
import type { AuditChain } from './audit-chain.ts';
import type { JointQuestions } from './joint-questions.ts';
import type { Models } from './models.ts';
import type { Operate } from './operate.ts';
import type { Recollection } from './recent-answers.ts';
import { type Rows, rowsOf } from './rows.ts';
import { type AnyWhere, isFoundBy, mayBeFoundBy, type Where } from './where.ts';
import type { Asked, Write } from './writes.ts';

/** Somebody who shares a transaction has to go on by themselves, from the start. */
export class AloneNeededError extends Error {
  override readonly name = 'AloneNeededError';
}

/** What a transaction gives those who share it. */
export interface Shared {
  readonly models: Models;
  readonly organizationId: OrganizationId;
  readonly operate: Operate;
  readonly questions: JointQuestions;
  readonly chain: AuditChain;
  readonly recollection: Recollection;
  /** In one step: first the events, and with them the turn. */
  write(drafts: readonly AuditDraft[], writes: readonly Write[]): Promise<void>;
}

/** One of those who share a transaction: what they ask and want written. */
export interface Member {
  readonly access: WriteAccess;
  /** Appended when their writes are made. */
  append(draft: AuditDraft): void;
  readonly asked: readonly Asked[];
  readonly writes: readonly Write[];
  readonly drafts: readonly AuditDraft[];
  /** Whether the way they go is not open to them: see {@link AloneNeededError}. */
  isAloneNeeded(): boolean;
  /** Whether something of theirs has been written. */
  hasWritten(): boolean;
  /** Makes what waits to be written. */
  flush(): Promise<void>;
  /** Lets nothing further in. */
  close(): void;
}

/**
 * @param isAlone whether nobody else is at work: then what waits is written before a question that may be about it. Side by side with others
 * it can't be, as it would be undone with theirs: whoever asks so has to be run again, alone.
 */
export function createMember(shared: Shared, isAlone: boolean): Member {
  const { models, organizationId, operate, questions, chain } = shared;
  const asked: Asked[] = [];
  let writes: Write[] = [];
  let drafts: AuditDraft[] = [];
  let found: { readonly rows: Rows; readonly row: object }[] = [];
  /** How often it has written: what was found before is not what is there. */
  let flushes = 0;
  let isOpen = true;
  let isAloneNeeded = false;
  let hasWritten = false;

  function assertOpen(): void {
    if (!isOpen) throw new Error('The transaction is over: its `tx` must not be used any more');
  }

  function leave(): never {
    isAloneNeeded = true;
    throw new AloneNeededError('This needs a transaction of its own');
  }

  /** Of what has been asked to be written until now; what is asked from now on sees it. */
  async function flush(): Promise<void> {
    if (writes.length === 0 && drafts.length === 0) return;
    const [made, appended] = [writes, drafts];
    writes = [];
    drafts = [];
    found = [];
    flushes += 1;
    hasWritten = true;
    questions.cut();
    await shared.write(appended, made);
  }

  function isOwnAffecting(rows: Rows, where: AnyWhere): boolean {
    return isAffected(models, organizationId, { rows, where }, { writes, drafts });
  }

  /** In the order of the calls: nothing is awaited before the question is on its way. */
  function askAfterOwn<T>(rows: Rows, where: AnyWhere, ask: () => Promise<T>): Promise<T> {
    assertOpen();
    if (isOwnAffecting(rows, where)) {
      if (!isAlone) leave();
      // If it fails, so does every step after it.
      flush().catch(() => undefined);
    }
    asked.push({ rows, where });
    return ask();
  }

  const access: WriteAccess = {
    async findFirst<Row>(model: Model<Row>, where: Where<Row>) {
      const rows = rowsOf(model);
      const row = await askAfterOwn(rows, where, async () => {
        const seen = '_id' in where && found.find((one) => one.rows === rows && isFoundBy(where, one.row));
        if (seen) return seen.row;
        const asked = flushes;
        const [first = null] = await questions.find(rows, where);
        if (first !== null && asked === flushes) found.push({ rows, row: first });
        return first;
      });
      // They are the rows of this model, here and below.
      return row as Row | null;
    },
    async findAll<Row>(model: Model<Row>, where: Where<Row>) {
      const rows = rowsOf(model);
      return (await askAfterOwn(rows, where, () => questions.find(rows, where))) as readonly Row[];
    },
    async count<Row>(model: Model<Row>, where: Where<Row>, range: AnyWhere = {}) {
      const rows = rowsOf(model);
      return askAfterOwn(rows, where, () => questions.count(rows, where, range));
    },
    async ask(model, where, statement) {
      return askAfterOwn(rowsOf(model), where, () => {
        questions.cut();
        return operate(statement);
      });
    },
    async operate(step) {
      assertOpen();
      if (!isAlone) leave();
      flush().catch(() => undefined);
      // It may be a write.
      hasWritten = true;
      questions.cut();
      return operate(async (session) => {
        await chain.append([], session);
        return step(session);
      });
    },
    write(...more) {
      assertOpen();
      for (const write of more) shared.recollection.assertOwn(write);
      writes.push(...more);
    },
    async findAndWrite<Row, Result>(
      model: Model<Row>,
      where: Where<Row>,
      decide: (row: Row | null) => Decided<Result>,
    ) {
      for (;;) {
        const asking = access.findFirst(model, where);
        const asked = flushes;
        const row = await asking;
        // Somebody else of the same transaction may have come first meanwhile.
        if (asked !== flushes || isOwnAffecting(rowsOf(model), where)) continue;
        const decided = decide(row);
        access.write(...decided.writes);
        return decided.result;
      }
    },
  };

  return {
    access,
    append(draft) {
      assertOpen();
      if (draft.organizationId !== organizationId)
        throw new Error('An audit event belongs into a transaction of its own organization');
      drafts.push(draft);
    },
    asked,
    get writes() {
      return writes;
    },
    get drafts() {
      return drafts;
    },
    isAloneNeeded: () => isAloneNeeded,
    hasWritten: () => hasWritten,
    flush,
    close() {
      isOpen = false;
    },
  };
}

/** Whether it may have another answer when these have been written. */
export function isAffected(
  { auditEvents, auditHeads }: Pick<Models, 'auditEvents' | 'auditHeads'>,
  organizationId: OrganizationId,
  { rows, where }: Asked,
  by: Pick<Member, 'writes' | 'drafts'>,
): boolean {
  if (rows === rowsOf(auditHeads))
    return by.drafts.length > 0 && mayBeFoundBy(where, { _id: organizationId });
  if (rows === rowsOf(auditEvents))
    return by.drafts.some(({ id, ...known }) => mayBeFoundBy(where, { _id: id, ...known }));
  return by.writes.some(
    (write) => write.rows === rows && write.faces.some((face) => mayBeFoundBy(where, face)),
  );
}
