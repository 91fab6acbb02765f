import { changePerson, joinTeam } from './acting/change-people.ts';
import { Person } from './acting/person.ts';
import { controlRoutes } from './control/control-routes.ts';
import { LIMITS } from './coverage.ts';
import { type AckResult, createDeliveries } from './delivery/deliveries.ts';
import type { Redelivery } from './delivery/make-envelope.ts';
import { createEventSender } from './delivery/send-event.ts';
import { demoWorkspace } from './demo-workspace.ts';
import type { PageOptions, ServedPage } from './page/page-options.ts';
import { describeApp, installFrom, type SandboxApp, type SandboxAppOptions } from './sandbox-app.ts';
import { startServer } from './server/start-server.ts';
import type { PersonFixture, WorkspaceFixture } from './workspace.ts';
import type { Faults } from './world/faults.ts';
import { newSecret } from './world/identifiers.ts';
import type { PersonChange } from './world/people.ts';
import { createPlatform } from './world/platform.ts';
import type { ApiCall, Envelope, ResponseUrlPost } from './world/record.ts';

export type {
  /** @public */
  EnteredValues,
} from './acting/elements.ts';
export type {
  /** @public */
  Person,
} from './acting/person.ts';
export {
  /** @public */
  readableText,
  /** @public */
  type VisibleMessage,
} from './acting/visible-message.ts';
export type {
  /** @public */
  VisibleView,
} from './acting/visible-view.ts';
export type {
  /** @public */
  AckResult,
} from './delivery/deliveries.ts';
export {
  /** @public */
  demoWorkspace,
} from './demo-workspace.ts';
export type {
  /** @public */
  InspectedMachine,
  /** @public */
  PageAction,
  /** @public */
  PageOptions,
  /** @public */
  ServedPage,
} from './page/page-options.ts';
export type {
  /** @public */
  SandboxApp,
  /** @public */
  SandboxAppOptions,
} from './sandbox-app.ts';
export type {
  /** @public */
  ChannelFixture,
  /** @public */
  PersonFixture,
  /** @public */
  TeamFixture,
  /** @public */
  WorkspaceFixture,
} from './workspace.ts';
export {
  /** @public */
  buildWorkspace,
} from './workspace.ts';
export type {
  /** @public */
  Fault,
  /** @public */
  FaultKind,
} from './world/faults.ts';
export type {
  /** @public */
  ApiCall,
  /** @public */
  Envelope,
  /** @public */
  ResponseUrlPost,
} from './world/record.ts';

export interface SandboxOptions {
  readonly apps: readonly SandboxAppOptions[];
  /** Default: the demo workspace. */
  readonly workspace?: WorkspaceFixture;
  /** Milliseconds; drives expiries, timestamps and signatures. Default `Date.now`. */
  readonly now?: () => number;
  /** Default: any free port. */
  readonly port?: number;
  /** How long Slack waits for an ack: 3000, shorter only to save a test's time. */
  readonly ackTimeoutMs?: number;
  /** The waits before an unacknowledged event is sent again. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** Refuse a second post to the same channel within one second. Default off. */
  readonly limitPosts?: boolean;
}

