import { findCode } from '../../src/demo/plain-text.ts';
import type { AuditAction, AuditEvent } from '../../src/domain/audit/audit-event.ts';
import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { IssueRequest } from '../../src/domain/requests/issue-request.ts';
import type { AckResult, Envelope, Person, VisibleMessage, VisibleView } from '../../src/sandbox/sandbox.ts';
import type { World } from './start-world.ts';

type Clicking = Parameters<Person['click']>[2];

/** What somebody sees next in a channel because of `act`: a new message, or one that changed. */
export async function answerTo(
  person: Person,
  channel: string,
  act: () => Promise<unknown>,
  isAnswer: (message: VisibleMessage, isNew: boolean) => boolean = () => true,
): Promise<VisibleMessage> {
  const before = new Map(
    person.visibleMessages(channel).map((message) => [message.ts, JSON.stringify(message)]),
  );
  await act();
  return person.waitForMessage(
    channel,
    (message) =>
      before.get(message.ts) !== JSON.stringify(message) && isAnswer(message, !before.has(message.ts)),
  );
}

/** Types `/backupcode <text>` and waits for the answer: there, or, if that is where it leads, the prompt in the direct message. */
export async function ask(
  world: World,
  who: string,
  text: string,
  channel = 'general',
): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  const direct = person.directChannel();
  const before = new Set(person.visibleMessages(direct).map(({ ts }) => ts));
  const answer = await answerTo(
    person,
    channel,
    () => person.command(channel, `/backupcode ${text}`),
    // Not a code shown before that hides itself, or is replaced, meanwhile.
    ({ ephemeral }, isNew) => ephemeral && isNew,
  );
  if (!isContinue(answer)) return answer;
  return person.waitForMessage(direct, (message) => isPrompt(message) && !before.has(message.ts));
}

/** What somebody has in their direct message with the bot. */
export function seenInDirectMessage(world: World, who: string): VisibleMessage[] {
  const person = world.sandbox.actAs(who);
  return person.visibleMessages(person.directChannel());
}

/** Whether it says that the prompt is in the direct message. */
export function isContinue({ text }: VisibleMessage): boolean {
  return /^(Continue in your direct message|Weiter in Ihrer Direktnachricht)/.test(text);
}

export function isPrompt({ text, ephemeral }: VisibleMessage): boolean {
  return ephemeral && /please confirm|bitte bestätigen/.test(text);
}

/** Presses a button and waits for what it brings in the same conversation. */
export function press(
  world: World,
  who: string,
  message: VisibleMessage,
  actionId: string,
  options: Clicking = {},
): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  // Notices may arrive in a direct message meanwhile, and codes shown before hide themselves; an answer comes by the click's response URL.
  const isAnswer = ({ ts, ephemeral }: VisibleMessage, isNew: boolean): boolean =>
    ts === message.ts || (ephemeral && isNew);
  return answerTo(person, message.channel, () => person.click(message, actionId, options), isAnswer);
}

/** Does something that opens a modal, or puts another in place of the one that is open, and waits for it. */
export async function modalAfter(
  world: World,
  who: string,
  act: (person: Person) => Promise<unknown>,
): Promise<VisibleView> {
  const person = world.sandbox.actAs(who);
  const before = JSON.stringify(person.modal() ?? null);
  await act(person);
  return person.waitForModal(
    (view) => JSON.stringify(view) !== before && !JSON.stringify(view).includes('Working on it'),
  );
}

/** Asks for a code with the form that the global shortcut opens; the prompt that it leads to. */
export async function requestByShortcut(
  world: World,
  who: string,
  values: { readonly person: string; readonly reason?: string },
): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  const direct = person.directChannel();
  const before = new Set(person.visibleMessages(direct).map(({ ts }) => ts));
  await modalAfter(world, who, () => person.useShortcut('Generate a backup code'));
  const answer = await modalAfter(world, who, () => submitModal(world, who, values));
  if (!JSON.stringify(answer.blocks).includes('direct message'))
    throw new Error(`the form was answered by ${JSON.stringify(answer.blocks)}`);
  await person.closeView();
  return person.waitForMessage(direct, (message) => isPrompt(message) && !before.has(message.ts));
}

/** Fills in the open modal, by the names of its fields, and submits it. A refused field is in `person.modal().errors`. */
export function submitModal(
  world: World,
  who: string,
  values: Parameters<Person['submitView']>[0],
): Promise<AckResult> {
  return world.sandbox.actAs(who).submitView(values);
}

/** Rejects with a reason; what the form says in the end. */
export async function reject(
  world: World,
  who: string,
  question: VisibleMessage,
  reason = 'the badge has expired',
): Promise<VisibleView> {
  await modalAfter(world, who, (person) => person.click(question, 'reject_request'));
  const answer = await modalAfter(world, who, () => submitModal(world, who, { reason }));
  await world.sandbox.actAs(who).closeView();
  return answer;
}

export interface Issued {
  readonly reveal: VisibleMessage;
  /** `XXXX-XXXX-XXXX-XXXX` */
  readonly code: string;
}

/** The whole way from the command to the code. Waits until the code works. */
export async function issue(world: World, who: string, target: string, channel = 'general'): Promise<Issued> {
  const before = (await listEvents(world, 'code.delivered')).length;
  const prompt = await ask(world, who, `@${target} lost phone`, channel);
  const person = world.sandbox.actAs(who);
  // In place of the prompt: the message of an earlier code may change meanwhile.
  const reveal = await answerTo(
    person,
    prompt.channel,
    () => person.click(prompt, 'generate_code'),
    ({ ts }) => ts === prompt.ts,
  );
  const code = findCode(reveal);
  if (code === null) throw new Error(`${who} was shown no code`);
  await waitForEvent(world, 'code.delivered', before + 1);
  return { reveal, code };
}

