/** What the sandbox sends to its page; the server's side of it is in `control/`. */
export type Json = Record<string, unknown>;

export interface PersonInfo {
  readonly id: string;
  readonly teamId: string;
  readonly handle: string;
  readonly realName: string;
  readonly email?: string;
  readonly tz?: string;
  readonly isDeleted?: boolean;
  readonly isBot?: boolean;
}

export interface CommandInfo {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
}

export interface ShortcutInfo {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callback_id: string;
}

export interface AppInfo {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly mode: string;
  readonly commands: readonly CommandInfo[];
  readonly shortcuts: readonly ShortcutInfo[];
  readonly hasHomeTab: boolean;
  readonly hasMessagesTab: boolean;
  readonly isMessagesTabReadOnly: boolean;
  readonly bots: readonly { readonly teamId: string; readonly botUserId: string }[];
}

export interface World {
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly PersonInfo[];
  readonly apps: readonly AppInfo[];
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly user: string;
  readonly appId?: string;
  readonly threadTs?: string;
  readonly ephemeral: boolean;
  readonly edited: boolean;
}

export interface View {
  readonly id: string;
  readonly content: Json;
  readonly blocks: readonly Json[];
  readonly errors: Readonly<Record<string, string>>;
  readonly depth: number;
}

export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly isMember: boolean;
  readonly isShared: boolean;
  readonly memberCount: number;
  readonly withUser?: string;
  readonly app?: number;
  readonly messages: readonly Message[];
}

export interface Screen {
  readonly person: string;
  readonly conversations: readonly Conversation[];
  readonly modal: View | null;
  readonly homes: readonly (View | null)[];
}

export interface Hint {
  readonly person: string;
  readonly channel: string;
  readonly text: string;
  readonly why: string;
}

export interface Action {
  readonly id: string;
  readonly label: string;
}

export interface ActionOutcome {
  readonly lines: readonly string[];
  readonly actions: readonly Action[];
}

export interface Setup {
  readonly hints: readonly Hint[];
  readonly actions: readonly Action[];
  readonly startAs?: string;
  readonly startIn?: string;
  readonly hasState: boolean;
}

export interface TrafficEntry {
  readonly id: string;
  readonly at: number;
  readonly kind: 'envelope' | 'api' | 'response_url';
  readonly title: string;
  readonly person?: string;
  readonly state: 'waiting' | 'ok' | 'failed';
  readonly outcome: string;
  readonly ms: number;
  readonly secrets: readonly { readonly number: number; readonly passed: number }[];
  readonly detail?: unknown;
}

export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly path: readonly string[];
  readonly exits: readonly { readonly state: string; readonly from: readonly string[] }[];
  readonly current: string;
  readonly visited: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}
