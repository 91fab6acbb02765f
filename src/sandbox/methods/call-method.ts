import { METHODS, type MethodName } from '../coverage.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import { authenticateCall, findCaller } from './authenticate-call.ts';
import { METHOD_HANDLERS } from './method-table.ts';

export interface MethodCall {
  readonly method: string;
  readonly token: string | undefined;
  readonly args: JsonObject;
}

export interface MethodAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

function isMethodName(method: string): method is MethodName {
  return Object.hasOwn(METHODS, method);
}

function run(
  platform: Platform,
  call: MethodCall,
  issueSocketUrl: (app: InstalledApp) => string,
): JsonObject {
  const { method, args } = call;
  if (!isMethodName(method)) throw new SlackError('unknown_method', { req_method: method });
  if (method === 'api.test') {
    if (typeof args.error === 'string') return { ok: false, error: args.error, args };
    return { args };
  }
  const caller = authenticateCall(platform, method, call.token);
  return METHOD_HANDLERS[method]({
    platform,
    app: caller.app,
    installation: caller.installation,
    args,
    issueSocketUrl,
  });
}

function refuse(error: unknown): MethodAnswer {
  if (!(error instanceof SlackError)) {
    return { status: 200, headers: {}, body: { ok: false, error: 'internal_error', detail: String(error) } };
  }
  const body = { ok: false, error: error.code, ...error.extra };
  if (error.retryAfterS === undefined) return { status: 200, headers: {}, body };
  return { status: 429, headers: { 'retry-after': String(error.retryAfterS) }, body };
}

function scopeHeaders(platform: Platform, call: MethodCall): Record<string, string> {
  const caller = call.token === undefined ? undefined : findCaller(platform, call.token);
  if (!caller) return {};
  const accepted = isMethodName(call.method) ? METHODS[call.method].anyScope : [];
  return {
    'x-oauth-scopes': caller.scopes.join(','),
    ...(accepted.length > 0 ? { 'x-accepted-oauth-scopes': accepted.join(',') } : {}),
  };
}

/** One Web API call from token to answer; Slack says no with status 200, except for rate limits. */
export function callMethod(
  platform: Platform,
  call: MethodCall,
  issueSocketUrl: (app: InstalledApp) => string,
): MethodAnswer {
  const headers = scopeHeaders(platform, call);
  try {
    return { status: 200, headers, body: { ok: true, ...run(platform, call, issueSocketUrl) } };
  } catch (error) {
    const refused = refuse(error);
    return { ...refused, headers: { ...headers, ...refused.headers } };
  }
}
