import type { Environment, SlackConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import { isTokenRefusal, type SlackTokenName } from '../../domain/organization/slack-token.ts';
import { scrub } from '../../logging/scrub.ts';
import { say } from '../../messages/say.ts';
import type { CliDeps, SlackProbe } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem } from './check.ts';

/** Slack refuses what is 300 s off; well before that, something is wrong with this machine. */
export const CLOCK_SKEW_MS_MAX = 30_000;

type Deps = Pick<CliDeps, 'probeSlack' | 'probeAppToken' | 'neededScopes' | 'clock'>;

/** The tokens and their scopes, where answers may go, and whether the clocks agree. */
export async function checkSlack(deps: Deps, env: Environment): Promise<Check[]> {
  const slack = findSlackConfig(env);
  if (slack === null) {
    return [problem('Slack', say('cli.doctor.incomplete'), say('cli.doctor.completeFirst'))];
  }
  return [...(await checkBot(deps, slack)), ...(await checkAppToken(deps, slack)), ...checkAddress(slack)];
}

async function checkBot(deps: Deps, slack: SlackConfig): Promise<Check[]> {
  const probe = await deps.probeSlack(slack);
  if (probe.kind === 'failed') return [tokenProblem('Slack token', 'SLACK_BOT_TOKEN', probe.error)];
  return [
    ok(
      'Slack token',
      say('cli.doctor.tokenAccepted', { team: toPrintable(probe.teamName), id: probe.teamId }),
    ),
    checkScopes(probe.scopes, deps.neededScopes),
    checkClock(probe, deps.clock.now()),
  ];
}

/** HTTP mode uses none. */
async function checkAppToken(deps: Deps, slack: SlackConfig): Promise<Check[]> {
  if (slack.mode !== 'socket') return [];
  const probe = await deps.probeAppToken(slack);
  return [
    probe.kind === 'ok'
      ? ok('Slack app token', say('cli.doctor.appTokenAccepted'))
      : tokenProblem('Slack app token', 'SLACK_APP_TOKEN', probe.error),
  ];
}

function tokenProblem(name: string, token: SlackTokenName, error: string): Check {
  const said = toPrintable(scrub(error));
  return isTokenRefusal(error)
    ? problem(
        name,
        say('cli.doctor.tokenRefused', { token, error: said }),
        say(`slack.health.${token}.remedy`),
      )
    : problem(name, say('cli.doctor.slackFailed', { error: said }), say('cli.doctor.reachSlack'));
}

/** Each request from Slack names where to answer. Other hosts get no answer: it could hold a code. */
function checkAddress({ apiUrl }: SlackConfig): Check[] {
  const { host } = new URL(apiUrl);
  if (host === 'slack.com') return [];
  return [ok('Slack address', say('cli.doctor.otherAddress', { host }))];
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
    return problem('Slack scopes', say('cli.doctor.scopesUnknown'), say('cli.doctor.scopesProxy'));
  }
  const missing = needed.filter((scope) => !granted.includes(scope));
  return missing.length === 0
    ? ok('Slack scopes', say('cli.doctor.scopesOk'))
    : problem(
        'Slack scopes',
        say('cli.doctor.scopesMissing', { scopes: missing.join(', ') }),
        say('cli.doctor.addScopes'),
      );
}

/** @param now when the answer had arrived; Slack's header was written half a round trip before, cut to the second */
function checkClock(probe: Extract<SlackProbe, { kind: 'ok' }>, now: number): Check {
  if (probe.dateHeaderMs === null) {
    return problem('clock', say('cli.doctor.clockUnknown'), say('cli.doctor.clockProxy'));
  }
  const skewMs = now - probe.roundTripMs / 2 - (probe.dateHeaderMs + 500);
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return Math.abs(skewMs) <= CLOCK_SKEW_MS_MAX
    ? ok('clock', say('cli.doctor.clockOk', { seconds }))
    : problem(
        'clock',
        say(skewMs > 0 ? 'cli.doctor.clockAhead' : 'cli.doctor.clockBehind', { seconds }),
        say('cli.doctor.setClock'),
      );
}