/** The newest message in somebody's direct message with the bot that holds `text`. */
export function directMessage(world: World, who: string, text: string): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  return person.waitForMessage(person.directChannel(), (message) => JSON.stringify(message).includes(text));
}

/** Waits until a message that somebody sees is another than it was. */
export function waitForChange(world: World, who: string, was: VisibleMessage): Promise<VisibleMessage> {
  const before = JSON.stringify(was.blocks);
  return world.sandbox
    .actAs(who)
    .waitForMessage(was.channel, (now) => now.ts === was.ts && JSON.stringify(now.blocks) !== before);
}

/** What the button of a message carries. */
export function buttonValue(message: VisibleMessage, actionId: string): string {
  const found = new RegExp(`"action_id":"${actionId}","value":"([^"]+)"`).exec(
    JSON.stringify(message.blocks),
  );
  if (found?.[1] === undefined) throw new Error(`no button ${actionId} with a value`);
  return found[1];
}

/** What a click may claim instead of the truth. */
export interface Forgery {
  readonly user?: string;
  readonly team?: string;
  readonly actionId?: string;
  readonly value?: unknown;
  readonly channel?: string;
  readonly triggerId?: string;
}

let forgeries = 0;

/** Delivers a click that was delivered before with other claims, validly signed: what nobody but Slack should be able to do. */
export async function forgeClick(world: World, original: Envelope, forgery: Forgery): Promise<AckResult> {
  forgeries += 1;
  const [action] = original.payload.actions as object[];
  const payload = {
    ...original.payload,
    trigger_id: forgery.triggerId ?? `forged.${forgeries}`,
    ...(forgery.user === undefined ? {} : { user: { ...asObject(original.payload.user), id: forgery.user } }),
    ...(forgery.team === undefined ? {} : { team: { id: forgery.team, domain: 'forged' } }),
    ...(forgery.channel === undefined ? {} : { channel: { id: forgery.channel, name: 'forged' } }),
    actions: [
      {
        ...action,
        ...(forgery.actionId === undefined ? {} : { action_id: forgery.actionId }),
        ...('value' in forgery ? { value: forgery.value } : {}),
      },
    ],
  };
  const [result] = await world.sandbox.redeliver({ ...original, payload });
  if (result === undefined) throw new Error('nothing was delivered');
  return result;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** The newest click the sandbox delivered. */
export function lastClick(world: World): Envelope {
  const envelope = world.sandbox.envelopes({ kind: 'interactive' }).at(-1);
  if (envelope === undefined) throw new Error('nobody has clicked yet');
  return envelope;
}

export async function listEvents(world: World, action?: AuditAction): Promise<AuditEvent[]> {
  const query = { after: 0, limit: 1000, ...(action === undefined ? {} : { action }) };
  return world.store.read.audit.list(world.organization.id, query);
}

/** Waits until the audit holds an event of this kind, or `count` of them. */
export async function waitForEvent(world: World, action: AuditAction, count = 1): Promise<AuditEvent> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const events = await listEvents(world, action);
    const found = events.at(-1);
    if (events.length >= count && found !== undefined) return found;
    if (Date.now() > deadline) {
      const all = (await listEvents(world)).map((event) => `${event.action} ${event.reason ?? ''}`);
      throw new Error(`no ${count} x ${action} in:\n${all.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function findUser(world: World, name: string): Promise<DirectoryUser> {
  const login = name.includes('@') ? name : `${name}@acme.test`;
  const user = await world.store.read.directory.findUserByLogin(world.organization.id, login);
  if (user === null) throw new Error(`nobody in the directory is called ${login}`);
  return user;
}

/** Changes somebody in the directory behind the program's back, as an import would. */
export async function changeUser(world: World, name: string, change: Partial<DirectoryUser>): Promise<void> {
  const user = await findUser(world, name);
  await world.store.transact(world.organization.id, (tx) => tx.directory.update({ ...user, ...change }));
}

export async function setDomainVerified(world: World, name: string, isVerified: boolean): Promise<void> {
  const verifiedAt = isVerified ? world.clock.now() : null;
  await world.store.transact(world.organization.id, (tx) =>
    tx.domains.setVerified(world.organization.id, name, verifiedAt),
  );
}

/** Somebody's codes, newest first. */
export async function listCodes(world: World, name: string): Promise<BackupCode[]> {
  const user = await findUser(world, name);
  return world.store.read.codes.listLatest(world.organization.id, user.id, 100);
}

export async function findRequest(world: World, prompt: VisibleMessage): Promise<IssueRequest> {
  const id = buttonValue(prompt, 'cancel_request') as IssueRequest['id'];
  const request = await world.store.read.requests.find(world.organization.id, id);
  if (request === null) throw new Error(`there is no request ${id}`);
  return request;
}

/** Delivers the newest command again with other fields, validly signed; a trigger of its own unless one is given. */
export async function forgeCommand(world: World, fields: Record<string, string>): Promise<AckResult> {
  const original = world.sandbox.envelopes({ kind: 'slash_commands' }).at(-1);
  if (original === undefined) throw new Error('nobody has typed a command yet');
  forgeries += 1;
  const payload = { ...original.payload, trigger_id: `forged.${forgeries}`, ...fields };
  const [result] = await world.sandbox.redeliver({ ...original, payload });
  if (result === undefined) throw new Error('nothing was delivered');
  return result;
}
