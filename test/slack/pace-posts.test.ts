import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/slack/web/pace-posts.ts';

/** A world whose time passes only by sleeping. */
function startPacing() {
  const slept: number[] = [];
  let now = 1_000_000;
  const clock = { now: () => now };
  const awaitTurn = createPacer(clock, async (ms) => void slept.push(ms));
  return { awaitTurn, slept, pass: (ms: number) => (now += ms) };
}

describe('posts to a channel', () => {
  it('S8: the first at once, each further a second after the one before', async () => {
    const { awaitTurn, slept } = startPacing();
    for (let post = 0; post < 4; post += 1) await awaitTurn('C1');
    expect(slept).toEqual([1000, 2000, 3000]);
  });

  it('S8: time that passed counts', async () => {
    const { awaitTurn, slept, pass } = startPacing();
    await awaitTurn('C1');
    pass(400);
    await awaitTurn('C1');
    pass(5000);
    await awaitTurn('C1');
    expect(slept).toEqual([600]);
  });

  it('S8: the second counts from Slack’s answer, for a slow post may have arrived late', async () => {
    const { awaitTurn, slept, pass } = startPacing();
    const endTurn = await awaitTurn('C1');
    pass(700);
    endTurn();
    await awaitTurn('C1');
    expect(slept).toEqual([1000]);
  });

  it('S8: channels do not wait for each other', async () => {
    const { awaitTurn, slept } = startPacing();
    for (const channel of ['C1', 'C2', 'D3']) await awaitTurn(channel);
    expect(slept).toEqual([]);
  });

  it('S8: many channels are forgotten again, but not those whose turn is still to come', async () => {
    const { awaitTurn, slept, pass } = startPacing();
    for (let channel = 0; channel < 10_000; channel += 1) await awaitTurn(`C${channel}`);
    await awaitTurn('C5');
    expect(slept).toEqual([1000]);
    pass(1500);
    await awaitTurn('fresh');
    await awaitTurn('C5');
    expect(slept).toEqual([1000, 500]);
  });
});
