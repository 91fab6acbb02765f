import { isDay, isMoment, isTime } from '../blocks/moments.ts';
import { elementsOf } from '../blocks/read-blocks.ts';
import { isObject, isText, type JsonObject, objectsIn } from '../json.ts';

/** What a person chose or typed: by action id, one value each (a list for checkboxes). */
export type EnteredValues = Readonly<Record<string, string | readonly string[] | null>>;

export interface FoundElement {
  readonly block: JsonObject;
  readonly element: JsonObject;
}

function listElements(blocks: readonly JsonObject[]): FoundElement[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
}

/** The element a person means; the error says what there is instead. */
export function getElement(blocks: readonly JsonObject[], actionId: string): FoundElement {
  const all = listElements(blocks);
  const found = all.find(({ element }) => element.action_id === actionId);
  if (found) return found;
  const offered = all.map(({ element }) => String(element.action_id)).join(', ') || 'nothing to click';
  throw new Error(`no element ${actionId} is in sight; there is: ${offered}`);
}

function optionsOf(element: JsonObject): JsonObject[] {
  const groups = objectsIn(element.option_groups);
  return groups.length > 0 ? groups.flatMap((group) => objectsIn(group.options)) : objectsIn(element.options);
}

function getOption(element: JsonObject, value: string): JsonObject {
  const found = optionsOf(element).find((option) => option.value === value);
  if (!found) throw new Error(`${String(element.action_id)} has no option ${value}`);
  return found;
}

/** A day and time is chosen as ISO 8601 or in seconds since the epoch; Slack sends seconds. */
function readSeconds(value: string): number {
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.floor(Date.parse(value) / 1000);
  if (!isMoment(seconds)) throw new Error(`${value} is no day and time`);
  return seconds;
}

/** Slack's client lets no one choose anything else. */
function getFitting(text: string, fits: (text: string) => boolean, what: string): string {
  if (!fits(text)) throw new Error(`${text} is no ${what}`);
  return text;
}

/** What Slack keeps as an element's state once a person chose or typed `value`. */
export function elementState(element: JsonObject, value: string | readonly string[] | null): JsonObject {
  const { type } = element;
  const single = Array.isArray(value) ? undefined : value;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: isText(single) ? getOption(element, single) : null };
    case 'checkboxes':
      return {
        type,
        selected_options: (Array.isArray(value) ? value : [value])
          .filter(isText)
          .map((each) => getOption(element, each)),
      };
    case 'users_select':
      return { type, selected_user: single ?? null };
    case 'datepicker':
      return { type, selected_date: isText(single) ? getFitting(single, isDay, 'day') : null };
    case 'timepicker':
      return { type, selected_time: isText(single) ? getFitting(single, isTime, 'time of day') : null };
    case 'datetimepicker':
      return { type, selected_date_time: isText(single) ? readSeconds(single) : null };
    default:
      return { type, value: single ?? null };
  }
}

/** The state before anybody touches the element. */
export function initialState(element: JsonObject): JsonObject {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      return { type, value: element.initial_value ?? null };
  }
}

export function isBlank(state: JsonObject): boolean {
  const { type: _type, ...rest } = state;
  return Object.values(rest).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

/** The state of every element that keeps one, with what is entered by now: `state.values` of a message's payload. */
export function stateOf(
  blocks: readonly JsonObject[],
  entered: EnteredValues,
): Record<string, Record<string, JsonObject>> {
  const values: Record<string, Record<string, JsonObject>> = {};
  const unused = new Set(Object.keys(entered));
  for (const { block, element } of listElements(blocks)) {
    const actionId = String(element.action_id);
    unused.delete(actionId);
    if (element.type === 'button' || element.type === 'overflow') continue;
    const blockId = String(block.block_id);
    const value = entered[actionId];
    const state = value === undefined ? initialState(element) : elementState(element, value);
    values[blockId] = { ...values[blockId], [actionId]: state };
  }
  if (unused.size > 0) throw new Error(`the message has no field ${[...unused].join(', ')}`);
  return values;
}

/** The `actions[0]` of a payload: the element, and what was done to it. */
export function describeAction(
  found: FoundElement,
  state: JsonObject | undefined,
  actionTs: string,
): JsonObject {
  const { element, block } = found;
  const head = {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    action_ts: actionTs,
  };
  if (element.type !== 'button') return { ...head, ...state };
  return {
    ...head,
    text: element.text,
    ...(isText(element.value) ? { value: element.value } : {}),
    ...(isText(element.style) ? { style: element.style } : {}),
    ...(isText(element.url) ? { url: element.url } : {}),
  };
}

/** Slack asks before it sends a guarded click; a person has to say yes. */
export function assertConfirmed(element: JsonObject, isConfirmed: boolean): void {
  if (!isObject(element.confirm) || isConfirmed) return;
  const question = isObject(element.confirm.text) ? String(element.confirm.text.text) : '';
  throw new Error(
    `${String(element.action_id)} asks for confirmation first ("${question}"): pass {confirm: true}`,
  );
}
