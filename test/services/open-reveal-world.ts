import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedAcme } from '../../src/demo/seed-acme.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { SlackPerson } from '../../src/domain/directory/slack-person.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../src/domain/requests/issue-request.ts';
import type { ProviderConnectors } from '../../src/ports/providers/provider.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  createRevealCode,
  type RevealInput,
  type RevealResult,
} from '../../src/services/codes/reveal-code.ts';
import type { ServiceDeps } from '../../src/services/deps.ts';
import type { ProviderDeps } from '../../src/services/providers/open-provider.ts';
import type { RequestClick } from '../../src/services/requests/open-click.ts';
import { createRequestCode, type RequestCodeResult } from '../../src/services/requests/request-code.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../storage/mongo/mongo-database.ts';
import { noProviders } from '../support/no-providers.ts';
import { openTestStore } from '../support/open-test-store.ts';
import type { StoreKind } from '../support/start-world.ts';
import { createTestKeys } from '../support/test-keys.ts';

export type Deliver = RevealInput['deliver'];

/** The use cases of the reveal over a real store, with Acme's people; Slack is what the test says. */
export interface RevealWorld {
  readonly deps: ServiceDeps & ProviderDeps;
  readonly store: Store;
  readonly organization: Organization;
  now: number;
  /** @param names local parts of addresses at acme.test */
  ask(requester: string, target: string): Promise<IssueRequest>;
  /** The same, whatever comes of it. */
  tryToAsk(requester: string, target: string, reason?: string): Promise<RequestCodeResult>;
  /** What every click on a button of a request brings, by that person. */
  clickOf(person: string, request: IssueRequest): RequestClick;
  /** A click by the requester; one delivery unless `deliveryKey` says that it is another's. */
  click(
    request: IssueRequest,
    deliver: Deliver,
    how?: {
      readonly deliveryKey?: string;
      readonly store?: Store;
    },
  ): Promise<RevealResult>;
  findUser(name: string): Promise<DirectoryUser>;
  /** Another handle on the same data, as another instance would have. */
  openAnother(): Promise<Store>;
  close(): Promise<void>;
}

const workspace = { teamId: 'TACME', enterpriseId: null };

export const accepted: Deliver = async () => ({
  kind: 'delivered',
  hideUrl: new Secret('https://hide.test/'),
});

export async function openRevealWorld(
  policy: Partial<Policy> = {},
  kind: StoreKind = 'sqlite',
  providerConnectors: ProviderConnectors = noProviders,
): Promise<RevealWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-reveal-'));
  const keys = createTestKeys();
  const url = kind === 'sqlite' ? `sqlite:${join(folder, 'test.db')}` : nameDatabase(mongoServer ?? '');
  const store = await openTestStore(url, keys);
  const state = { now: Date.UTC(2026, 0, 31, 12) };
  const clock = { now: () => state.now };
  const deps = { store, keys, random: systemRandom, clock, providerConnectors };
  const organization = await seedAcme(deps, { policy });
  const others: Store[] = [];
  let deliveries = 0;
  const newKey = (): string => {
    deliveries += 1;
    return `delivery-${deliveries}`;
  };
  const origin = { organization, workspace, channelId: 'C1', unlocks: false } as const;
  const tryToAsk: RevealWorld['tryToAsk'] = (requester, target, reason = 'lost phone') =>
    createRequestCode(deps)({
      ...origin,
      channel: 'direct',
      requesterSlackId: idOf(requester),
      requester: describePerson(requester),
      targetSlackId: idOf(target),
      target: describePerson(target),
      reason,
      deliveryKey: newKey(),
      responseUrl: new Secret('https://hooks.slack.test/commands/1'),
    });
  return Object.assign(state, {
    deps,
    store,
    organization,
    tryToAsk,
    clickOf: (person: string, request: IssueRequest): RequestClick => ({
      ...origin,
      slackUserId: idOf(person),
      clicker: describePerson(person),
      requestId: request.id,
      deliveryKey: newKey(),
    }),
    async ask(requester: string, target: string) {
      const result = await tryToAsk(requester, target);
      if (result.kind !== 'opened') throw new Error(`The request was not opened: ${result.kind}`);
      return result.request;
    },
    click(request: IssueRequest, deliver: Deliver, how: Parameters<RevealWorld['click']>[2] = {}) {
      const { requesterSlackId } = request.origin;
      const { deliveryKey = newKey(), ...parts } = how;
      return createRevealCode({ ...deps, ...parts })({
        ...origin,
        slackUserId: requesterSlackId,
        clicker: describePerson(nameOf(requesterSlackId)),
        requestId: request.id,
        deliveryKey,
        lookUpPerson: async (id) => describePerson(nameOf(id)),
        findAccount: async () => 'none',
        judgeChannel: async () => 'direct',
        deliver,
      });
    },
    async findUser(name: string) {
      const user = await store.read.directory.findUserByLogin(organization.id, `${name}@acme.test`);
      if (user === null) throw new Error(`Nobody is called ${name}`);
      return user;
    },
    async openAnother() {
      const another = await openTestStore(url, keys);
      others.push(another);
      return another;
    },
    async close() {
      for (const another of others) await another.close();
      await store.close();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(folder, { recursive: true });
    },
  });
}

function idOf(name: string): string {
  return `U${name.toUpperCase()}`;
}

function nameOf(slackUserId: string): string {
  return slackUserId.slice(1).toLowerCase();
}

/** As Slack knows them. */
export function describePerson(name: string): SlackPerson {
  return {
    slackUserId: idOf(name),
    teamId: workspace.teamId,
    enterpriseId: null,
    displayName: name,
    email: `${name}@acme.test`,
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
  };
}
