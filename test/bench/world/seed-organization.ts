import { seedAcme } from '../../../src/demo/seed-acme.ts';
import type { KeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { type DirectoryUser, noSourceFields } from '../../../src/domain/directory/directory-user.ts';
import type { Organization } from '../../../src/domain/organization/organization.ts';
import type { Policy } from '../../../src/domain/organization/policy.ts';
import type { Store } from '../../../src/ports/store.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { domainOf, emailOf, REQUESTERS, requesterId, TARGETS, TEAM_ID, targetId } from './people.ts';

export interface SeededOrganization {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly organization: Organization;
  readonly teamId: string;
  readonly requesters: readonly DirectoryUser[];
  readonly targets: readonly DirectoryUser[];
}

/** Without the limits that a load of one kind reaches within seconds. */
const roomy: Partial<Policy> = {
  requestsPerRequesterPerHour: 1_000_000,
  requestsPerTargetPerDay: 1_000_000,
  requestsPerOrganizationPerHour: 1_000_000,
  requestBurst: 1_000_000,
};

/** An organization with its admins and people, each already linked to a Slack account. */
export async function seedOrganization(
  store: Store,
  keys: KeyRing,
  { teamId = TEAM_ID, admins = REQUESTERS, people = TARGETS } = {},
): Promise<SeededOrganization> {
  const organization = await seedAcme(
    { store, clock: systemClock, random: systemRandom },
    { policy: roomy, emailDomain: domainOf(teamId) },
  );
  const now = systemClock.now();
  const make = (slackId: string, role: DirectoryUser['role']): DirectoryUser => ({
    id: systemRandom.id('user'),
    organizationId: organization.id,
    displayName: slackId,
    role,
    status: 'confirmed',
    email: emailOf(slackId, teamId),
    mobile: null,
    alias: null,
    primary: 'email',
    ...noSourceFields,
    createdAt: now,
    updatedAt: now,
  });
  const requesters = Array.from({ length: admins }, (_, index) => make(requesterId(index), 'admin'));
  const targets = Array.from({ length: people }, (_, index) => make(targetId(index), 'member'));
  const everybody = [...requesters, ...targets];
  for (let from = 0; from < everybody.length; from += 500) {
    const users = everybody.slice(from, from + 500);
    await store.transact(organization.id, async (tx) => {
      await tx.directory.insertMany(users);
      for (const user of users) {
        await tx.identities.insert({
          organizationId: organization.id,
          slackTenantId: teamId,
          slackUserId: user.displayName,
          userId: user.id,
          linkedEmail: emailOf(user.displayName, teamId),
          linkedAt: now,
          locale: null,
          timeZone: null,
        });
      }
    });
  }
  return { store, keys, organization, teamId, requesters, targets };
}
