import type { Command } from 'commander';
import { say } from '../../messages/say.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';

export function registerDemo(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('demo')
    .description(say('cli.demo.description'))
    .option('--script', say('cli.demo.script'))
    .action((options: { script?: true }) =>
      runtime.run(() => runtime.deps.runDemo({ isScripted: options.script === true })),
    );
  addExamples(command, ['demo', 'demo --script']);
}
