import { openBetterAuth } from '../baselines/better-auth.ts';
import type { Benchmark } from '../harness/figure.ts';
import { openRedeemWorld } from '../world/open-redeem-world.ts';

const ATTEMPTS = 200;

/** Many attempts with one code at the same time: a promise, not a speed. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openRedeemWorld();
    const other = await openBetterAuth();
    try {
      let winnersMost = 0;
      let winnersLeast = ATTEMPTS;
      for (let round = 0; round < (isQuick ? 1 : 5); round += 1) {
        const [issued] = await world.issue(1);
        if (issued === undefined) throw new Error('No code was issued');
        const results = await Promise.all(Array.from({ length: ATTEMPTS }, () => world.redeem(issued)));
        const winners = results.filter(({ kind }) => kind === 'redeemed').length;
        winnersMost = Math.max(winnersMost, winners);
        winnersLeast = Math.min(winnersLeast, winners);
      }
      const [first] = await other.challenge(1);
      if (first === undefined) throw new Error('Nobody was challenged');
      const browsers = await other.challengeAgain(first, ATTEMPTS);
      const taken = await Promise.all(browsers.map((browser) => other.verify(browser)));
      return [
        {
          name: 'redeem.race',
          // Whichever is further from one.
          value: winnersLeast < 1 ? winnersLeast : winnersMost,
          unit: 'winners',
          baseline: taken.filter(Boolean).length,
          baselineName: 'better-auth, 200 sign-ins of one person with one backup code',
          ratio: null,
          spread: null,
          goal: { kind: 'value_exactly', limit: 1 },
        },
      ];
    } finally {
      await other.close();
      await world.close();
    }
  },
};
