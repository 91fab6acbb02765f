import type { Command } from 'commander';
import { readConfig } from '../../config/read-config.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';

export function registerStart(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('start')
    .description('run the bot and the redeem service until they are stopped')
    .action(() => runtime.run(async () => runtime.deps.runStart(readConfig(await runtime.loadEnv()))));
  addExamples(command, ['start', 'doctor   # first, to see whether all is set']);
}
