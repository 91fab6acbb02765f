import type { AckResult, Deliveries } from '../delivery/deliveries.ts';
import type { EventSender } from '../delivery/send-event.ts';
import { deepCopy, type JsonObject, objectsIn } from '../json.ts';
import type { PersonFixture } from '../workspace.ts';
import { type Channel, canSee } from '../world/channels.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import type { Message } from '../world/messages.ts';
import type { Platform } from '../world/platform.ts';
import type { View } from '../world/views.ts';
import { announceTyped } from './announce-typed.ts';
import { assertConfirmed, describeAction, elementState, type FoundElement, getElement } from './elements.ts';
import {
  messageActionPayload,
  type Scene,
  viewActionPayload,
  viewClosedPayload,
  viewSubmissionPayload,
} from './payloads.ts';
import { type CommandOptions, runCommand } from './run-command.ts';
import { applySubmissionResponse, assertSubmittable, fillView, type ViewValues } from './submit-view.ts';
import { readableText, showMessage, type VisibleMessage } from './visible-message.ts';
import { waitUntil } from './wait-until.ts';

export interface WaitOptions {
  readonly timeoutMs?: number;
}

export interface ClickOptions {
  /** Says yes to the button's own question. */
  readonly confirm?: boolean;
  /** Clicks what was on the screen when `message` was read, though it may have changed or gone since. */
  readonly stale?: boolean;
}

/** A modal or home tab as its person sees it. */
export interface VisibleView {
  readonly id: string;
  readonly content: JsonObject;
  readonly blocks: readonly JsonObject[];
  readonly privateMetadata: string;
  /** Block id -> the message under the field. */
  readonly errors: Readonly<Record<string, string>>;
  /** How many modals are stacked, this one included. */
  readonly depth: number;
}

export interface PersonDependencies {
  readonly platform: Platform;
  readonly deliveries: Deliveries;
  readonly events: EventSender;
}

const PATIENCE_MS = 5000;

/** Somebody at the keyboard: can do what a person can do in a Slack client, and see what that person sees. */
export class Person {
  readonly id: string;
  readonly #platform: Platform;
  readonly #deliveries: Deliveries;
  readonly #events: EventSender;

  constructor(dependencies: PersonDependencies, id: string) {
    this.id = id;
    this.#platform = dependencies.platform;
    this.#deliveries = dependencies.deliveries;
    this.#events = dependencies.events;
  }

