import { LIMITS } from '../coverage.ts';
import { deepCopy, type JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { newId } from './identifiers.ts';

export interface View {
  readonly id: string;
  readonly appId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  content: JsonObject;
  hash: string;
  /** What the person chose or typed so far: block id -> action id -> Slack's element state. */
  state: Record<string, Record<string, JsonObject>>;
  /** The messages under the fields after a refused submission. */
  errors: Record<string, string>;
}

type Owner = Pick<View, 'appId' | 'teamId' | 'userId'>;

/** Every person's stack of modals, and their home tab of every app. */
export class Views {
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();
  readonly #onChange: () => void;
  #revision = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  open(owner: Owner, content: JsonObject): View {
    const view = this.#make(owner, content, undefined);
    this.#stacks.set(owner.userId, [view]);
    this.#onChange();
    return view;
  }

  push(owner: Owner, content: JsonObject): View {
    const stack = this.stackOf(owner.userId);
    if (stack.length >= LIMITS.modalStack) throw new SlackError('push_limit_reached');
    const view = this.#make(owner, content, stack.at(-1));
    this.#stacks.set(owner.userId, [...stack, view]);
    this.#onChange();
    return view;
  }

  publish(owner: Owner, content: JsonObject, hash: string | undefined): View {
    const key = `${owner.appId} ${owner.userId}`;
    const existing = this.#homes.get(key);
    if (existing) {
      this.rewrite(existing, content, hash);
      return existing;
    }
    const view = this.#make(owner, content, undefined);
    this.#homes.set(key, view);
    this.#onChange();
    return view;
  }

  /** What was typed in a block survives an update that keeps the block's id, as in Slack. */
  rewrite(view: View, content: JsonObject, hash: string | undefined): void {
    if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
    view.content = deepCopy(content);
    view.hash = this.#nextHash();
    view.errors = {};
    this.#onChange();
  }

  refuse(view: View, errors: Record<string, string>): void {
    view.errors = errors;
    this.#onChange();
  }

  closeTop(userId: string): void {
    this.#stacks.set(userId, this.stackOf(userId).slice(0, -1));
    this.#onChange();
  }

  closeAll(userId: string): void {
    this.#stacks.delete(userId);
    this.#onChange();
  }

  stackOf(userId: string): View[] {
    return this.#stacks.get(userId) ?? [];
  }

  homeOf(appId: string, userId: string): View | undefined {
    return this.#homes.get(`${appId} ${userId}`);
  }

  find(id: string): View | undefined {
    return [...this.#homes.values(), ...[...this.#stacks.values()].flat()].find((view) => view.id === id);
  }

  findByExternalId(appId: string, externalId: string): View | undefined {
    return [...this.#stacks.values()]
      .flat()
      .find((view) => view.appId === appId && view.content.external_id === externalId);
  }

  #make(owner: Owner, content: JsonObject, previous: View | undefined): View {
    const id = newId('V');
    return {
      ...owner,
      id,
      rootId: previous?.rootId ?? id,
      previousId: previous?.id,
      content: deepCopy(content),
      hash: this.#nextHash(),
      state: {},
      errors: {},
    };
  }

  #nextHash(): string {
    this.#revision += 1;
    return `${1_700_000_000 + this.#revision}.${newId('h').toLowerCase()}`;
  }
}

/** A view as Slack shows it to the app: in API answers and in payloads. */
export function presentView(view: View, botId: string): JsonObject {
  return {
    ...deepCopy(view.content),
    id: view.id,
    team_id: view.teamId,
    app_id: view.appId,
    bot_id: botId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    private_metadata: view.content.private_metadata ?? '',
    callback_id: view.content.callback_id ?? '',
    external_id: view.content.external_id ?? '',
    clear_on_close: view.content.clear_on_close ?? false,
    notify_on_close: view.content.notify_on_close ?? false,
    state: { values: deepCopy(view.state) },
  };
}
