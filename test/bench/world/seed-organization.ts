import { seedAcme } from '../../../src/demo/seed-acme.ts';
import type { DirectoryUser } from '../../../src/domain/directory-user.ts';
import type { KeyRing } from '../../../src/domain/key-ring.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Store } from '../../../src/ports/store.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { emailOf, REQUESTERS, requesterId, TARGETS, TEAM_ID, targetId } from './people.ts';

export interface SeededOrganization {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly organization: Organization;
  readonly requesters: readonly DirectoryUser[];
  readonly targets: readonly DirectoryUser[];
}

/** No limit but those that a load of one kind, over and over, would meet at once. */
const roomy: Partial<Policy> = { requestsPerRequesterPerHour: 1_000_000, requestsPerTargetPerDay: 1_000_000 };

/** An organization with its admins and people, each already linked to a Slack account: warm. The store stays open. */
export async function seedOrganization(databaseUrl: string): Promise<SeededOrganization> {
  const keys = createTestKeys();
  const store = await openTestStore(databaseUrl, keys);
  const deps = { store, clock: systemClock, random: systemRandom };
  const organization = await seedAcme(deps, roomy);
  const now = systemClock.now();
  const make = (slackId: string, role: DirectoryUser['role']): DirectoryUser => ({
    id: systemRandom.id('user'),
    organizationId: organization.id,
    displayName: slackId,
    role,
    status: 'confirmed',
    email: emailOf(slackId),
    mobile: null,
    alias: null,
    primary: 'email',
    createdAt: now,
    updatedAt: now,
  });
  const requesters = Array.from({ length: REQUESTERS }, (_, index) => make(requesterId(index), 'admin'));
  const targets = Array.from({ length: TARGETS }, (_, index) => make(targetId(index), 'member'));
  const everybody = [...requesters, ...targets];
  for (let from = 0; from < everybody.length; from += 500) {
    const users = everybody.slice(from, from + 500);
    await store.transact(organization.id, async (tx) => {
      await tx.directory.insertMany(users);
      for (const user of users) {
        await tx.identities.insert({
          organizationId: organization.id,
          slackTenantId: TEAM_ID,
          slackUserId: user.displayName,
          userId: user.id,
          linkedEmail: emailOf(user.displayName),
          linkedAt: now,
        });
      }
    });
  }
  return { store, keys, organization, requesters, targets };
}
