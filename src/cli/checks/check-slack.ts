import type { Environment, SlackConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import {
  isTokenRefusal,
  remedyForToken,
  type SlackTokenName,
} from '../../domain/organization/slack-token.ts';
import { scrub } from '../../logging/scrub.ts';
import type { CliDeps, SlackProbe } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem } from './check.ts';

/** Slack refuses what is 300 s off; well before that something is wrong with this machine. */
export const CLOCK_SKEW_MS_MAX = 30_000;

type Deps = Pick<CliDeps, 'probeSlack' | 'probeAppToken' | 'neededScopes' | 'clock'>;

/** The tokens, what was granted, where answers may go, and whether the clocks agree. */
export async function checkSlack(deps: Deps, env: Environment): Promise<Check[]> {
  const slack = findSlackConfig(env);
  if (slack === null) {
    return [
      problem('Slack', 'not tried: its configuration is not complete', 'Fix the configuration above first.'),
    ];
  }
  return [...(await checkBot(deps, slack)), ...(await checkAppToken(deps, slack)), ...checkAddress(slack)];
}

async function checkBot(deps: Deps, slack: SlackConfig): Promise<Check[]> {
  const probe = await deps.probeSlack(slack);
  if (probe.kind === 'failed') return [tokenProblem('Slack token', 'SLACK_BOT_TOKEN', probe.error)];
  return [
    ok('Slack token', `accepted by ${toPrintable(probe.teamName)} (${probe.teamId})`),
    checkScopes(probe.scopes, deps.neededScopes),
    checkClock(probe, deps.clock.now()),
  ];
}

/** Over HTTP none is used. */
async function checkAppToken(deps: Deps, slack: SlackConfig): Promise<Check[]> {
  if (slack.mode !== 'socket') return [];
  const probe = await deps.probeAppToken(slack);
  return [
    probe.kind === 'ok'
      ? ok('Slack app token', 'accepted for Socket Mode')
      : tokenProblem('Slack app token', 'SLACK_APP_TOKEN', probe.error),
  ];
}

function tokenProblem(name: string, token: SlackTokenName, error: string): Check {
  const said = toPrintable(scrub(error));
  return isTokenRefusal(error)
    ? problem(name, `Slack refuses ${token}: ${said}`, remedyForToken(token))
    : problem(name, `Slack said: ${said}`, 'Check that this machine reaches Slack, and SLACK_API_URL.');
}

/** Slack names in each request where the answer goes; other hosts get none, as a code could be sent there. */
function checkAddress({ apiUrl }: SlackConfig): Check[] {
  const { host } = new URL(apiUrl);
  if (host === 'slack.com') return [];
  return [
    ok('Slack address', `${host}, not slack.com: answers whose response URL is on another host are not sent`),
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

function checkScopes(granted: readonly string[] | null, needed: readonly string[]): Check {
  if (granted === null) {
    return problem(
      'Slack scopes',
      'not known: Slack’s answer had no x-oauth-scopes header',
      'A proxy may have removed it: let it through, or compare the scopes in the app’s settings with the manifest.',
    );
  }
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
  if (probe.dateHeaderMs === null) {
    return problem(
      'clock',
      'not compared: Slack’s answer had no Date header',
      'A proxy may have removed it: let it through, and have the clock set by NTP.',
    );
  }
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
