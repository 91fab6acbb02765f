import type { ConfigProblem } from './config-error.ts';

/** The settings that decide the mode, as they were written; `undefined` where not set. */
export interface ModeSettings {
  readonly SLACK_MODE?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
}

export type ChosenMode =
  | { readonly kind: 'chosen'; readonly mode: 'socket' | 'http' }
  | { readonly kind: 'problem'; readonly problem: ConfigProblem };

/**
 * Socket Mode if there is an app token, HTTP if there is a signing secret; with both, or neither, nobody should have
 * to guess.
 */
export function chooseSlackMode(settings: ModeSettings): ChosenMode {
  const hasAppToken = settings.SLACK_APP_TOKEN !== undefined;
  const hasSigningSecret = settings.SLACK_SIGNING_SECRET !== undefined;
  const asked = settings.SLACK_MODE;
  if (asked === undefined && hasAppToken && hasSigningSecret) {
    return problem(
      'SLACK_MODE',
      'is not set, and both SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are: set it to socket or http, or remove one of the two',
    );
  }
  if (asked === undefined && !hasAppToken && !hasSigningSecret) {
    return problem(
      'SLACK_APP_TOKEN',
      'is not set, and neither is SLACK_SIGNING_SECRET: set the first for Socket Mode, or the second for HTTP mode',
    );
  }
  if (asked === 'socket' && !hasAppToken) {
    return problem('SLACK_APP_TOKEN', 'is not set, and Socket Mode needs it');
  }
  if (asked === 'http' && !hasSigningSecret) {
    return problem('SLACK_SIGNING_SECRET', 'is not set, and HTTP mode needs it');
  }
  const mode = asked ?? (hasAppToken ? 'socket' : 'http');
  return mode === 'socket' || mode === 'http'
    ? { kind: 'chosen', mode }
    : problem('SLACK_MODE', 'must be socket or http');
}

function problem(variable: ConfigProblem['variable'], text: string): ChosenMode {
  return { kind: 'problem', problem: { variable, problem: text } };
}
