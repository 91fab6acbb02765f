import { describe, expect, it } from 'vitest';
import { logRequests } from '../../../src/slack/api/log-requests.ts';
import type { SendRequest } from '../../../src/slack/api/send-request.ts';
import { collectLines } from '../../logging/collect-lines.ts';

const clock = { now: () => 0 };
type Answer = Awaited<ReturnType<SendRequest>>;
const init = { method: 'POST', headers: { authorization: 'hush' }, body: 'hush' };

describe('the line for a call of Slack', () => {
  it('N21: holds method, status and duration, and nothing of what was sent or answered', async () => {
    const { logger, lines, text } = collectLines();
    const answer = { status: 200, text: async () => 'hush' } as Answer;
    const send = logRequests(async () => answer, logger, clock);
    expect(await send('https://slack.test/api/chat.postEphemeral', init)).toBe(answer);
    await send('https://hooks.slack.test/actions/T1/2/hush', init);
    await send('https://slack.test/api/chat.postEphemeral/hush?token=hush', init);
    expect(lines()).toMatchObject([
      { level: 'debug', call: 'chat.postEphemeral', status: 200, tookMs: 0 },
      { level: 'debug', call: 'response_url', status: 200 },
      { level: 'debug', call: 'response_url', status: 200 },
    ]);
    expect(text()).not.toContain('hush');
  });

  it('N21: names the kind of failure, and passes the failure on', async () => {
    const { logger, lines, text } = collectLines();
    const failure = new TypeError('hush');
    const send = logRequests(() => Promise.reject(failure), logger, clock);
    await expect(send('https://slack.test/api/auth.test', init)).rejects.toBe(failure);
    expect(lines()).toMatchObject([{ level: 'debug', call: 'auth.test', failure: 'TypeError' }]);
    expect(text()).not.toContain('hush');
  });
});
