import { z } from 'zod';
import type { Person } from '../acting/person.ts';
import type { VisibleMessage } from '../acting/visible-message.ts';
import type { VisibleView } from '../acting/visible-view.ts';

const values = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]));
const choice = z.union([z.string(), z.array(z.string())]);
const typed = z.object({ channel: z.string(), text: z.string(), threadTs: z.string().optional() });
const inMessage = {
  channel: z.string(),
  ts: z.string(),
  actionId: z.string(),
  confirm: z.boolean().default(false),
  entered: values.default({}),
};
const inView = {
  actionId: z.string(),
  confirm: z.boolean().default(false),
  entered: values.default({}),
};

function findShown(person: Person, channel: string, ts: string): VisibleMessage {
  const message = person.visibleMessages(channel).find((each) => each.ts === ts);
  if (!message) throw new Error(`${person.id} does not see the message ${ts} in ${channel}`);
  return message;
}

function action<Shape extends z.ZodType>(
  shape: Shape,
  run: (person: Person, body: z.infer<Shape>) => unknown,
) {
  return (person: Person, body: unknown): unknown => run(person, shape.parse(body ?? {}));
}

/** What the page can do for a person: one entry an action, its body checked. */
export const PERSON_ACTIONS = {
  command: action(typed, (person, { channel, text, threadTs }) =>
    person.command(channel, text, threadTs === undefined ? {} : { threadTs }),
  ),
  say: action(typed, (person, { channel, text, threadTs }) => person.say(channel, text, threadTs)),
  'direct-message': action(
    z.object({ text: z.string(), app: z.number().optional() }),
    (person, { text, app }) => person.sendDirectMessage(text, app),
  ),
  click: action(z.object(inMessage), (person, { channel, ts, actionId, ...options }) =>
    person.click(findShown(person, channel, ts), actionId, options),
  ),
  select: action(
    z.object({ ...inMessage, value: choice }),
    (person, { channel, ts, actionId, value, ...options }) =>
      person.selectOption(findShown(person, channel, ts), actionId, value, options),
  ),
  shortcut: action(z.object({ name: z.string() }), (person, { name }) => person.useShortcut(name)),
  'message-shortcut': action(
    z.object({ channel: z.string(), ts: z.string(), name: z.string() }),
    (person, { channel, ts, name }) => person.useMessageShortcut(findShown(person, channel, ts), name),
  ),
  'click-view': action(z.object(inView), (person, { actionId, ...options }) =>
    person.clickInView(actionId, options),
  ),
  'select-view': action(z.object({ ...inView, value: choice }), (person, { actionId, value, ...options }) =>
    person.selectInView(actionId, value, options),
  ),
  'submit-view': action(z.object({ values: values.optional() }), (person, body) =>
    person.submitView(body.values),
  ),
  'close-view': action(z.object({ all: z.boolean().optional() }), (person, { all }) =>
    person.closeView({ all: all ?? false }),
  ),
  'open-home': action(z.object({ app: z.number().optional() }), (person, { app }) => person.openHome(app)),
  'click-home': action(
    z.object({ ...inView, app: z.number().default(0) }),
    (person, { actionId, ...options }) => person.clickInHome(actionId, options),
  ),
  'select-home': action(
    z.object({ ...inView, value: choice, app: z.number().default(0) }),
    (person, { actionId, value, ...options }) => person.selectInHome(actionId, value, options),
  ),
  reload: action(z.object({}), (person) => person.reload()),
} as const;

export type PersonActionName = keyof typeof PERSON_ACTIONS;

export function isPersonAction(name: string): name is PersonActionName {
  return Object.hasOwn(PERSON_ACTIONS, name);
}

export function showViews(person: Person): { modal: VisibleView | null; home: VisibleView | null } {
  return { modal: person.modal() ?? null, home: person.home() ?? null };
}
