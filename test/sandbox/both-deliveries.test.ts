import type { App, BlockAction, ButtonAction, SlashCommand } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { actions, button, Cleanup, DELIVERIES, sandboxFor, section } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** The shape of the main job: a command, an ephemeral prompt, a click, its replacement. */
function registerPrompt(seen: { commands: SlashCommand[]; clicks: BlockAction[] }) {
  return (app: App) => {
    app.command('/probe', async ({ ack, command, respond }) => {
      await ack();
      seen.commands.push(command);
      await respond({
        text: 'prompt',
        blocks: [section('Are you sure?'), actions(button('yes', { value: 'x' }))],
      });
    });
    app.action<BlockAction<ButtonAction>>('yes', async ({ ack, body, respond }) => {
      await ack();
      seen.clicks.push(body);
      await respond({ text: 'settled', replace_original: true });
    });
  };
}

describe.each(DELIVERIES)('the main job over $mode', ({ mode, connect }) => {
  test('S12 sandbox: command, ephemeral prompt, click, replacement', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const seen = { commands: [] as SlashCommand[], clicks: [] as BlockAction[] };
    await connect(cleanup, sandbox, registerPrompt(seen));
    const adam = sandbox.actAs('U_ADAM');

    const ack = await adam.command('C_GENERAL', '/probe @lena lost phone');
    expect(ack).toMatchObject({ acked: true });
    const prompt = await adam.waitForMessage('#general', (message) => message.ephemeral);
    expect(sandbox.actAs('mia').visibleMessages('#general')).toEqual([]);

    expect(await adam.click(prompt, 'yes')).toMatchObject({ acked: true });
    const settled = await adam.waitForMessage('#general', (message) => message.text === 'settled');
    expect(settled).toMatchObject({ ts: prompt.ts, ephemeral: true, blocks: [] });

    expect(seen.commands[0]).toMatchObject({
      text: '<@ULENA|lena> lost phone',
      user_id: 'UADAM',
      team_id: 'TACME',
    });
    expect(seen.clicks[0]).toMatchObject({
      type: 'block_actions',
      container: { is_ephemeral: true, message_ts: prompt.ts, channel_id: 'CGENERAL' },
      actions: [{ action_id: 'yes', block_id: 'buttons', value: 'x' }],
    });
    expect(seen.clicks[0]).not.toHaveProperty('message');
  });
});
