import { elementsOf, readView } from '../blocks/read-blocks.ts';
import { deepCopy, isObject, isText, type JsonObject, objectsIn } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { View, Views } from '../world/views.ts';
import { type EnteredValues, elementState, initialState, isBlank } from './elements.ts';

/** Enters values into the open view and leaves everything else as it was. */
export function fillView(view: View, values: EnteredValues): void {
  const unused = new Set(Object.keys(values));
  // A new object each time: an earlier payload must not change under its reader.
  const filled = deepCopy(view.state);
  for (const block of objectsIn(view.content.blocks)) {
    for (const element of elementsOf(block)) {
      if (element.type === 'button') continue;
      const actionId = String(element.action_id);
      const blockId = String(block.block_id);
      const value = values[actionId];
      const state =
        value === undefined
          ? (filled[blockId]?.[actionId] ?? initialState(element))
          : elementState(element, value);
      filled[blockId] = { ...filled[blockId], [actionId]: state };
      unused.delete(actionId);
    }
  }
  view.state = filled;
  if (unused.size > 0) throw new Error(`the open view has no field ${[...unused].join(', ')}`);
}

/** What Slack's client checks before it sends anything. */
export function assertSubmittable(view: View): void {
  for (const block of objectsIn(view.content.blocks)) {
    if (block.type !== 'input' || !isObject(block.element)) continue;
    const state = view.state[String(block.block_id)]?.[String(block.element.action_id)];
    if (!state || isBlank(state)) {
      if (block.optional === true) continue;
      throw new Error(`Slack refuses to submit: the field ${String(block.element.action_id)} is required`);
    }
    assertLength(block.element, state);
  }
}

function assertLength(element: JsonObject, state: JsonObject): void {
  if (!isText(state.value)) return;
  const { min_length: min, max_length: max, action_id: id } = element;
  if (typeof min === 'number' && state.value.length < min)
    throw new Error(`${String(id)}: at least ${min} characters`);
  if (typeof max === 'number' && state.value.length > max)
    throw new Error(`${String(id)}: at most ${max} characters`);
}

function readErrors(view: View, errors: unknown): Record<string, string> | undefined {
  if (!isObject(errors)) return undefined;
  const inputs = objectsIn(view.content.blocks).filter((block) => block.type === 'input');
  const known = new Set(inputs.map((block) => block.block_id));
  const entries = Object.entries(errors);
  if (entries.length === 0 || entries.some(([id, text]) => !known.has(id) || !isText(text))) return undefined;
  return Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
}

/** Does what the ack of a submission asks for; false when Slack could make no sense of it. */
export function applySubmissionResponse(views: Views, view: View, response: unknown): boolean {
  if (response === undefined) {
    views.closeTop(view.userId);
    return true;
  }
  if (!isObject(response)) return false;
  try {
    switch (response.response_action) {
      case 'clear':
        views.closeAll(view.userId);
        return true;
      case 'update':
        views.rewrite(view, readView(response.view, 'modal'), undefined);
        return true;
      case 'push':
        views.push(
          { appId: view.appId, teamId: view.teamId, userId: view.userId },
          readView(response.view, 'modal'),
        );
        return true;
      case 'errors': {
        const errors = readErrors(view, response.errors);
        if (errors) views.refuse(view, errors);
        return errors !== undefined;
      }
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof SlackError) return false;
    throw error;
  }
}