  /** Types a slash command; resolves when the app acknowledged it or Slack gave up. */
  command(channel: string, text: string, options: CommandOptions = {}): Promise<AckResult> {
    const person = this.#self();
    return runCommand(this.#platform, this.#deliveries, person, this.#enter(channel), text, options);
  }

  /** Types a message into a channel; a mention of an app's bot is announced to it. */
  async say(channel: string, text: string): Promise<AckResult[]> {
    const where = this.#enter(channel);
    const message = this.#platform.messages.post({ channelId: where.id, user: this.#self().id, text });
    return announceTyped(this.#platform, this.#events, where, message);
  }

  sendDirectMessage(text: string, app = 0): Promise<AckResult[]> {
    return this.say(this.directChannel(app), text);
  }

  /** The id of this person's direct message with an app's bot. */
  directChannel(app = 0): string {
    const { installation } = this.#sceneOf(this.#appAt(app));
    return this.#platform.channels.openIm(installation.teamId, this.id, installation.botUserId).channel.id;
  }

  visibleMessages(channel: string): VisibleMessage[] {
    const where = this.#platform.channels.getByIdOrName(channel);
    if (!canSee(where, this.id, this.#self().teamId)) return [];
    return this.#platform.messages.seenBy(this.id, where.id).map(showMessage);
  }

  /** The newest message in sight that the predicate accepts, as soon as there is one. */
  waitForMessage(
    channel: string,
    predicate: (message: VisibleMessage) => boolean,
    { timeoutMs = PATIENCE_MS }: WaitOptions = {},
  ): Promise<VisibleMessage> {
    const describe = () => {
      const lines = this.visibleMessages(channel).map((message) => `- ${readableText(message)}`);
      return `${this.id} waited ${timeoutMs} ms in ${channel} and saw only:\n${lines.join('\n') || '(nothing)'}`;
    };
    const find = () => this.visibleMessages(channel).findLast(predicate);
    return waitUntil(this.#platform.changes, find, timeoutMs, describe);
  }

  click(message: VisibleMessage, actionId: string, options: ClickOptions = {}): Promise<AckResult> {
    return this.#actOnMessage(message, actionId, undefined, options);
  }

  selectOption(
    message: VisibleMessage,
    actionId: string,
    value: string | readonly string[],
    options: ClickOptions = {},
  ): Promise<AckResult> {
    return this.#actOnMessage(message, actionId, value, options);
  }

  modal(): VisibleView | undefined {
    const top = this.#topView();
    return top && this.#show(top);
  }

  waitForModal(
    predicate: (view: VisibleView) => boolean = () => true,
    { timeoutMs = PATIENCE_MS }: WaitOptions = {},
  ): Promise<VisibleView> {
    return this.#waitForView('modal', () => this.modal(), predicate, timeoutMs);
  }

  clickInView(actionId: string, options: ClickOptions = {}): Promise<AckResult> {
    return this.#actOnView(this.#requireTopView(), actionId, undefined, options);
  }

  selectInView(
    actionId: string,
    value: string | readonly string[],
    options: ClickOptions = {},
  ): Promise<AckResult> {
    return this.#actOnView(this.#requireTopView(), actionId, value, options);
  }

  /** Fills in fields by action id and presses the submit button. */
  async submitView(values: ViewValues = {}): Promise<AckResult> {
    const view = this.#requireTopView();
    fillView(view, values);
    assertSubmittable(view);
    const scene = this.#sceneOf(this.#appById(view.appId));
    const payload = viewSubmissionPayload(scene, view);
    const result = await this.#interact(scene.app, payload, true);
    if (!result.acked) return result;
    const understood = applySubmissionResponse(this.#platform.views, view, result.response);
    return understood ? result : { ...result, error: 'invalid_response' };
  }

  /** Leaves the top modal, or with `all` the whole stack; the app hears of it if the view asked to. */
  async closeView({ all = false }: { all?: boolean } = {}): Promise<AckResult | undefined> {
    const stack = this.#platform.views.stackOf(this.id);
    const closing = (all ? stack : stack.slice(-1)).toReversed();
    if (all) this.#platform.views.closeAll(this.id);
    else this.#platform.views.closeTop(this.id);
    let result: AckResult | undefined;
    for (const view of closing.filter((each) => each.content.notify_on_close === true)) {
      const scene = this.#sceneOf(this.#appById(view.appId));
      result = await this.#interact(scene.app, viewClosedPayload(scene, view, all), false);
    }
    return result;
  }

  /** Opens the app's home tab, which the app hears of; `waitForHome` shows what it publishes. */
  openHome(app = 0): Promise<AckResult | undefined> {
    const scene = this.#sceneOf(this.#appAt(app));
    const view = this.#platform.views.homeOf(scene.app.id, this.id);
    return this.#events.send('app_home_opened', scene.app, scene.installation, {
      type: 'app_home_opened',
      user: this.id,
      channel: this.directChannel(app),
      tab: 'home',
      event_ts: String(this.#platform.now() / 1000),
      ...(view ? { view: this.#show(view).content } : {}),
    });
  }

  home(app = 0): VisibleView | undefined {
    const view = this.#platform.views.homeOf(this.#appAt(app).id, this.id);
    return view && this.#show(view);
  }

  waitForHome(
    predicate: (view: VisibleView) => boolean = () => true,
    { timeoutMs = PATIENCE_MS, app = 0 }: WaitOptions & { app?: number } = {},
  ): Promise<VisibleView> {
    return this.#waitForView('home tab', () => this.home(app), predicate, timeoutMs);
  }

  clickInHome(
    actionId: string,
    { app = 0, ...options }: ClickOptions & { app?: number } = {},
  ): Promise<AckResult> {
    const view = this.#platform.views.homeOf(this.#appAt(app).id, this.id);
    if (!view) throw new Error(`${this.id} has no home tab of app ${app}`);
    return this.#actOnView(view, actionId, undefined, options);
  }

  /** Reloads the client: every ephemeral message and every open modal is gone. */
  reload(): void {
    this.#platform.messages.forgetEphemeralsOf(this.id);
    this.#platform.views.closeAll(this.id);
  }

  #self(): PersonFixture {
    const person = this.#platform.people.getByIdOrHandle(this.id);
    if (person.isDeleted || person.isBot)
      throw new Error(`${this.id} cannot act in Slack (deleted, or a bot)`);
    return person;
  }

  #enter(channel: string): Channel {
    const where = this.#platform.channels.getByIdOrName(channel);
    if (!where.members.has(this.id)) throw new Error(`${this.id} is not in ${channel} and cannot type there`);
    return where;
  }

  #appAt(index: number): InstalledApp {
    const app = this.#platform.apps[index];
    if (!app) throw new Error(`the sandbox has no app ${index}`);
    return app;
  }

  #appById(id: string): InstalledApp {
    const index = this.#platform.apps.findIndex((app) => app.id === id);
    return this.#appAt(index);
  }

  #sceneOf(app: InstalledApp, botUserId?: string): Scene {
    const person = this.#self();
    const installation =
      app.installations.find((each: Installation) => each.botUserId === botUserId) ??
      app.installations.find((each) => each.teamId === person.teamId) ??
      app.installations[0];
    if (!installation) throw new Error(`app ${app.id} is installed nowhere`);
    return { platform: this.#platform, app, installation, person };
  }

  #requireMessage(message: VisibleMessage, isStale: boolean): Message {
    const current = this.#platform.messages.find(message.channel, message.ts);
    const isAddressed = current?.ephemeralFor === undefined || current.ephemeralFor === this.id;
    if (!current || !isAddressed || (current.isGone && !isStale)) {
      throw new Error(`${this.id} does not see the message ${message.ts} in ${message.channel}`);
    }
    return current;
  }

  async #actOnMessage(
    message: VisibleMessage,
    actionId: string,
    value: string | readonly string[] | undefined,
    { confirm = false, stale = false }: ClickOptions,
  ): Promise<AckResult> {
    const current = this.#requireMessage(message, stale);
    const found = getElement(stale ? message.blocks : current.blocks, actionId);
    assertConfirmed(found.element, confirm);
    if (current.appId === undefined) throw new Error('a message that a person typed has no buttons');
    const app = this.#appById(current.appId);
    const scene = this.#sceneOf(app, current.user);
    const channel = this.#platform.channels.getByIdOrName(current.channelId);
    const action = this.#describe(found, value);
    return this.#interact(app, messageActionPayload(scene, channel, current, action), false);
  }

  async #actOnView(
    view: View,
    actionId: string,
    value: string | readonly string[] | undefined,
    { confirm = false }: ClickOptions,
  ): Promise<AckResult> {
    const found = getElement(objectsIn(view.content.blocks), actionId);
    assertConfirmed(found.element, confirm);
    if (value !== undefined) fillView(view, { [actionId]: value });
    const scene = this.#sceneOf(this.#appById(view.appId));
    return this.#interact(scene.app, viewActionPayload(scene, view, this.#describe(found, value)), false);
  }

