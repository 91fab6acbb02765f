import type { AckResult } from '../delivery/deliveries.ts';
import { type JsonObject, objectsIn } from '../json.ts';
import type { Message } from '../world/messages.ts';
import { appById } from '../world/platform.ts';
import type { View } from '../world/views.ts';
import type { Actor } from './actor.ts';
import {
  assertConfirmed,
  describeAction,
  type EnteredValues,
  elementState,
  type FoundElement,
  getElement,
  stateOf,
} from './elements.ts';
import { messageActionPayload, viewActionPayload } from './payloads.ts';
import { fillView } from './submit-view.ts';
import type { VisibleMessage } from './visible-message.ts';

export interface ClickOptions {
  /** Says yes to the button's own question. */
  readonly confirm?: boolean;
  /** Clicks what was on the screen when `message` was read, though it may have changed or gone since. */
  readonly stale?: boolean;
  /** What stands in the other fields by now, entered but not sent: Slack sends it along. */
  readonly entered?: EnteredValues;
}

export type Choice = string | readonly string[];

function describeUse(actor: Actor, found: FoundElement, state: JsonObject | undefined): JsonObject {
  return describeAction(found, state, (actor.platform.now() / 1000).toFixed(6));
}

function stateAfter(element: JsonObject, choice: Choice | undefined): JsonObject | undefined {
  return choice === undefined ? undefined : elementState(element, choice);
}

function withChoice(entered: EnteredValues, actionId: string, choice: Choice | undefined): EnteredValues {
  return choice === undefined ? entered : { ...entered, [actionId]: choice };
}

function requireMessage(actor: Actor, message: VisibleMessage, isStale: boolean): Message {
  const current = actor.platform.messages.find(message.channel, message.ts);
  const isAddressed = current?.ephemeralFor === undefined || current.ephemeralFor === actor.id;
  if (!current || !isAddressed || (current.isGone && !isStale)) {
    throw new Error(`${actor.id} does not see the message ${message.ts} in ${message.channel}`);
  }
  return current;
}

/** Clicks a button, or chooses in a menu, of a message. */
export async function useInMessage(
  actor: Actor,
  message: VisibleMessage,
  actionId: string,
  choice: Choice | undefined,
  { confirm = false, stale = false, entered = {} }: ClickOptions,
): Promise<AckResult> {
  const current = requireMessage(actor, message, stale);
  const blocks = stale ? message.blocks : current.blocks;
  const found = getElement(blocks, actionId);
  assertConfirmed(found.element, confirm);
  if (current.appId === undefined) throw new Error('a message that a person typed has no buttons');
  const app = appById(actor.platform, current.appId);
  const scene = actor.sceneOf(app, current.user);
  const channel = actor.platform.channels.getByIdOrName(current.channelId);
  const state = stateAfter(found.element, choice);
  const values = stateOf(blocks, withChoice(entered, actionId, choice));
  const action = describeUse(actor, found, state);
  const payload = messageActionPayload(scene, channel, current, action, values);
  return actor.interact(app, payload, false);
}

/** Clicks a button, or chooses in a menu, of a modal or home tab. */
export async function useInView(
  actor: Actor,
  view: View,
  actionId: string,
  choice: Choice | undefined,
  { confirm = false, entered = {} }: ClickOptions,
): Promise<AckResult> {
  const found = getElement(objectsIn(view.content.blocks), actionId);
  assertConfirmed(found.element, confirm);
  fillView(view, withChoice(entered, actionId, choice));
  const scene = actor.sceneOf(appById(actor.platform, view.appId));
  return actor.interact(
    scene.app,
    viewActionPayload(scene, view, describeUse(actor, found, stateAfter(found.element, choice))),
    false,
  );
}
