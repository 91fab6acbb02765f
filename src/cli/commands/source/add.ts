import type { Command } from 'commander';
import { sourceKinds } from '../../../domain/directory/source.ts';
import { say } from '../../../messages/say.ts';
import type { AddSourceResult } from '../../../services/sources/add-source.ts';
import { chooseRoles } from '../../choose-roles.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeNameProblem } from '../../describe/describe-problems.ts';
import {
  describeSecretProblem,
  describeSettingProblem,
  describeSyncProblem,
} from '../../describe/describe-source.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';
import { readSecret, type SecretOptions } from '../../read-secret.ts';
import { collect, parseSettings, spellInterval, spellRoleRule } from '../../source-terms.ts';
import { withInterrupt } from '../../with-interrupt.ts';

interface Options extends SecretOptions {
  readonly organization?: string;
  readonly set?: readonly string[];
  readonly roleRule?: readonly string[];
  /** `false`: --no-role-rules */
  readonly roleRules: boolean;
  readonly allowOwner?: readonly string[];
}

export function registerSourceAdd(source: Command, runtime: CliRuntime): void {
  const kinds = sourceKinds.filter((kind) => kind !== 'scim');
  const command = source
    .command('add')
    .description(say('cli.source.add'))
    .argument('<kind>', say('cli.source.kind', { kinds: kinds.join(', ') }))
    .argument('<name>', say('cli.source.name'))
    .option('--set <name=value>', say('cli.source.setting'), collect)
    .option('--secret-file <path>', say('cli.source.secretFileOption'))
    .option('--secret-env <name>', say('cli.source.secretEnvOption'))
    .option('--role-rule <rule>', say('cli.source.newRoleRule'), collect)
    .option('--no-role-rules', say('cli.source.withoutRoleRules'))
    .option('--allow-owner <login>', say('cli.source.newAllowOwner'), collect)
    .addOption(organizationOption())
    .action((kindText: string, name: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        if (kindText === 'scim') return runtime.fail(say('cli.source.scimKind'));
        const offered = await services.sources.listKinds();
        const kind = offered.find((one) => one === kindText);
        const described = kind === undefined ? null : await services.sources.describeKind(kind);
        if (kind === undefined || described === null)
          return runtime.fail(
            say('cli.source.unknownKind', { kind: quote(kindText), kinds: offered.join(', ') }),
          );
        const { settingNames, secretNames } = described;
        const settings = parseSettings(options.set ?? []);
        if (settings === null)
          return runtime.fail(say('cli.source.badSetting', { example: settingNames[0] ?? 'name' }));
        // Before the credential is asked for.
        const problems = described.checkSettings(settings);
        if (problems.length > 0)
          return runtime.fail(problems.map((one) => describeSettingProblem(one, settingNames)).join('\n'));
        const roles = await chooseRoles(runtime, kind, described.suggestedRules, options);
        if (roles.kind === 'bad') return runtime.fail(roles.problem);
        const read = await readSecret(runtime, options, secretNames);
        if (read.kind === 'bad') return runtime.fail(read.problem);
        const { roleRules, allowedOwners } = roles;
        const wanted = { kind, name, settings, secret: read.secret, roleRules, allowedOwners };
        const result = await withInterrupt(runtime.deps, (signal) =>
          services.sources.addSource(organization.id, wanted, signal),
        );
        return present(runtime, result, name, settingNames);
      }),
    );
  addExamples(command, [
    'source add bamboohr HR --set company=acme --secret-env BAMBOOHR_KEY',
    'source add jumpcloud Directory --secret-file ./jumpcloud.key',
    'source add slack Slack --role-rule slackRole:owner=admin --role-rule slackRole:admin=admin',
  ]);
}

function present(
  runtime: CliRuntime,
  result: AddSourceResult,
  name: string,
  settingNames: readonly string[],
): ExitCode {
  switch (result.kind) {
    case 'added': {
      const { source, people } = result;
      const facts = { name: toPrintable(source.name), id: source.id, people: people ?? 'none' };
      runtime.print(say('cli.source.added', facts));
      const rules = toPrintable(source.roleRules.map(spellRoleRule).join(', '));
      runtime.print(rules === '' ? say('cli.source.addedNoRoles') : say('cli.source.addedRoles', { rules }));
      const every = spellInterval(source.everyMinutes ?? 0);
      runtime.print(say('cli.source.addedNext', { name: quote(source.name), every }));
      return exitCodes.ok;
    }
    case 'unknown_kind':
      return runtime.fail(say('cli.source.unknown', { source: quote(name) }));
    case 'invalid_name':
      return runtime.fail(describeNameProblem(result.problem));
    case 'name_taken':
      return runtime.fail(say('cli.source.nameTaken', { name: quote(name) }));
    case 'bad_owner':
      return runtime.fail(say('cli.source.badOwner', { login: quote(result.login) }));
    case 'invalid_settings':
      return runtime.fail(result.problems.map((one) => describeSettingProblem(one, settingNames)).join('\n'));
    case 'invalid_secret':
      return runtime.fail(describeSecretProblem(result.problem, result.names));
    case 'failed': {
      const problem = describeSyncProblem(result.problem, result.detail, quote(name));
      return runtime.fail(say('cli.source.notAdded', { problem }));
    }
  }
}
