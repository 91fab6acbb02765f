import type { Command } from 'commander';
import { readConfig } from '../../config/read-config.ts';
import { say } from '../../messages/say.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';
import { warnOfOpenFiles } from '../warn-of-open-files.ts';

export function registerStart(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('start')
    .description(say('cli.start.description'))
    .option('--port <number>', say('cli.start.port'))
    .action((options: { readonly port?: string }) =>
      runtime.run(async () => {
        const env = await runtime.loadEnv();
        const port = options.port === undefined ? {} : { HTTP_PORT: options.port };
        const config = readConfig({ ...env, ...port });
        await warnOfOpenFiles(runtime, config);
        return runtime.deps.runStart(config);
      }),
    );
  addExamples(command, ['start', 'start --port 3001', 'doctor']);
}
