import type { ClientId, CodeId, OrganizationId, UserId } from '../../src/domain/ids.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { newLockout, recordFailure } from '../../src/domain/redeeming/lockout.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from './store-fixtures.ts';

/** What a child process may be told to do with the store, all attempts at once. */
export type StoreJob =
  | {
      readonly kind: 'redeem';
      readonly organizationId: OrganizationId;
      readonly codeId: CodeId;
      readonly attempts: number;
    }
  | {
      readonly kind: 'fail';
      readonly organizationId: OrganizationId;
      readonly userId: UserId;
      readonly attempts: number;
    }
  | {
      readonly kind: 'append';
      readonly organizationId: OrganizationId;
      readonly label: string;
      readonly attempts: number;
    }
  | { readonly kind: 'claim'; readonly attempts: number }
  | { readonly kind: 'remember'; readonly keys: readonly string[] };

/** What came of it: the ids or keys that were won, one entry a win. */
export type StoreJobResult = readonly string[];

export async function runStoreJob(store: Store, job: StoreJob): Promise<StoreJobResult> {
  switch (job.kind) {
    case 'redeem':
      return collect(job.attempts, (index) => redeem(store, job, index));
    case 'fail':
      return collect(job.attempts, () => fail(store, job));
    case 'append':
      return append(store, job);
    case 'claim':
      return claim(store, job.attempts);
    case 'remember':
      return remember(store, job.keys);
  }
}

type JobOf<K extends StoreJob['kind']> = Extract<StoreJob, { kind: K }>;

async function collect(
  attempts: number,
  attempt: (index: number) => Promise<string | null>,
): Promise<StoreJobResult> {
  const results = await Promise.all(Array.from({ length: attempts }, (_, index) => attempt(index)));
  return results.filter((result) => result !== null);
}

/** As a redeem does: the transition, and in the same transaction its audit event and notice. */
async function redeem(store: Store, job: JobOf<'redeem'>, index: number): Promise<string | null> {
  const { organizationId, codeId } = job;
  const redeemedBy = `cli_${process.pid}x${String(index).padStart(12, '0')}` as ClientId;
  const make = createStoreFixtures(`p${process.pid}c${codeId.slice(-4)}n${index}x`);
  return store.transact(organizationId, async (tx) => {
    const change = { settledAt: T0 + 1, redeemedBy };
    const code = await tx.codes.transition(organizationId, codeId, ['active'], 'redeemed', change);
    if (code === null) return null;
    await tx.audit.append(make.draft(organizationId, { action: 'code.redeemed', target: codeId }));
    await tx.notices.enqueue(
      make.notice(organizationId, { content: { kind: 'target_code_redeemed', codeId } }),
    );
    return code.id;
  });
}

async function fail(store: Store, { organizationId, userId }: JobOf<'fail'>): Promise<string> {
  return store.transact(organizationId, async (tx) => {
    const lockout =
      (await tx.lockouts.find(organizationId, userId)) ?? newLockout(organizationId, userId, T0);
    const { lockout: next } = recordFailure(lockout, { ...defaultPolicy, failuresMax: 1_000_000 }, T0);
    await tx.lockouts.put(next);
    return String(next.consecutiveFailures);
  });
}

async function append(
  store: Store,
  { organizationId, label, attempts }: JobOf<'append'>,
): Promise<StoreJobResult> {
  const make = createStoreFixtures(label);
  return collect(attempts, async () => {
    const draft = make.draft(organizationId);
    const [event] = await store.transact(organizationId, async (tx) => {
      await tx.audit.append(draft);
      return tx.audit.listLatest(organizationId, 1);
    });
    return String(event?.sequence);
  });
}

async function claim(store: Store, attempts: number): Promise<StoreJobResult> {
  const claims = await Promise.all(
    Array.from({ length: attempts }, () =>
      store.outbox.claim({ now: T0, leaseMs: 60_000, limit: 3, slackTenantIds: ['T1'], busy: [] }),
    ),
  );
  return claims.flat().map((notice) => notice.id);
}

async function remember(store: Store, keys: readonly string[]): Promise<StoreJobResult> {
  const answers = await Promise.all(
    keys.map(async (key) => ((await store.replayKeys.remember(key, T0 + 600_000, T0)) ? key : null)),
  );
  return answers.filter((key) => key !== null);
}