export interface Sandbox {
  readonly origin: string;
  readonly apiUrl: string;
  readonly port: number;
  /** Opens the control routes under `/sandbox/`; new for every run. */
  readonly controlToken: string;
  readonly faults: Faults;
  app(index?: number): SandboxApp;
  /** A person by id (`UADAM`, `U_ADAM`) or handle (`adam`). */
  actAs(idOrHandle: string): Person;
  person(idOrHandle: string): PersonFixture;
  channelId(idOrName: string): string;
  /** Changes somebody and tells the subscribed apps (`user_change`), unless Slack loses the event. */
  changePerson(idOrHandle: string, change: PersonChange, event?: 'sent' | 'lost'): Promise<AckResult[]>;
  /** Adds somebody and tells the subscribed apps (`team_join`). */
  joinTeam(person: PersonFixture): Promise<AckResult[]>;
  setChannel(idOrName: string, change: { isExtShared?: boolean; isPendingExtShared?: boolean }): void;
  inviteApp(idOrName: string, app?: number): void;
  removeApp(idOrName: string, app?: number): void;
  apiCalls(filter?: { method?: string; app?: number }): readonly ApiCall[];
  responseUrlPosts(): readonly ResponseUrlPost[];
  envelopes(filter?: { kind?: Envelope['kind']; app?: number }): readonly Envelope[];
  /** Delivers again what was delivered before, all copies at once; over HTTP also wrongly signed. */
  redeliver(envelope: Envelope, times?: number, how?: Redelivery): Promise<AckResult[]>;
  /**
   * Serves the page on which people act as anybody in the workspace, and says where. Needs the development
   * dependencies (Vite, React), which nothing else of the sandbox loads. Once a run.
   */
  servePage(options?: PageOptions): Promise<ServedPage>;
  stop(): Promise<void>;
}

const RETRY_DELAYS_MS = [0, 60_000, 300_000] as const;

/** Starts a Slack of one's own on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const workspace = options.workspace ?? demoWorkspace();
  const apps = options.apps.map((app) => installFrom(app, workspace));
  const platform = createPlatform({
    workspace,
    apps,
    now: options.now ?? Date.now,
    postsPerSecondLimited: options.limitPosts ?? false,
  });
  const deliveries = createDeliveries(platform, options.ackTimeoutMs ?? LIMITS.ackMs);
  const events = createEventSender(platform, deliveries, options.eventRetryDelaysMs ?? RETRY_DELAYS_MS);
  const dependencies = { platform, deliveries, events };
  const controlToken = newSecret();
  const actAs = (idOrHandle: string) =>
    new Person(dependencies, platform.people.getByIdOrHandle(idOrHandle).id);
  const control = controlRoutes({ platform, controlToken, actAs });
  const server = await startServer(platform, deliveries, control, options.port ?? 0);
  let page: ServedPage | undefined;
  const appAt = (index = 0) => describeApp(platform, deliveries, index);
  for (const [index, { requestUrl }] of options.apps.entries()) {
    if (requestUrl !== undefined) appAt(index).setRequestUrl(requestUrl);
  }
  return {
    origin: platform.origin,
    apiUrl: `${platform.origin}/api/`,
    port: server.port,
    controlToken,
    faults: platform.faults,
    app: appAt,
    actAs,
    person: (idOrHandle) => platform.people.getByIdOrHandle(idOrHandle),
    channelId: (idOrName) => platform.channels.getByIdOrName(idOrName).id,
    changePerson: (idOrHandle, change, event) => changePerson(dependencies, idOrHandle, change, event),
    joinTeam: (person) => joinTeam(dependencies, person),
    setChannel(idOrName, change) {
      Object.assign(platform.channels.getByIdOrName(idOrName), change);
    },
    inviteApp(idOrName, app) {
      platform.channels.getByIdOrName(idOrName).members.add(appAt(app).botUserId);
    },
    removeApp(idOrName, app) {
      platform.channels.getByIdOrName(idOrName).members.delete(appAt(app).botUserId);
    },
    apiCalls: ({ method, app } = {}) =>
      platform.record.apiCalls
        .filter((call) => method === undefined || call.method === method)
        .filter((call) => app === undefined || call.app === app),
    responseUrlPosts: () => platform.record.responseUrlPosts,
    envelopes: ({ kind, app } = {}) =>
      platform.record.envelopes
        .filter((envelope) => kind === undefined || envelope.kind === kind)
        .filter((envelope) => app === undefined || envelope.app === app),
    redeliver: (envelope, times = 1, how = 'resigned') => deliveries.redeliver(envelope, times, how),
    async servePage(pageOptions = {}) {
      if (page) throw new Error('the page is served already');
      const { servePage } = await import('./page/serve-page.ts');
      page = await servePage({ platform, controlToken, mount: server.mount }, pageOptions);
      return page;
    },
    async stop() {
      events.stop();
      await page?.close();
      await server.stop();
    },
  };
}
