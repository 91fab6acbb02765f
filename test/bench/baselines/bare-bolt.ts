/** The least that a Bolt app can do with a slash command: acknowledge it, and post one message if told to. */
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';

const {
  SLACK_API_URL: slackApiUrl = '',
  SLACK_SIGNING_SECRET: signingSecret = '',
  MODE,
  POSTS,
} = process.env;
const clientOptions = { slackApiUrl };
const expressReceiver =
  MODE === 'http' ? new ExpressReceiver({ signingSecret, endpoints: '/slack/events' }) : null;
const receiver: Receiver =
  expressReceiver ??
  new SocketModeReceiver({ appToken: 'xapp-1-A1-1-bench', installerOptions: { clientOptions } });
const app = new App({ token: 'xoxb-1-bench', receiver, clientOptions, logLevel: LogLevel.WARN });

app.command('/backupcode', async ({ ack, body }) => {
  await ack();
  if (POSTS !== 'true') return;
  await fetch(body.response_url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', text: `Generate a code for ${body.text}?` }),
  }).then((response) => response.text());
});

const server = await app.start(0);
const address = 'address' in Object(server) ? (server as { address(): AddressInfo }).address() : null;
process.stderr.write(`ready at http://127.0.0.1:${address?.port ?? 0}\n`);
process.once('SIGTERM', () => process.exit(0));
