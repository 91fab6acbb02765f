import { describe, expect, it } from 'vitest';
import { createPacer, type EndTurn } from '../../src/slack/web/pace-posts.ts';

function end(turn: EndTurn | 'late' | 'stopping'): void {
  if (typeof turn === 'string') throw new Error(`Turned away: ${turn}`);
  turn();
}

/** A world whose time passes by sleeping, and by hand. */
function startPacing() {
  const slept: number[] = [];
  let now = 1_000_000;
  const stopping = new AbortController();
  const awaitTurn = createPacer({
    clock: { now: () => now },
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    stopped: stopping.signal,
  });
  /** A post that takes so long. */
  const post = async (channel: string, ms = 0): Promise<void> => {
    const endTurn = await awaitTurn(channel, Number.POSITIVE_INFINITY);
    now += ms;
    end(endTurn);
  };
  return { awaitTurn, post, slept, pass: (ms: number) => (now += ms), now: () => now };
}

describe('posts to a channel', () => {
  it('S8: the first at once, each further a second after the one before', async () => {
    const { post, slept, now } = startPacing();
    const startedAt = now();
    const all = Array.from({ length: 4 }, () => post('C1'));
    await Promise.all(all);
    expect(slept).toEqual([1000, 1000, 1000]);
    expect(now() - startedAt).toBe(3000);
  });

  it('S8: time that passed counts', async () => {
    const { post, slept, pass } = startPacing();
    await post('C1');
    pass(400);
    await post('C1');
    pass(5000);
    await post('C1');
    expect(slept).toEqual([600]);
  });

  it('S8: the second counts from Slack’s answer, for a slow post may have arrived late', async () => {
    const { post, slept } = startPacing();
    await post('C1', 700);
    await post('C1');
    expect(slept).toEqual([1000]);
  });

  it('S8: nobody goes ahead while a slow post is under way, however long they have waited', async () => {
    const { awaitTurn, post, slept, pass } = startPacing();
    const endSlow = await awaitTurn('C1', Number.POSITIVE_INFINITY);
    const order: string[] = [];
    const waiting = ['second', 'third'].map((name) => post('C1').then(() => order.push(name)));
    pass(9000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    end(endSlow);
    await Promise.all(waiting);
    expect(order).toEqual(['second', 'third']);
    expect(slept).toEqual([1000, 1000]);
  });

  it('S8: channels do not wait for each other', async () => {
    const { awaitTurn, slept } = startPacing();
    for (const channel of ['C1', 'C2', 'D3']) await awaitTurn(channel, Number.POSITIVE_INFINITY);
    expect(slept).toEqual([]);
  });

  it('S8: many channels are forgotten again, but not those whose turn is still to come', async () => {
    const { post, slept, pass } = startPacing();
    for (let channel = 0; channel < 10_000; channel += 1) await post(`C${channel}`);
    pass(400);
    await post('C5');
    expect(slept).toEqual([600]);
    await post('fresh');
    await post('C5');
    expect(slept).toEqual([600, 1000]);
  });

  it('N13 S8: whose turn would come too late is told so at once, and takes nobody else’s time', async () => {
    const { awaitTurn, post, slept, now } = startPacing();
    await post('C1');
    expect(await awaitTurn('C1', now() + 999)).toBe('late');
    expect(slept).toEqual([]);
    end(await awaitTurn('C1', now() + 1000));
    expect(slept).toEqual([1000]);
    const slow = await awaitTurn('C1', Number.POSITIVE_INFINITY);
    const behind = awaitTurn('C1', now() + 500);
    end(slow);
    expect(await behind).toBe('late');
  });

  it('N13 S8: when the program stops nobody waits any more, and nobody posts out of turn', async () => {
    const stopping = new AbortController();
    const awaitTurn = createPacer({
      clock: { now: () => 1_000_000 },
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      stopped: stopping.signal,
    });
    const endFirst = await awaitTurn('C1', Number.POSITIVE_INFINITY);
    const waiting = [awaitTurn('C1', Number.POSITIVE_INFINITY), awaitTurn('C1', Number.POSITIVE_INFINITY)];
    end(endFirst);
    stopping.abort();
    expect(await Promise.all(waiting)).toEqual(['stopping', 'stopping']);
    expect(await awaitTurn('C2', Number.POSITIVE_INFINITY)).toBe('stopping');
  });
});
