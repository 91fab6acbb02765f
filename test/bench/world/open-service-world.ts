import { isId } from '../../../src/domain/ids.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { SlackPerson } from '../../../src/domain/slack-person.ts';
import { createCodeStatus } from '../../../src/services/code-status.ts';
import { createKnownRequests } from '../../../src/services/known-requests.ts';
import { createRequestCode } from '../../../src/services/request-code.ts';
import { createRevealCode } from '../../../src/services/reveal-code.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import type { StoreKind } from './open-bench-store.ts';
import { openRedeemWorld, type RedeemWorld } from './open-redeem-world.ts';
import { emailOf, requesterId, TEAM_ID, targetId } from './people.ts';

/** The use cases over a real store in this process, without Slack: what grows with the data, and nothing else. */
export interface ServiceWorld extends RedeemWorld {
  /** Request and reveal. */
  flow(index: number): Promise<void>;
  status(index: number): Promise<void>;
}

const workspace = { teamId: TEAM_ID, enterpriseId: null };

export async function openServiceWorld(kind: StoreKind): Promise<ServiceWorld> {
  const world = await openRedeemWorld(kind);
  const { store, keys, organization } = world.seeded;
  const knownRequests = createKnownRequests();
  const deps = { store, keys, clock: systemClock, random: systemRandom, knownRequests };
  const [requestCode, revealCode, codeStatus] = [
    createRequestCode(deps),
    createRevealCode(deps),
    createCodeStatus(deps),
  ];
  let deliveries = 0;
  const pairOf = (index: number) => ({
    organization,
    workspace,
    requesterSlackId: requesterId(index),
    requester: personOf(requesterId(index)),
    targetSlackId: targetId(index),
    target: personOf(targetId(index)),
    channelId: 'CHELP',
  });
  const nextDelivery = (): string => {
    deliveries += 1;
    return `delivery ${deliveries}`;
  };
  return {
    ...world,
    async flow(index) {
      const opened = await requestCode({
        ...pairOf(index),
        channel: 'direct',
        areFactsFresh: true,
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
        slackUserId: requesterId(index),
        clicker: personOf(requesterId(index)),
        requestId: id,
        channelId: 'CHELP',
        channel: 'direct',
        unlocks: false,
        deliveryKey: nextDelivery(),
        lookUpPerson: async (slackId) => personOf(slackId),
        deliver: async () => ({ kind: 'delivered', hideUrl: new Secret('https://hide.test/') }),
      });
      if (revealed.kind !== 'revealed') throw new Error(`A click was answered ${revealed.kind}`);
    },
    async status(index) {
      const status = await codeStatus(pairOf(index));
      if (status.kind !== 'status') throw new Error(`A question was answered ${status.kind}`);
    },
  };
}

function personOf(slackUserId: string): SlackPerson {
  return {
    slackUserId,
    teamId: TEAM_ID,
    enterpriseId: null,
    displayName: slackUserId,
    email: emailOf(slackUserId),
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
  };
}
