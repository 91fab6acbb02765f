import { openBetterAuth } from '../baselines/better-auth.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { openRedeemWorld } from '../world/open-redeem-world.ts';

const AT_ONCE = 32;

/** Each code once, through the use case. Both sides are equally durable. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openRedeemWorld();
    const other = await openBetterAuth();
    const redeemOurs = async (count: number): Promise<number> => {
      const issued = await world.issue(count);
      return rateOf(count, async (index) => {
        const one = issued[index];
        return one !== undefined && (await world.redeem(one)).kind === 'redeemed';
      });
    };
    const redeemOther = async (count: number): Promise<number> => {
      const challenged = await other.challenge(count);
      return rateOf(count, async (index) => {
        const one = challenged[index];
        return one !== undefined && (await other.verify(one));
      });
    };
    try {
      const [ours, theirs] = isQuick ? [100, 20] : [600, 120];
      await redeemOurs(50);
      await redeemOther(10);
      const rounds = await alternate(
        isQuick ? 2 : 5,
        () => redeemOurs(ours),
        () => redeemOther(theirs),
      );
      return [
        compare(rounds, {
          name: 'redeem.rate',
          unit: 'redeems/s',
          baselineName: "better-auth's two-factor verifyBackupCode at sign-in, on an equally durable SQLite",
          goal: { kind: 'ratio_min', limit: 3 },
        }),
      ];
    } finally {
      await other.close();
      await world.close();
    }
  },
};

async function rateOf(count: number, redeem: (index: number) => Promise<boolean>): Promise<number> {
  let refused = 0;
  const startedAt = performance.now();
  await runLanes(AT_ONCE, count, async (index) => {
    if (!(await redeem(index))) refused += 1;
  });
  const tookMs = performance.now() - startedAt;
  if (refused > 0) throw new Error(`${refused} of ${count} right codes were refused`);
  return (count / tookMs) * 1000;
}
