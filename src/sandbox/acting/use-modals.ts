import type { AckResult } from '../delivery/deliveries.ts';
import { appById } from '../world/platform.ts';
import type { View } from '../world/views.ts';
import type { Actor } from './actor.ts';
import type { EnteredValues } from './elements.ts';
import { viewClosedPayload, viewSubmissionPayload } from './payloads.ts';
import { applySubmissionResponse, assertSubmittable, fillView } from './submit-view.ts';

export function findTopView(actor: Actor): View | undefined {
  return actor.platform.views.stackOf(actor.id).at(-1);
}

export function getTopView(actor: Actor): View {
  const view = findTopView(actor);
  if (!view) throw new Error(`${actor.id} has no open modal`);
  return view;
}

/** Fills in the top modal, submits it, and does what the app's answer asks for. */
export async function submitTopView(actor: Actor, values: EnteredValues): Promise<AckResult> {
  const view = getTopView(actor);
  fillView(view, values);
  assertSubmittable(view);
  const scene = actor.sceneOf(appById(actor.platform, view.appId));
  const result = await actor.interact(scene.app, viewSubmissionPayload(scene, view), true);
  if (!result.acked) return result;
  const isUnderstood = applySubmissionResponse(actor.platform.views, view, result.response);
  return isUnderstood ? result : { ...result, error: 'invalid_response' };
}

/** Closes the top modal or all of them, topmost first; returns the last ack of an app that asked to hear of it. */
export async function closeViews(actor: Actor, isAll: boolean): Promise<AckResult | undefined> {
  const { views } = actor.platform;
  const stack = views.stackOf(actor.id);
  const closing = (isAll ? stack : stack.slice(-1)).toReversed();
  if (isAll) views.closeAll(actor.id);
  else views.closeTop(actor.id);
  let result: AckResult | undefined;
  for (const view of closing.filter((each) => each.content.notify_on_close === true)) {
    const scene = actor.sceneOf(appById(actor.platform, view.appId));
    result = await actor.interact(scene.app, viewClosedPayload(scene, view, isAll), false);
  }
  return result;
}
