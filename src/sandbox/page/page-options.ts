/** A state machine and where it stands, as whoever runs the app describes it; the sandbox only draws it. */
export interface InspectedMachine {
  readonly id: string;
  /** `Request`, `Code` */
  readonly name: string;
  readonly about: string;
  /** The states of the good way, in order. */
  readonly path: readonly string[];
  /** The states in which it ends otherwise, each with those from which it is reached. */
  readonly exits: readonly { readonly state: string; readonly from: readonly string[] }[];
  readonly current: string;
  /** The states it has been in, the current one included. */
  readonly visited: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Something to try, offered where a conversation is still empty. */
export interface PageHint {
  /** The person it is for, by handle. */
  readonly person: string;
  readonly channel: string;
  readonly text: string;
  readonly why: string;
}

/** Something that happens outside Slack, done by a button in the inspector. */
export interface PageAction {
  readonly id: string;
  /** What the button says. */
  readonly label: string;
  isOffered(): boolean;
  /** Does it. @returns what came of it, a sentence a line */
  run(): Promise<readonly string[]>;
}

export interface PageOptions {
  /** What a secret of the app looks like: covered in the inspector, and counted. */
  readonly secretPattern?: RegExp;
  /** What a secret looks like in other words, such as spelled out: covered, but not counted. */
  readonly retoldPattern?: RegExp;
  /** Reads the app's store for the inspector; newest first. Asked while somebody looks on. */
  readonly inspectState?: () => Promise<readonly InspectedMachine[]>;
  readonly hints?: readonly PageHint[];
  readonly actions?: readonly PageAction[];
  /** Handle of the person the page opens as; default the first who can act. */
  readonly startAs?: string;
  /** The channel the page opens at. */
  readonly startIn?: string;
}

export interface ServedPage {
  /** With the run's token in the fragment, which browsers send to nobody. */
  readonly url: string;
  /** Cuts every open stream without a word, as a network would. */
  dropConnections(): void;
  close(): Promise<void>;
}
