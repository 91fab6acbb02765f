/** The least that a Bolt app can do with a command and a click: acknowledge, and answer with one post if it is to. */
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';

const { SLACK_API_URL: slackApiUrl = '', SLACK_SIGNING_SECRET: signingSecret = '', ANSWERS } = process.env;
const receiver = new ExpressReceiver({ signingSecret, endpoints: '/slack/events' });
const app = new App({
  token: 'xoxb-1-bench',
  receiver,
  clientOptions: { slackApiUrl },
  logLevel: LogLevel.WARN,
});
const button = {
  type: 'button',
  action_id: 'generate_code',
  value: 'bare',
  text: { type: 'plain_text', text: 'Generate code' },
} as const;

app.command('/backupcode', async ({ ack, respond }) => {
  await ack();
  if (ANSWERS !== 'true') return;
  await respond({ text: 'Generate a code?', blocks: [{ type: 'actions', elements: [button] }] });
});
app.action('generate_code', async ({ ack, respond }) => {
  await ack();
  await respond({ replace_original: true, text: 'ABCD-EFGH-JKLM-NPQR' });
});

const server = await app.start(0);
process.stderr.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
process.once('SIGTERM', () => process.exit(0));
