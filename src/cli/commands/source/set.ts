import type { Command } from 'commander';
import type { Secret } from '../../../domain/crypto/secret.ts';
import { say } from '../../../messages/say.ts';
import type { SetSourceResult, SourceChanges } from '../../../services/sources/set-source.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import {
  describeBadRule,
  describeSecretProblem,
  describeSettingProblem,
  describeSyncProblem,
} from '../../describe/describe-source.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';
import { readSecret, type SecretOptions } from '../../read-secret.ts';
import { collect, parseInterval, parseRoleRules, parseSettings } from '../../source-terms.ts';
import { withInterrupt } from '../../with-interrupt.ts';

interface Options extends SecretOptions {
  readonly organization?: string;
  readonly set?: readonly string[];
  readonly secret?: true;
  readonly every?: string;
  readonly brake?: string;
  readonly roleRule?: readonly string[];
  /** `false`: --no-role-rules */
  readonly roleRules: boolean;
  readonly allowOwner?: readonly string[];
  /** `false`: --no-allowed-owners */
  readonly allowedOwners: boolean;
}

type Changes = Omit<SourceChanges, 'secret'>;
type Parsed =
  | { readonly kind: 'changes'; readonly changes: Changes }
  | { readonly kind: 'bad'; readonly problem: string };

export function registerSourceSet(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('set')
    .description(say('cli.source.set'))
    .argument('<name or id>', say('cli.source.nameOrId'))
    .option('--set <name=value>', say('cli.source.setSetting'), collect)
    .option('--secret', say('cli.source.newSecret'))
    .option('--secret-file <path>', say('cli.source.secretFileOption'))
    .option('--secret-env <name>', say('cli.source.secretEnvOption'))
    .option('--every <interval>', say('cli.source.every'))
    .option('--brake <percent>', say('cli.source.brake'))
    .option('--role-rule <rule>', say('cli.source.roleRule'), collect)
    .option('--no-role-rules', say('cli.source.noRoleRules'))
    .option('--allow-owner <login>', say('cli.source.allowOwner'), collect)
    .option('--no-allowed-owners', say('cli.source.noAllowedOwners'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const parsed = parseChanges(options);
        if (parsed.kind === 'bad') return runtime.fail(parsed.problem);
        const kind = await services.sources.describeSource(organization.id, nameOrId);
        if (kind === null) return runtime.fail(say('cli.source.unknown', { source: quote(nameOrId) }));
        let secret: Secret | null = null;
        if (options.secret || options.secretFile !== undefined || options.secretEnv !== undefined) {
          const read = await readSecret(runtime, options, kind.secretNames);
          if (read.kind === 'bad') return runtime.fail(read.problem);
          secret = read.secret;
        }
        if (secret === null && Object.keys(parsed.changes).length === 0)
          return runtime.fail(say('cli.source.setNothing'));
        const changes = { ...parsed.changes, ...(secret === null ? {} : { secret }) };
        const result = await withInterrupt(runtime.deps, (signal) =>
          services.sources.setSource(organization.id, nameOrId, changes, signal),
        );
        return present(runtime, result, nameOrId, kind.settingNames);
      }),
    );
  addExamples(command, [
    'source set HR --every 30m --brake 5',
    'source set HR --secret-file ./new.key',
    'source set Directory --role-rule "group:Help desk=helpdesk" --role-rule "title:IT admin=admin"',
    'source set Directory --role-rule group:Owners=owner --allow-owner ada@acme.example',
  ]);
}

function parseChanges(options: Options): Parsed {
  const bad = (problem: string) => ({ kind: 'bad', problem }) as const;
  const changes: { -readonly [Key in keyof Changes]: Changes[Key] } = {};
  if (options.set !== undefined) {
    const settings = parseSettings(options.set);
    if (settings === null) return bad(say('cli.source.badSetting', { example: 'name' }));
    changes.settings = settings;
  }
  if (options.every !== undefined) {
    const minutes = parseInterval(options.every);
    if (minutes === undefined) return bad(say('cli.source.badInterval', { least: 15, most: 24 }));
    changes.everyMinutes = minutes;
  }
  if (options.brake !== undefined) {
    if (!/^\d{1,3}%?$/.test(options.brake)) return bad(say('cli.source.badBrake'));
    changes.brakePercent = Number.parseInt(options.brake, 10);
  }
  if (!options.roleRules) changes.roleRules = [];
  else if (options.roleRule !== undefined) {
    const parsed = parseRoleRules(options.roleRule);
    if (parsed.kind === 'bad') return bad(describeBadRule(parsed.rule));
    changes.roleRules = parsed.rules;
  }
  const owners = options.allowedOwners ? options.allowOwner : [];
  if (owners !== undefined) changes.allowedOwners = owners;
  return { kind: 'changes', changes };
}

function present(
  runtime: CliRuntime,
  result: SetSourceResult,
  nameOrId: string,
  settingNames: readonly string[],
): ExitCode {
  const name = quote(nameOrId);
  switch (result.kind) {
    case 'changed': {
      const fields = result.changed.map((field) => say(`cli.source.field.${field}`)).join(', ');
      runtime.print(say('cli.source.set.changed', { name: toPrintable(result.source.name), fields }));
      if (result.changed.some((field) => field === 'roleRules' || field === 'allowedOwners'))
        runtime.print(say('cli.source.rulesNext', { name }));
      return exitCodes.ok;
    }
    case 'unchanged':
      runtime.print(say('cli.source.set.unchanged'));
      return exitCodes.ok;
    case 'unknown_source':
      return runtime.fail(say('cli.source.unknown', { source: name }));
    case 'not_read':
      return runtime.fail(say('cli.source.notRead', { source: name }));
    case 'bad_interval':
      return runtime.fail(say('cli.source.badInterval', { least: result.least, most: result.most / 60 }));
    case 'bad_brake':
      return runtime.fail(say('cli.source.badBrake'));
    case 'bad_owner':
      return runtime.fail(say('cli.source.badOwner', { login: quote(result.login) }));
    case 'invalid_settings':
      return runtime.fail(result.problems.map((one) => describeSettingProblem(one, settingNames)).join('\n'));
    case 'invalid_secret':
      return runtime.fail(describeSecretProblem(result.problem, result.names));
    case 'secret_unreadable':
      return runtime.fail(say('cli.source.problem.secret_unreadable', { source: name }));
    case 'failed': {
      const problem = describeSyncProblem(result.problem, result.detail, name);
      return runtime.fail(say('cli.source.notChanged', { problem }));
    }
  }
}
