import { deepCopy, type JsonObject } from '../json.ts';
import type { TimestampSource } from './identifiers.ts';

export interface Message {
  readonly ts: string;
  readonly channelId: string;
  readonly user: string;
  /** The app that sent it and whose buttons it carries; undefined for what a person typed. */
  readonly appId: string | undefined;
  readonly botId: string | undefined;
  readonly threadTs: string | undefined;
  /** The one person who ever sees it. */
  readonly ephemeralFor: string | undefined;
  text: string;
  blocks: JsonObject[];
  editedTs: string | undefined;
  /** Deleted by its app, or (an ephemeral) lost when its addressee reloaded. */
  isGone: boolean;
}

export interface MessageDraft {
  readonly channelId: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: JsonObject[];
  readonly appId?: string;
  readonly botId?: string;
  readonly threadTs?: string;
  readonly ephemeralFor?: string;
}

export class Messages {
  readonly #all: Message[] = [];
  readonly #timestamps: TimestampSource;
  readonly #onChange: () => void;

  constructor(timestamps: TimestampSource, onChange: () => void) {
    this.#timestamps = timestamps;
    this.#onChange = onChange;
  }

  post(draft: MessageDraft): Message {
    const message: Message = {
      ts: this.#timestamps.next(),
      channelId: draft.channelId,
      user: draft.user,
      appId: draft.appId,
      botId: draft.botId,
      threadTs: draft.threadTs,
      ephemeralFor: draft.ephemeralFor,
      text: draft.text,
      blocks: deepCopy(draft.blocks ?? []),
      editedTs: undefined,
      isGone: false,
    };
    this.#all.push(message);
    this.#onChange();
    return message;
  }

  find(channelId: string, ts: string): Message | undefined {
    return this.#all.find((message) => message.channelId === channelId && message.ts === ts);
  }

  rewrite(message: Message, text: string, blocks: JsonObject[]): void {
    message.text = text;
    message.blocks = deepCopy(blocks);
    message.editedTs = this.#timestamps.next();
    this.#onChange();
  }

  remove(message: Message): void {
    message.isGone = true;
    this.#onChange();
  }

  /** An ephemeral lives in its addressee's client only: reloading forgets every one of them. */
  forgetEphemeralsOf(userId: string): void {
    for (const message of this.#all) if (message.ephemeralFor === userId) message.isGone = true;
    this.#onChange();
  }

  seenBy(userId: string, channelId: string): Message[] {
    return this.inChannel(channelId).filter(
      (message) => message.ephemeralFor === undefined || message.ephemeralFor === userId,
    );
  }

  inChannel(channelId: string): Message[] {
    return this.#all.filter((message) => message.channelId === channelId && !message.isGone);
  }
}
