import type { AckResult, Deliveries } from '../delivery/deliveries.ts';
import { isObject, isText } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { PersonFixture } from '../workspace.ts';
import type { Channel } from '../world/channels.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import { installationFor, type Platform, SLACKBOT_ID } from '../world/platform.ts';
import { escapeTypedText } from './escape-typed-text.ts';
import { slashCommandPayload } from './payloads.ts';
import { postResponse } from './post-response.ts';

export interface CommandOptions {
  /** Typed in a thread, where Slack takes no slash commands. */
  readonly threadTs?: string;
  /** Delivers even what Slack would refuse, such as a command of somebody from outside. */
  readonly evenIfRefused?: boolean;
}

interface Match {
  readonly app: InstalledApp;
  readonly installation: Installation;
  readonly shouldEscape: boolean;
}

/** The newest installed app wins, as in Slack. People from outside have their own team's commands only. */
function findCommand(platform: Platform, command: string, teamId: string): Match | undefined {
  for (const app of platform.apps.toReversed()) {
    const declared = app.manifest.commands.find((each) => each.command === command);
    const installation = installationFor(app, teamId);
    if (declared && installation) {
      return { app, installation, shouldEscape: declared.should_escape ?? false };
    }
  }
  return undefined;
}

export async function runCommand(
  platform: Platform,
  deliveries: Deliveries,
  person: PersonFixture,
  channel: Channel,
  typed: string,
  options: CommandOptions,
): Promise<AckResult> {
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
  const { threadTs } = options;
  const say = (text: string) =>
    platform.messages.post({
      channelId: channel.id,
      user: SLACKBOT_ID,
      text,
      ephemeralFor: person.id,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
  if (threadTs !== undefined) {
    say(`${command} is not supported in threads. Sorry!`);
    return { acked: false, ackMs: 0, error: 'not_supported_in_threads' };
  }
  const teamId = options.evenIfRefused ? channel.teamId : person.teamId;
  const match = findCommand(platform, command, teamId);
  if (!match) {
    say(`${command} is not a valid command.`);
    return { acked: false, ackMs: 0, error: 'invalid_command' };
  }
  const text = match.shouldEscape ? escapeTypedText(platform, rest.trim(), person) : rest.trim();
  const scene = { platform, app: match.app, installation: match.installation, person };
  const payload = slashCommandPayload(scene, channel, command, text);
  const result = await deliveries.send({
    app: match.app,
    kind: 'slash_commands',
    payload,
    acceptsResponse: true,
  });
  if (!result.acked) {
    say(`${command} failed with the error "${result.error}"`);
    return result;
  }
  const target = {
    appId: match.app.id,
    teamId: match.installation.teamId,
    channelId: channel.id,
    userId: person.id,
    originalTs: undefined,
  };
  const refusal = postAckBody(() => postResponse(platform, target, bodyOf(result.response)), result.response);
  if (refusal === undefined) return result;
  say(`${command} failed with the error "${refusal}"`);
  return { ...result, error: refusal };
}

function bodyOf(response: unknown): Record<string, unknown> {
  if (isText(response)) return { text: response };
  return isObject(response) ? response : {};
}

/** Posts the body of an ack, if it has one; returns Slack's name for what is wrong with it. */
function postAckBody(post: () => void, response: unknown): string | undefined {
  if (response === undefined) return undefined;
  try {
    post();
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
}
