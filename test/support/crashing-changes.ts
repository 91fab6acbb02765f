import type { Store, Transaction } from '../../src/ports/store.ts';
import type { ServiceDeps } from '../../src/services/deps.ts';
import { freezeIssuing } from '../../src/services/organization/freeze/freeze-issuing.ts';
import { unfreezeIssuing } from '../../src/services/organization/freeze/unfreeze-issuing.ts';
import { createBreakGlass } from '../../src/services/requests/break-glass/break-glass.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { makeRepresentativeChange } from './representative-change.ts';
import { type SeededOrganization, T0 } from './store-fixtures.ts';
import { createTestKeys } from './test-keys.ts';

export type CrashingChange = 'main' | 'freeze' | 'unfreeze' | 'break_glass';

/** What a process is killed in the middle of. */
export async function makeChange(
  change: CrashingChange,
  store: Store,
  tx: Transaction,
  seeded: SeededOrganization,
): Promise<unknown> {
  if (change === 'main') return makeRepresentativeChange(tx, seeded);
  const deps = { store, random: systemRandom, keys: createTestKeys(), clock: { now: () => T0 + 60_000 } };
  const acting = { actor: { kind: 'user', id: seeded.owner.id }, source: 'test' } as const;
  switch (change) {
    case 'freeze':
      return freezeIssuing(deps, tx, seeded.id, acting, 'an account was taken over');
    case 'unfreeze':
      return unfreezeIssuing(deps, tx, seeded.id, { ...acting, user: seeded.owner }, null);
    case 'break_glass':
      return breakGlass({ ...deps, store: { ...store, transact: (_id, work) => work(tx) } }, tx, seeded);
  }
}

/** The owner breaks the glass for the request that waits for approval. */
async function breakGlass(deps: ServiceDeps, tx: Transaction, { organization, owner }: SeededOrganization) {
  const [request] = await tx.requests.listOpen(organization.id);
  if (request === undefined) throw new Error('No request is open');
  const { teamId, channelId, requesterSlackId: slackUserId } = request.origin;
  const clicker = {
    ...{ slackUserId, teamId, enterpriseId: null, displayName: owner.displayName, email: owner.email },
    ...{ isEmailConfirmed: true, isDeleted: false, isBot: false, isRestricted: false },
    ...{ isUltraRestricted: false, isInvited: false, isStranger: false },
  };
  const result = await createBreakGlass(deps)({
    ...{ organization, workspace: { teamId, enterpriseId: null }, channelId, slackUserId, clicker },
    ...{ requestId: request.id, deliveryKey: 'crash' },
    ...{ reason: 'no one is awake', words: 'break glass', isRehearsal: false },
  });
  if (result.kind !== 'broken') throw new Error(`The glass was not broken: ${JSON.stringify(result)}`);
}
