import type { Command } from 'commander';
import type { Environment } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readStoreConfig } from '../../config/read-config.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import { say } from '../../messages/say.ts';
import type { Check } from '../checks/check.ts';
import { checkConfiguration, checkEnvFile } from '../checks/check-configuration.ts';
import { checkDatabaseFiles } from '../checks/check-database-files.ts';
import { checkMail } from '../checks/check-mail.ts';
import { checkSecurityChannels } from '../checks/check-security-channels.ts';
import { checkSlack } from '../checks/check-slack.ts';
import { checkStore } from '../checks/check-store.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson, quote } from '../print.ts';

const labels = { ok: 'ok     ', warning: 'WARNING', problem: 'PROBLEM' } as const;

export function registerDoctor(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('doctor')
    .description(say('cli.doctor.description'))
    .option('--json', say('cli.program.json'))
    .option('--reseal', say('cli.doctor.reseal'))
    .option('--send-mail <address>', say('cli.doctor.sendMail'))
    .action((options: { json?: true; reseal?: true; sendMail?: string }) => {
      if (options.reseal) return reseal(runtime);
      return runtime.run(async () => {
        const { deps } = runtime;
        const sendTo = options.sendMail === undefined ? null : (parseEmail(options.sendMail)?.address ?? '');
        if (sendTo === '') return runtime.fail(say('cli.doctor.badAddress'));
        const env = await runtime.loadEnv();
        const checks = [
          ...checkConfiguration(env),
          ...(await checkEnvFile(deps.cwd)),
          ...(await checkFiles(env, deps.cwd)),
          ...(await checkStore(deps, env)),
          ...(await checkSlack(deps, env)),
          ...(await checkSecurityChannels(deps, env)),
          ...(await checkMail(deps, env, sendTo)),
        ];
        if (options.json) printJson(runtime, checks);
        for (const check of options.json ? [] : checks) {
          runtime.print(`${labels[check.state]}  ${check.name}: ${check.text}`);
          if (check.state !== 'ok') runtime.print(`         ${check.remedy}`);
        }
        return checks.every(({ state }) => state !== 'problem') ? exitCodes.ok : exitCodes.failed;
      });
    });
  addExamples(command, ['doctor', 'doctor --json', 'doctor --reseal', 'doctor --send-mail you@example.com']);
}

/** Seals stored credentials with the newest master key. */
function reseal(runtime: CliRuntime): Promise<void> {
  return runtime.runWithServices(async (services) => {
    const { resealed, unreadable } = await services.sources.resealSecrets();
    runtime.print(say('cli.doctor.resealed', { count: resealed }));
    for (const name of unreadable) runtime.complain(say('cli.doctor.notResealed', { source: quote(name) }));
    return unreadable.length === 0 ? exitCodes.ok : exitCodes.failed;
  });
}

async function checkFiles(env: Environment, cwd: string): Promise<Check[]> {
  try {
    return await checkDatabaseFiles(readStoreConfig(env).database, cwd);
  } catch (error) {
    // The check of the configuration says so.
    if (error instanceof ConfigError) return [];
    throw error;
  }
}
