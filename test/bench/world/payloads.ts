import { createHmac } from 'node:crypto';
import { requesterId, SIGNING_SECRET, TEAM_ID, targetId } from './people.ts';

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

let counter = 0;
const nextTrigger = (): string => {
  counter += 1;
  return `${process.pid}.${Date.now()}.${counter}`;
};

/** An admin's direct message with the bot, where the prompt appears and becomes the code. */
const CHANNEL = 'DHELP';

/** `/backupcode @target lost phone`, by one of many admins for one of many people. */
export function makeCommand(index: number, responseUrl: string): Readonly<Record<string, string>> {
  return {
    token: 'unused',
    team_id: TEAM_ID,
    team_domain: 'bench',
    channel_id: CHANNEL,
    channel_name: 'directmessage',
    user_id: requesterId(index),
    user_name: 'admin',
    command: '/backupcode',
    text: `<@${targetId(index)}|target> lost phone`,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: nextTrigger(),
  };
}

/** A press of the prompt's **Generate code**. */
export function makeClick(index: number, responseUrl: string, prompt: string): object {
  const value = /"action_id":"generate_code","value":"([^"]+)"/.exec(prompt)?.[1];
  if (value === undefined) throw new Error(`The answer to a command was no prompt: ${prompt.slice(0, 400)}`);
  const user = requesterId(index);
  return {
    type: 'block_actions',
    team: { id: TEAM_ID, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user, username: user, name: user, team_id: TEAM_ID },
    api_app_id: 'A1',
    token: 'unused',
    container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
    channel: { id: CHANNEL, name: 'directmessage' },
    trigger_id: nextTrigger(),
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: 'generate_code', block_id: 'b', value, action_ts: '1.1' }],
  };
}

/** As Slack signs it, now. */
export function sign(fields: Readonly<Record<string, string>>): SignedRequest {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac}`,
    },
  };
}
