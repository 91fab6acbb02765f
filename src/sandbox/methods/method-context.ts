import { isText, type JsonObject } from '../json.ts';
import { refuseWithMessages, SlackError } from '../slack-error.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';

/** One call of one method: who calls, with what. */
export interface MethodContext {
  readonly platform: Platform;
  readonly app: InstalledApp;
  readonly installation: Installation;
  readonly args: JsonObject;
  /** Makes a one-use WebSocket address for the app. */
  readonly issueSocketUrl: (app: InstalledApp) => string;
}

/** Answers with the fields beside `ok: true`, or throws a `SlackError`. */
export type MethodHandler = (context: MethodContext) => JsonObject;

export function requireText(args: JsonObject, name: string): string {
  const value = args[name];
  if (isText(value) && value !== '') return value;
  throw refuseWithMessages('invalid_arguments', [`missing required field: ${name}`]);
}

export function optionalText(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return isText(value) && value !== '' ? value : undefined;
}

/** For methods whose scope depends on what they touch. */
export function requireScope(context: MethodContext, scope: string): void {
  const provided = context.app.manifest.scopes;
  if (!provided.includes(scope)) {
    throw new SlackError('missing_scope', { needed: scope, provided: provided.join(',') });
  }
}

/** Cursor pagination over a list, as Slack's list methods do it. */
export function paginate<Item>(
  items: readonly Item[],
  args: JsonObject,
): { page: Item[]; response_metadata: { next_cursor: string } } {
  const limit = Math.min(Math.max(Number(args.limit ?? 100) || 100, 1), 1000);
  const cursor = optionalText(args, 'cursor');
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(start) || start < 0)
    throw refuseWithMessages('invalid_arguments', ['invalid cursor']);
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : '';
  return { page: items.slice(start, end), response_metadata: { next_cursor: next } };
}
