import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import { isTokenRefusal, type SlackTokenName } from '../../domain/organization/slack-token.ts';
import { say } from '../../messages/say.ts';
import type { BotLog } from './bot-deps.ts';

/** `refused`: Slack does not accept a token, or there is no organization for the workspace. */
export type SlackState = 'ok' | 'refused' | 'unavailable';

/** How things stand with Slack, by each token that is used. */
export interface SlackHealth {
  /** The worst of all tokens; `unavailable` until each was accepted once. */
  state(): SlackState;
  /** For an operator: what is wrong now and what to do about it. */
  problems(): readonly string[];
  /** Whether Slack accepted the bot token when it was last asked: else no notice can be sent. */
  canCall(): boolean;
  noteAccepted(token: SlackTokenName): void;
  noteFailed(token: SlackTokenName, error: unknown): void;
}

interface State {
  readonly state: SlackState;
  readonly why: string;
  readonly problem: string | null;
}

/** Logs when something changes, and not at every attempt. */
export function createSlackHealth(tokens: readonly SlackTokenName[], log: BotLog): SlackHealth {
  const states = new Map<SlackTokenName, State>();

  return {
    state() {
      const all = tokens.map((token) => states.get(token)?.state ?? 'unavailable');
      return (['refused', 'unavailable'] as const).find((state) => all.includes(state)) ?? 'ok';
    },
    problems: () => [...states.values()].flatMap(({ problem }) => problem ?? []),
    canCall: () => states.get('SLACK_BOT_TOKEN')?.state === 'ok',
    noteAccepted(token) {
      const before = states.get(token);
      states.set(token, { state: 'ok', why: '', problem: null });
      if (before !== undefined && before.state !== 'ok')
        log.info({ variable: token }, 'Slack answers again and accepts the token');
    },
    noteFailed(token, error) {
      const why = readSlackError(error);
      const state = isTokenRefusal(why) ? 'refused' : 'unavailable';
      if (states.get(token)?.why === why) return;
      const problem =
        state === 'refused'
          ? say('slack.health.refused', { token, error: why, remedy: say(`slack.health.${token}.remedy`) })
          : say('slack.health.unavailable', { token, error: why });
      states.set(token, { state, why, problem });
      log[state === 'refused' ? 'error' : 'warn']({ variable: token, slackError: why }, problem);
    },
  };
}

const errorSchema = z.object({
  code: z.string().optional(),
  data: z.object({ error: z.string() }).optional(),
  original: z.object({ code: z.string() }).optional(),
});

/** Slack's own word, or the kind of failure; never the error's text, which may carry the request. */
function readSlackError(error: unknown): string {
  const { code, data, original } = errorSchema.safeParse(error).data ?? {};
  if (code === ErrorCode.PlatformError && data !== undefined) return data.error;
  return original?.code ?? code ?? (error instanceof Error ? error.name : 'unknown');
}

/** How long Slack asks us to wait. Milliseconds; 0 if it does not say. */
export function readRetryAfterMs(error: unknown): number {
  const { retryAfter } = z.object({ retryAfter: z.number() }).safeParse(error).data ?? { retryAfter: 0 };
  return retryAfter * 1000;
}
