import { say } from '../messages/say.ts';
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
 * Socket Mode if there is an app token, HTTP if there is a signing secret. With both or neither, the operator has to say.
 */
export function chooseSlackMode(settings: ModeSettings): ChosenMode {
  const hasAppToken = settings.SLACK_APP_TOKEN !== undefined;
  const hasSigningSecret = settings.SLACK_SIGNING_SECRET !== undefined;
  const asked = settings.SLACK_MODE;
  if (asked === undefined && hasAppToken && hasSigningSecret) {
    return problem('SLACK_MODE', say('config.noSlackMode'));
  }
  if (asked === undefined && !hasAppToken && !hasSigningSecret) {
    return problem('SLACK_APP_TOKEN', say('config.noSlackCredential'));
  }
  if (asked === 'socket' && !hasAppToken) {
    return problem('SLACK_APP_TOKEN', say('config.noAppToken'));
  }
  if (asked === 'http' && !hasSigningSecret) {
    return problem('SLACK_SIGNING_SECRET', say('config.noSigningSecret'));
  }
  const mode = asked ?? (hasAppToken ? 'socket' : 'http');
  return mode === 'socket' || mode === 'http'
    ? { kind: 'chosen', mode }
    : problem('SLACK_MODE', say('config.slackMode'));
}

function problem(variable: ConfigProblem['variable'], text: string): ChosenMode {
  return { kind: 'problem', problem: { variable, problem: text } };
}
