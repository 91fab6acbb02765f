import type { Command } from 'commander';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';

export function registerDemo(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('demo')
    .description('try everything on this machine, with a local Slack and an embedded store')
    .option('--script', 'walk the story by itself and print it; exit 0 only if every step went as told')
    .action((options: { script?: true }) =>
      runtime.run(() => runtime.deps.runDemo({ isScripted: options.script === true })),
    );
  addExamples(command, ['demo', 'demo --script']);
}
