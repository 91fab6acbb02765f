import { METHODS, type MethodName } from '../coverage.ts';
import { SlackError } from '../slack-error.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';

export interface Caller {
  readonly app: InstalledApp;
  readonly installation: Installation;
  readonly scopes: readonly string[];
  readonly kind: 'bot' | 'app';
}

const APP_TOKEN_SCOPES = ['connections:write'];

export function findCaller(platform: Platform, token: string): Caller | undefined {
  for (const app of platform.apps) {
    const [first] = app.installations;
    if (app.appToken === token && first) {
      return { app, installation: first, scopes: APP_TOKEN_SCOPES, kind: 'app' };
    }
    const installation = app.installations.find((each) => each.botToken === token);
    if (installation) return { app, installation, scopes: app.manifest.scopes, kind: 'bot' };
  }
  return undefined;
}

/** Slack's order: is there a token, is it known, is it of the right kind, does it have the scope. */
export function authenticateCall(platform: Platform, method: MethodName, token: string | undefined): Caller {
  if (token === undefined || token === '') throw new SlackError('not_authed');
  const caller = findCaller(platform, token);
  if (!caller) throw new SlackError('invalid_auth');
  const { token: wanted, anyScope } = METHODS[method];
  if (wanted !== 'none' && caller.kind !== wanted) throw new SlackError('not_allowed_token_type');
  if (anyScope.length > 0 && !anyScope.some((scope) => caller.scopes.includes(scope))) {
    throw new SlackError('missing_scope', {
      needed: anyScope.join(','),
      provided: caller.scopes.join(','),
    });
  }
  return caller;
}