  #describe(found: FoundElement, value: string | readonly string[] | undefined): JsonObject {
    const state = value === undefined ? undefined : elementState(found.element, value);
    return describeAction(found, state, (this.#platform.now() / 1000).toFixed(6));
  }

  #interact(app: InstalledApp, payload: JsonObject, acceptsResponse: boolean): Promise<AckResult> {
    if (!app.manifest.isInteractive)
      throw new Error(`the manifest of ${app.manifest.name} has interactivity off`);
    return this.#deliveries.send({ app, kind: 'interactive', payload, acceptsResponse });
  }

  #topView(): View | undefined {
    return this.#platform.views.stackOf(this.id).at(-1);
  }

  #requireTopView(): View {
    const view = this.#topView();
    if (!view) throw new Error(`${this.id} has no open modal`);
    return view;
  }

  #show(view: View): VisibleView {
    const content = deepCopy(view.content);
    return {
      id: view.id,
      content,
      blocks: objectsIn(content.blocks),
      privateMetadata: String(content.private_metadata ?? ''),
      errors: { ...view.errors },
      depth: this.#platform.views.stackOf(this.id).length,
    };
  }

  #waitForView(
    what: string,
    look: () => VisibleView | undefined,
    predicate: (view: VisibleView) => boolean,
    timeoutMs: number,
  ): Promise<VisibleView> {
    const find = () => {
      const view = look();
      return view && predicate(view) ? view : undefined;
    };
    const describe = () =>
      `${this.id} waited ${timeoutMs} ms for a ${what} and saw only: ${JSON.stringify(look()?.content ?? null)}`;
    return waitUntil(this.#platform.changes, find, timeoutMs, describe);
  }
}
