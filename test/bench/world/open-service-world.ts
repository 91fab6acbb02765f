import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { SlackPerson } from '../../../src/domain/directory/slack-person.ts';
import { isId } from '../../../src/domain/ids.ts';
import { createCodeStatus } from '../../../src/services/codes/code-status.ts';
import { createRevealCode } from '../../../src/services/codes/reveal-code.ts';
import { createRequestCode } from '../../../src/services/requests/request-code.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { noProviders } from '../../support/no-providers.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { createDatabase, type StoreKind } from './open-bench-store.ts';
import { createRedeeming, type Redeeming } from './open-redeem-world.ts';
import { emailOf, requesterId, TEAM_ID, targetId } from './people.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';

/** The use cases of one organization, in this process and without Slack. */
export interface ServiceWorld extends Redeeming {
  /** Request and reveal. */
  flow(index: number): Promise<void>;
  status(index: number): Promise<void>;
}

/** Organizations that share one store. */
export interface ServiceWorlds {
  readonly databaseUrl: string;
  readonly worlds: readonly ServiceWorld[];
  close(): Promise<void>;
}

/** No one counts commands and clicks here, so a few admins will do. */
const size = { admins: 100, people: 500 };

export async function openServiceWorlds(kind: StoreKind, count: number): Promise<ServiceWorlds> {
  const database = await createDatabase(kind);
  const keys = createTestKeys();
  const store = await openTestStore(database.url, keys);
  const worlds: ServiceWorld[] = [];
  for (let number = 1; number <= count; number += 1) {
    const seeded = await seedOrganization(store, keys, { teamId: `${TEAM_ID}${number}`, ...size });
    worlds.push(await createServiceWorld(seeded));
  }
  return {
    databaseUrl: database.url,
    worlds,
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

async function createServiceWorld(seeded: SeededOrganization): Promise<ServiceWorld> {
  const { store, keys, organization, teamId } = seeded;
  const workspace = { teamId, enterpriseId: null };
  const deps = {
    store,
    keys,
    clock: systemClock,
    random: systemRandom,
    providerConnectors: noProviders,
  };
  const [requestCode, revealCode, codeStatus] = [
    createRequestCode(deps),
    createRevealCode(deps),
    createCodeStatus(deps),
  ];
  const personOf = (slackUserId: string) => describePerson(slackUserId, teamId);
  let deliveries = 0;
  const pairOf = (index: number) => ({
    organization,
    workspace,
    requesterSlackId: requesterId(index % size.admins),
    requester: personOf(requesterId(index % size.admins)),
    targetSlackId: targetId(index % size.people),
    target: personOf(targetId(index % size.people)),
    channelId: 'CHELP',
  });
  const nextDelivery = (): string => {
    deliveries += 1;
    return `${teamId} ${deliveries}`;
  };
  return {
    ...(await createRedeeming(seeded)),
    async flow(index) {
      const opened = await requestCode({
        ...pairOf(index),
        channel: 'direct',
        reason: 'lost phone',
        deliveryKey: nextDelivery(),
        responseUrl: new Secret('https://hooks.slack.test/commands/1'),
      });
      if (opened.kind !== 'opened') throw new Error(`A request was answered ${opened.kind}`);
      const { id } = opened.request;
      if (!isId('request', id)) throw new Error('A request has no id');
      const revealed = await revealCode({
        organization,
        workspace,
        slackUserId: requesterId(index % size.admins),
        clicker: personOf(requesterId(index % size.admins)),
        requestId: id,
        channelId: 'CHELP',
        unlocks: false,
        deliveryKey: nextDelivery(),
        lookUpPerson: async (slackId) => personOf(slackId),
        findAccount: async () => 'none',
        judgeChannel: async () => 'direct',
        deliver: async () => ({ kind: 'delivered', hideUrl: new Secret('https://hide.test/') }),
      });
      if (revealed.kind !== 'revealed') throw new Error(`A click was answered ${revealed.kind}`);
    },
    async status(index) {
      const pair = pairOf(index);
      const status = await codeStatus({ ...pair, about: { by: 'mention', ...pair } });
      if (status.kind !== 'status') throw new Error(`A question was answered ${status.kind}`);
    },
  };
}

function describePerson(slackUserId: string, teamId: string): SlackPerson {
  return {
    slackUserId,
    teamId,
    enterpriseId: null,
    displayName: slackUserId,
    email: emailOf(slackUserId, teamId),
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
  };
}
