import type { AckResult } from '../delivery/deliveries.ts';
import { canSee } from '../world/channels.ts';
import { presentView, type View } from '../world/views.ts';
import { type ActingDependencies, Actor } from './actor.ts';
import { announceTyped } from './announce-typed.ts';
import type { EnteredValues } from './elements.ts';
import { type CommandOptions, runCommand } from './run-command.ts';
import { type Choice, type ClickOptions, useInMessage, useInView } from './use-elements.ts';
import { closeViews, findTopView, getTopView, submitTopView } from './use-modals.ts';
import { useMessageShortcut, useShortcut } from './use-shortcuts.ts';
import { readableText, showMessage, type VisibleMessage } from './visible-message.ts';
import { showView, type VisibleView } from './visible-view.ts';
import { waitUntil } from './wait-until.ts';

export interface WaitOptions {
  readonly timeoutMs?: number;
}

/** Which app is meant, by its place in the sandbox's list; default the first. */
export interface OfApp {
  readonly app?: number;
}

const PATIENCE_MS = 5000;

/** Somebody at the keyboard: can do what a person can do in a Slack client, and see what that person sees. */
export class Person {
  readonly id: string;
  readonly #actor: Actor;

  constructor(dependencies: ActingDependencies, id: string) {
    this.id = id;
    this.#actor = new Actor(dependencies, id);
  }

  /** Types a slash command; resolves when the app acknowledged it or Slack gave up. */
  async command(channel: string, text: string, options: CommandOptions = {}): Promise<AckResult> {
    const { platform, deliveries } = this.#actor;
    const person = this.#actor.self();
    return runCommand(platform, deliveries, person, this.#actor.enter(channel), text, options);
  }

  /** Types a message into a channel; apps in a direct message, and mentioned ones, are told. */
  async say(channel: string, text: string, threadTs?: string): Promise<AckResult[]> {
    const { platform, events } = this.#actor;
    const where = this.#actor.enter(channel);
    const message = platform.messages.post({
      channelId: where.id,
      user: this.#actor.self().id,
      text,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
    return announceTyped(platform, events, where, message);
  }

  async sendDirectMessage(text: string, app = 0): Promise<AckResult[]> {
    return this.say(this.directChannel(app), text);
  }

  /** The id of this person's direct message with an app's bot. */
  directChannel(app = 0): string {
    const { installation } = this.#actor.sceneOf(this.#actor.appAt(app));
    const { channels } = this.#actor.platform;
    return channels.openIm(installation.teamId, this.id, installation.botUserId).channel.id;
  }

  visibleMessages(channel: string): VisibleMessage[] {
    const { channels, messages, people } = this.#actor.platform;
    const where = channels.getByIdOrName(channel);
    if (!canSee(where, this.id, people.getByIdOrHandle(this.id).teamId)) return [];
    return messages.seenBy(this.id, where.id).map(showMessage);
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
    return waitUntil(this.#actor.platform.changes, find, timeoutMs, describe);
  }

  click(message: VisibleMessage, actionId: string, options: ClickOptions = {}): Promise<AckResult> {
    return useInMessage(this.#actor, message, actionId, undefined, options);
  }

  selectOption(
    message: VisibleMessage,
    actionId: string,
    value: Choice,
    options: ClickOptions = {},
  ): Promise<AckResult> {
    return useInMessage(this.#actor, message, actionId, value, options);
  }

  /** Chooses one of the apps' shortcuts, by its name or callback id. */
  async useShortcut(named: string): Promise<AckResult> {
    return useShortcut(this.#actor, named);
  }

  /** The same from a message's menu. */
  async useMessageShortcut(message: VisibleMessage, named: string): Promise<AckResult> {
    return useMessageShortcut(this.#actor, message, named);
  }

  modal(): VisibleView | undefined {
    return this.#show(findTopView(this.#actor));
  }

  waitForModal(
    predicate: (view: VisibleView) => boolean = () => true,
    { timeoutMs = PATIENCE_MS }: WaitOptions = {},
  ): Promise<VisibleView> {
    return this.#waitForView('modal', () => this.modal(), predicate, timeoutMs);
  }

  async clickInView(actionId: string, options: ClickOptions = {}): Promise<AckResult> {
    return useInView(this.#actor, getTopView(this.#actor), actionId, undefined, options);
  }

  async selectInView(actionId: string, value: Choice, options: ClickOptions = {}): Promise<AckResult> {
    return useInView(this.#actor, getTopView(this.#actor), actionId, value, options);
  }

  /** Fills in fields by action id and presses the submit button. */
  submitView(values: EnteredValues = {}): Promise<AckResult> {
    return submitTopView(this.#actor, values);
  }

  /** Leaves the top modal, or with `all` the whole stack; the app hears of it if the view asked to. */
  closeView({ all = false }: { all?: boolean } = {}): Promise<AckResult | undefined> {
    return closeViews(this.#actor, all);
  }

  /** Opens the app's home tab, which the app hears of; `waitForHome` shows what it publishes. */
  async openHome(app = 0): Promise<AckResult | undefined> {
    const scene = this.#actor.sceneOf(this.#actor.appAt(app));
    const view = this.#findHome(app);
    return this.#actor.events.send('app_home_opened', scene.app, scene.installation, {
      type: 'app_home_opened',
      user: this.id,
      channel: this.directChannel(app),
      tab: 'home',
      event_ts: (this.#actor.platform.now() / 1000).toFixed(6),
      ...(view ? { view: presentView(view, scene.installation.botId) } : {}),
    });
  }

  home(app = 0): VisibleView | undefined {
    return this.#show(this.#findHome(app));
  }

  waitForHome(
    predicate: (view: VisibleView) => boolean = () => true,
    { timeoutMs = PATIENCE_MS, app = 0 }: WaitOptions & OfApp = {},
  ): Promise<VisibleView> {
    return this.#waitForView('home tab', () => this.home(app), predicate, timeoutMs);
  }

  async clickInHome(
    actionId: string,
    { app = 0, ...options }: ClickOptions & OfApp = {},
  ): Promise<AckResult> {
    const view = this.#findHome(app);
    if (!view) throw new Error(`${this.id} has no home tab of app ${app}`);
    return useInView(this.#actor, view, actionId, undefined, options);
  }

  async selectInHome(
    actionId: string,
    value: Choice,
    { app = 0, ...options }: ClickOptions & OfApp = {},
  ): Promise<AckResult> {
    const view = this.#findHome(app);
    if (!view) throw new Error(`${this.id} has no home tab of app ${app}`);
    return useInView(this.#actor, view, actionId, value, options);
  }

  /** Reloads the client: every ephemeral message and every open modal is gone. */
  reload(): void {
    this.#actor.platform.messages.forgetEphemeralsOf(this.id);
    this.#actor.platform.views.closeAll(this.id);
  }

  #findHome(app: number): View | undefined {
    return this.#actor.platform.views.homeOf(this.#actor.appAt(app).id, this.id);
  }

  #show(view: View | undefined): VisibleView | undefined {
    return view && showView(this.#actor.platform.views, view);
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
    const describe = () => {
      const seen = JSON.stringify(look()?.content ?? null);
      return `${this.id} waited ${timeoutMs} ms for a ${what} and saw only: ${seen}`;
    };
    return waitUntil(this.#actor.platform.changes, find, timeoutMs, describe);
  }
}
