import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { openRedeemWorld } from '../world/open-redeem-world.ts';
import { startBackupcode } from '../world/start-backupcode.ts';
import { startBareRedeem } from '../world/start-bare-redeem.ts';
import { startDriver } from '../world/start-driver.ts';

const AT_ONCE = 32;

/** The whole way of a redeem: credential, body, hashes, brake, history; and the notices that it sets going. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openRedeemWorld();
    const driver = await startDriver();
    const program = await startBackupcode({ databaseUrl: world.databaseUrl, apiUrl: driver.apiUrl });
    const bare = await startBareRedeem();
    const authorizations = world.credentials.map((credential) => `Bearer ${credential.reveal()}`);
    const measure = async (url: string, bodies: readonly string[]): Promise<number> => {
      const load = { kind: 'requests', url, authorizations, atOnce: AT_ONCE, bodies } as const;
      const { tookMs } = await driver.run(load);
      return (bodies.length / tookMs) * 1000;
    };
    const measureOurs = async (count: number): Promise<number> => {
      const issued = await world.issue(count);
      const bodies = issued.map(({ login, code }) => JSON.stringify({ user: login, code }));
      const rate = await measure(`${program.httpUrl}/v1/codes/redeem`, bodies);
      await untilCalm(() => world.seeded.store.read.notices.count());
      return rate;
    };
    try {
      const count = isQuick ? 60 : 300;
      await measureOurs(50);
      await measure(bare.url, bare.issue(50));
      const rounds = await alternate(
        isQuick ? 2 : 5,
        () => measureOurs(count),
        () => measure(bare.url, bare.issue(count)),
      );
      return [
        compare(rounds, {
          name: 'redeem.http',
          unit: 'redeems/s',
          baselineName: 'a bare Express route doing one guarded update on an equally durable SQLite',
          goal: { kind: 'ratio_min', limit: 0.4 },
        }),
      ];
    } finally {
      await bare.stop();
      await program.stop();
      driver.stop();
      await world.close();
    }
  },
};

/** Until the outbox gets no shorter: what is left is for later, such as reminders. */
async function untilCalm(count: () => Promise<number>): Promise<void> {
  const CALM_MS = 400;
  for (let before = Number.POSITIVE_INFINITY, now = await count(); now < before; now = await count()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
  }
}
