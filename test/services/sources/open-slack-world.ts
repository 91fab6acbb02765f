import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSourceConnectors } from '../../../src/compose/source-connectors.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { SlackPerson, SlackWorkspace } from '../../../src/domain/directory/slack-person.ts';
import type { RoleRule } from '../../../src/domain/directory/source.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { WorkspaceFixture } from '../../../src/sandbox/workspace.ts';
import { type Resolution, resolveIdentity } from '../../../src/services/directory/resolve-identity.ts';
import { createOperatorServices, type OperatorServices } from '../../../src/services/operator-services.ts';
import type { AddSourceResult } from '../../../src/services/sources/add-source.ts';
import type { SyncDeps } from '../../../src/services/sources/run/run-sync.ts';
import type { SyncResult } from '../../../src/services/sources/run/sync-result.ts';
import { readMember } from '../../../src/slack/api/slack-user.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../../storage/mongo/mongo-database.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { manifestOf } from '../../support/start-world.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { NOW, type storeKinds } from './open-sync-world.ts';

export const slackRule = (value: string, role: RoleRule['role']): RoleRule => ({
  when: { kind: 'attribute', attribute: 'slackRole', value },
  role,
});

/** An organization whose people come from the sandbox's Slack. Its only user is Ada, an owner whom the operator added, on `acme.test`. */
export interface SlackWorld {
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly services: OperatorServices;
  readonly organizationId: OrganizationId;
  now: number;
  /** What an instance with the token of a workspace works with. */
  depsOf(botToken: string): SyncDeps;
  add(options?: {
    roleRules?: readonly RoleRule[];
    allowedOwners?: readonly string[];
  }): Promise<AddSourceResult>;
  sync(): Promise<SyncResult>;
  /** Login, role and status of everyone, in order. */
  people(): Promise<string[]>;
  user(email: string): Promise<DirectoryUser>;
  /** `login kind` of each conflict. */
  conflicts(): Promise<string[]>;
  /** `slackUserId login`, of the accounts that are linked. */
  links(tenantId?: string): Promise<string[]>;
  /** Whom the account leads to when it is used now. */
  resolve(slackUserId: string, workspace?: SlackWorkspace): Promise<Resolution>;
  close(): Promise<void>;
}

export async function openSlackWorld(
  kind: (typeof storeKinds)[number],
  workspace: WorkspaceFixture,
  teams: readonly string[] = ['TACME'],
): Promise<SlackWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-slack-'));
  const url = kind === 'sqlite' ? `sqlite:${join(folder, 'test.db')}` : nameDatabase(mongoServer ?? '');
  const keys = createTestKeys();
  const store = await openTestStore(url, keys);
  const sandbox = await startSandbox({
    apps: [{ manifest: await manifestOf('socket'), mode: 'socket', teams }],
    workspace,
  });
  const world = { now: NOW };
  const clock = { now: () => world.now };
  const depsOf = (botToken: string): SyncDeps => ({
    store,
    keys,
    clock,
    random: systemRandom,
    connectors: createSourceConnectors({
      clock,
      random: systemRandom,
      sleep: async () => {},
      allowLoopback: false,
      slack: { apiUrl: sandbox.apiUrl, botToken: new Secret(botToken) },
    }),
    openSyncStaging,
  });
  const services = createOperatorServices({
    ...depsOf(sandbox.app().botToken),
    deviceChecker: noDevices,
    providerConnectors: noProviders,
    lookUpTxt: async () => ({ kind: 'none' }),
    openImportStaging,
  });
  const names = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@acme.test' };
  const created = await services.createOrganization({ ...names, isDomainTrusted: true });
  if (created.kind !== 'created') throw new Error('The organization of the test is not valid');
  const organizationId = created.organization.id;
  const { signal } = new AbortController();
  const listUsers = async () =>
    (await store.read.directory.listUsers(organizationId, { after: null, limit: 1000 })).users;

  async function lookUp(slackUserId: string): Promise<SlackPerson> {
    const url = new URL(`users.info?user=${slackUserId}`, sandbox.apiUrl);
    const answer = await fetch(url, { headers: { authorization: `Bearer ${sandbox.app().botToken}` } });
    const person = readMember(((await answer.json()) as { user: unknown }).user);
    if (person === null) throw new Error('Slack does not know the person');
    return person;
  }

  return Object.assign(world, {
    sandbox,
    store,
    services,
    organizationId,
    depsOf,
    add: ({ roleRules = [], allowedOwners = [] } = {}) =>
      services.sources.addSource(
        organizationId,
        { kind: 'slack', name: 'Slack', settings: {}, secret: null, roleRules, allowedOwners },
        signal,
      ),
    sync: async () => {
      const [source] = await store.read.sources.list(organizationId);
      if (source === undefined) throw new Error('The source was not added');
      return services.sources.runSync(organizationId, source.id, {
        isFull: false,
        signal,
        onAbort: 'cancel',
      });
    },
    people: async () =>
      (await listUsers()).map(({ email, role, status }) => `${email} ${role} ${status}`).sort(),
    user: async (email: string) => {
      const user = (await listUsers()).find((one) => one.email === email);
      if (user === undefined) throw new Error(`no user has ${email}`);
      return user;
    },
    conflicts: async () => {
      const page = { sourceId: null, after: null, limit: 100 };
      const found = await store.read.conflicts.list(organizationId, page);
      return found.map(({ externalId, kind }) => `${externalId} ${kind}`).sort();
    },
    links: async (tenantId = 'TACME') => {
      const found = await Promise.all(
        (await listUsers()).map(async ({ id, email }) => {
          const link = await store.read.identities.findByUser(organizationId, tenantId, id);
          return link === null ? [] : [`${link.slackUserId} ${email}`];
        }),
      );
      return found.flat().sort();
    },
    resolve: async (slackUserId: string, workspace = { teamId: 'TACME', enterpriseId: null }) => {
      const organization = await store.read.organizations.findById(organizationId);
      if (organization === null) throw new Error('The organization is gone');
      const person = await lookUp(slackUserId);
      const place = { organization, workspace, channelId: 'CGENERAL' };
      return store.transact(organizationId, (tx) =>
        resolveIdentity({ clock, random: systemRandom }, tx, place, { person, side: 'target' }),
      );
    },
    close: async () => {
      await store.close();
      await sandbox.stop();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(folder, { recursive: true });
    },
  } satisfies Omit<SlackWorld, 'now'>);
}
