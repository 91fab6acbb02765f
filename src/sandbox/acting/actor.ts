import type { AckResult, Deliveries } from '../delivery/deliveries.ts';
import type { EventSender } from '../delivery/send-event.ts';
import type { JsonObject } from '../json.ts';
import type { PersonFixture } from '../workspace.ts';
import type { Channel } from '../world/channels.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import type { Scene } from './payloads.ts';

export interface ActingDependencies {
  readonly platform: Platform;
  readonly deliveries: Deliveries;
  readonly events: EventSender;
}

/** What every act of a person needs: who it is, where they are, and which app hears of it. */
export class Actor {
  readonly id: string;
  readonly platform: Platform;
  readonly deliveries: Deliveries;
  readonly events: EventSender;

  constructor(dependencies: ActingDependencies, id: string) {
    this.id = id;
    this.platform = dependencies.platform;
    this.deliveries = dependencies.deliveries;
    this.events = dependencies.events;
  }

  /** The person as they are now; who is deleted or a bot does not act. */
  self(): PersonFixture {
    const person = this.platform.people.getByIdOrHandle(this.id);
    if (person.isDeleted || person.isBot)
      throw new Error(`${this.id} cannot act in Slack (deleted, or a bot)`);
    return person;
  }

  enter(channel: string): Channel {
    const where = this.platform.channels.getByIdOrName(channel);
    if (!where.members.has(this.id)) throw new Error(`${this.id} is not in ${channel} and cannot type there`);
    return where;
  }

  appAt(index: number): InstalledApp {
    const app = this.platform.apps[index];
    if (!app) throw new Error(`the sandbox has no app ${index}`);
    return app;
  }

  /** In which installation an app is met: that of the given bot, or of the person's team, or the first. */
  sceneOf(app: InstalledApp, botUserId?: string): Scene {
    const person = this.self();
    const installation =
      app.installations.find((each) => each.botUserId === botUserId) ??
      app.installations.find((each) => each.teamId === person.teamId) ??
      app.installations[0];
    if (!installation) throw new Error(`app ${app.id} is installed nowhere`);
    return { platform: this.platform, app, installation, person };
  }

  interact(app: InstalledApp, payload: JsonObject, acceptsResponse: boolean): Promise<AckResult> {
    if (!app.manifest.isInteractive) {
      throw new Error(`the manifest of ${app.manifest.name} has interactivity off`);
    }
    return this.deliveries.send({ app, kind: 'interactive', payload, acceptsResponse });
  }
}
