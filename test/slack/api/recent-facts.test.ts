import { describe, expect, it } from 'vitest';
import { createRecentFacts, RECENT_MS } from '../../../src/slack/api/recent-facts.ts';

const here = { teamId: 'T1', enterpriseId: null };

/** A Slack that answers with the number of the question, unless told to refuse or to wait. */
function openFacts() {
  const asked: string[] = [];
  const state = { now: 1_000_000, isKept: true };
  const facts = createRecentFacts<string>({
    ask: async (id) => {
      asked.push(id);
      return `${id}#${asked.length}`;
    },
    isKept: () => state.isKept,
    clock: { now: () => state.now },
  });
  return { facts, asked, state };
}

describe('what Slack said lately', () => {
  it.each([
    [0, 'U1#1', false],
    [RECENT_MS, 'U1#1', false],
    [RECENT_MS + 1, 'U1#2', true],
    // The clock was set back: it may be of any age.
    [-1, 'U1#2', true],
  ])('S6 S7: %d ms later: %s, fresh: %s', async (ms, answer, isFresh) => {
    const { facts, state } = openFacts();
    await facts.askNow(here, 'U1');
    state.now += ms;
    expect(await facts.askLately(here, 'U1')).toEqual({ facts: answer, isFresh });
  });

  it('S6 S9: who asks for now is answered by Slack, and everybody after it knows', async () => {
    const { facts, asked } = openFacts();
    await facts.askLately(here, 'U1');
    expect(await facts.askNow(here, 'U1')).toBe('U1#2');
    expect(asked).toHaveLength(2);
    expect(await facts.askLately(here, 'U1')).toEqual({ facts: 'U1#2', isFresh: false });
  });

  it('S6: being used makes no fact younger', async () => {
    const { facts, state } = openFacts();
    await facts.askNow(here, 'U1');
    state.now += RECENT_MS;
    await facts.askLately(here, 'U1');
    state.now += 1;
    expect(await facts.askLately(here, 'U1')).toMatchObject({ isFresh: true });
  });

  it.each([
    { teamId: 'T2', enterpriseId: null },
    { teamId: 'T1', enterpriseId: 'E1' },
    { teamId: 'T1","U1', enterpriseId: null },
  ])('S6: never across workspaces: %o', async (elsewhere) => {
    const { facts } = openFacts();
    await facts.askNow(here, 'U1');
    expect(await facts.askLately(elsewhere, 'U1')).toEqual({ facts: 'U1#2', isFresh: true });
  });

  it('S6 S7: what is not to be kept is asked for again, and wipes what was kept', async () => {
    const { facts, state } = openFacts();
    await facts.askNow(here, 'U1');
    state.isKept = false;
    await facts.askNow(here, 'U1');
    expect(await facts.askLately(here, 'U1')).toEqual({ facts: 'U1#3', isFresh: true });
  });

  it('S6: an answer that was overtaken by a later question’s does not count', async () => {
    const answers: ((facts: string) => void)[] = [];
    let now = 1_000_000;
    const facts = createRecentFacts<string>({
      ask: () => new Promise((resolve) => answers.push(resolve)),
      isKept: () => true,
      clock: { now: () => now },
    });
    const early = facts.askNow(here, 'U1');
    now += 1;
    const late = facts.askNow(here, 'U1');
    answers[1]?.('deactivated');
    await late;
    answers[0]?.('active');
    expect(await early).toBe('active');
    expect(await facts.askLately(here, 'U1')).toEqual({ facts: 'deactivated', isFresh: false });
  });

  it('S6: a question that failed is remembered as nothing', async () => {
    let isAway = true;
    const facts = createRecentFacts<string>({
      ask: async () => {
        if (isAway) throw new Error('Slack is away');
        return 'back';
      },
      isKept: () => true,
      clock: { now: () => 1_000_000 },
    });
    await expect(facts.askLately(here, 'U1')).rejects.toThrow('away');
    isAway = false;
    expect(await facts.askLately(here, 'U1')).toEqual({ facts: 'back', isFresh: true });
  });

  it('keeps ten thousand and forgets the oldest first', async () => {
    const { facts } = openFacts();
    for (let person = 0; person <= 10_000; person += 1) await facts.askNow(here, `U${person}`);
    expect(await facts.askLately(here, 'U0')).toMatchObject({ isFresh: true });
    expect(await facts.askLately(here, 'U10000')).toMatchObject({ isFresh: false });
  });
});
