import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { createStoreFixtures, type SeededOrganization, T0 } from './store-fixtures.ts';

/** How many writes {@link makeRepresentativeChange} makes. */
export const REPRESENTATIVE_WRITES = 12;

/** One write of every kind that a transaction of the main job makes, and an update of something that was there. */
export async function makeRepresentativeChange(tx: Transaction, seeded: SeededOrganization): Promise<void> {
  const { id, owner, member } = seeded;
  const make = createStoreFixtures(`crash${id.slice(-8)}`);
  const request = make.request(owner, member);
  const code = make.code(member, { state: 'undelivered', requestId: request.id });
  await tx.requests.insert(request);
  await tx.requests.transition(id, request.id, ['pending'], 'fulfilled', { settledAt: T0 });
  await tx.codes.insert(code);
  await tx.audit.append(make.draft(id, { action: 'code.generated' }));
  await tx.codes.transition(id, code.id, ['undelivered'], 'active', {});
  await tx.audit.append(make.draft(id, { action: 'code.delivered' }));
  await tx.notices.enqueue(make.notice(id));
  await tx.notices.enqueue(make.notice(id));
  await tx.lockouts.put(newLockout(id, member.id, T0));
  await tx.identities.insert(make.identity(member));
  await tx.directory.update({ ...member, displayName: 'Changed' });
  await tx.deliveries.remember('crash', T0 + 600_000, T0);
}

/** Which methods of a transaction write. */
const WRITES: ReadonlySet<string> = new Set([
  'insert',
  'insertMany',
  'update',
  'transition',
  'append',
  'enqueue',
  'put',
  'putMany',
  'addMembers',
  'remember',
  'hasten',
]);

/** The same transaction; `onWrite` is called after each write, with how many there have been. */
export function watchWrites(tx: Transaction, onWrite: (count: number) => void): Transaction {
  let count = 0;
  const watchMethod =
    (method: (...given: unknown[]) => Promise<unknown>) =>
    async (...given: unknown[]) => {
      const result = await method(...given);
      onWrite(++count);
      return result;
    };
  const watchRepository = (repository: object) =>
    Object.fromEntries(
      Object.entries(repository).map(([name, method]) => [
        name,
        WRITES.has(name) ? watchMethod(method) : method,
      ]),
    );
  return Object.fromEntries(
    Object.entries(tx).map(([name, repository]) => [name, watchRepository(repository)]),
  ) as unknown as Transaction;
}
