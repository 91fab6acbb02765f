import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeKinds } from '../../../oidc/open-oidc-world.ts';
import { approvalCommands, type Command, firstCommands, lastCommands } from './approval-commands.ts';
import { startModel } from './approval-model.ts';
import { openTwoInstances } from './open-two-instances.ts';

/** By hand: `APPROVAL_RUNS=5000 APPROVAL_SEED=7 npx vitest run` with this file. */
const { APPROVAL_RUNS, APPROVAL_SEED } = process.env;
const runsOf = { sqlite: 100, mongodb: 15 };

describe.each(storeKinds)('N11 N23: whatever people do, in any order, at two instances, on %s', (kind) => {
  it('a code comes into being only if enough people have agreed to it who may still agree, or its owner broke the glass, announced and under review', {
    timeout: APPROVAL_RUNS === undefined ? 60_000 : 3_600_000,
  }, async () => {
    const { openDesk } = await openTwoInstances(kind);
    const tally: Record<string, number> = {};
    const commands = fc.commands([...approvalCommands], { maxCommands: 12, size: 'max' });
    const property = fc.asyncProperty(firstCommands, commands, async (first, listed) => {
      const desk = await openDesk();
      const start = { model: startModel(), real: { desk, requests: [], reviews: [], tally } };
      const run = async (each: readonly Command[]) => {
        for (const command of each)
          if (command.check(start.model)) await command.run(start.model, start.real);
      };
      await run(first);
      await fc.asyncModelRun(() => start, listed);
      await run(lastCommands);
    });
    const numRuns = APPROVAL_RUNS === undefined ? runsOf[kind] : Number(APPROVAL_RUNS);
    await fc.assert(property, { numRuns, seed: Number(APPROVAL_SEED ?? 11) });
    if (APPROVAL_RUNS !== undefined) process.stderr.write(`${JSON.stringify(tally, null, 1)}\n`);
    // Else it would say nothing.
    expect(tally['generate: generated of 1']).toBeGreaterThan(0);
    if (kind === 'sqlite') expect(tally['generate: with a broken glass']).toBeGreaterThan(0);
    if (kind === 'sqlite') expect(tally['generate: by the help desk']).toBeGreaterThan(0);
    if (kind === 'sqlite') expect(tally['generate: generated of 2']).toBeGreaterThan(0);
  });
});
