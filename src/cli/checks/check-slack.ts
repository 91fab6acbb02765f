import type { Environment, SlackConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import { scrub } from '../../logging/scrub.ts';
import type { CliDeps, SlackProbe } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem } from './check.ts';

/** Slack refuses what is 300 s off; well before that something is wrong with this machine. */
export const CLOCK_SKEW_MS_MAX = 30_000;

type Deps = Pick<CliDeps, 'probeSlack' | 'neededScopes' | 'clock'>;

/** The token, what it was granted, and whether the clocks agree. */
export async function checkSlack(deps: Deps, env: Environment): Promise<Check[]> {
  const slack = findSlackConfig(env);
  if (slack === null) {
    return [
      problem('Slack', 'not tried: its configuration is not complete', 'Mend the configuration first.'),
    ];
  }
  const probe = await deps.probeSlack(slack);
  if (probe.kind === 'failed') {
    return [problem('Slack token', `Slack said: ${toPrintable(scrub(probe.error))}`, remedyFor(probe.error))];
  }
  return [
    ok('Slack token', `accepted by ${toPrintable(probe.teamName)} (${probe.teamId})`),
    checkScopes(probe.scopes, deps.neededScopes),
    checkClock(probe, deps.clock.now()),
  ];
}

function findSlackConfig(env: Environment): SlackConfig | null {
  try {
    return readConfig(env).slack;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

function remedyFor(error: string): string {
  if (/invalid_auth|not_authed|token_revoked|token_expired|account_inactive/.test(error)) {
    return 'Install the app again and copy the bot token into SLACK_BOT_TOKEN.';
  }
  return 'Check that this machine reaches Slack, and SLACK_API_URL.';
}

function checkScopes(granted: readonly string[], needed: readonly string[]): Check {
  const missing = needed.filter((scope) => !granted.includes(scope));
  return missing.length === 0
    ? ok('Slack scopes', 'all that are needed are granted')
    : problem(
        'Slack scopes',
        `not granted: ${missing.join(', ')}`,
        'Add them by the manifest in the app’s settings on api.slack.com, then install the app again.',
      );
}

/** @param now when the answer had arrived; Slack's header was written half a round trip before, cut to the second */
function checkClock(probe: Extract<SlackProbe, { kind: 'ok' }>, now: number): Check {
  const skewMs = now - probe.roundTripMs / 2 - (probe.dateHeaderMs + 500);
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return Math.abs(skewMs) <= CLOCK_SKEW_MS_MAX
    ? ok('clock', seconds === 0 ? 'agrees with Slack’s' : `within ${seconds} s of Slack’s`)
    : problem(
        'clock',
        `${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} Slack’s`,
        'Have the clock set by NTP: signatures and expiry depend on it.',
      );
}
