import { Command, CommanderError } from 'commander';
import { say } from '../messages/say.ts';
import type { CliDeps } from './cli-deps.ts';
import { createCliRuntime, HELP_WIDTH } from './cli-runtime.ts';
import { registerAuditList } from './commands/audit/list.ts';
import { registerAuditVerify } from './commands/audit/verify.ts';
import { registerClientAdd } from './commands/client/add.ts';
import { registerClientList } from './commands/client/list.ts';
import { registerClientRemove } from './commands/client/remove.ts';
import { registerClientRotate } from './commands/client/rotate.ts';
import { registerClientSet } from './commands/client/set.ts';
import { registerCodeConfirm, registerCodeIssue } from './commands/code/issue.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDeviceCheckRemove } from './commands/device-check/remove.ts';
import { registerDeviceCheckSet } from './commands/device-check/set.ts';
import { registerDeviceCheckShow } from './commands/device-check/show.ts';
import { registerDeviceCheckTest } from './commands/device-check/test.ts';
import { registerDirectoryGroups } from './commands/directory/groups.ts';
import { registerDirectoryImport } from './commands/directory/import.ts';
import { registerDirectoryList } from './commands/directory/list.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDomainAdd } from './commands/domain/add.ts';
import { registerDomainList } from './commands/domain/list.ts';
import { registerDomainRemove } from './commands/domain/remove.ts';
import { registerDomainUnverify } from './commands/domain/unverify.ts';
import { registerDomainVerify } from './commands/domain/verify.ts';
import { registerFreeze } from './commands/freeze/freeze.ts';
import { registerUnfreeze } from './commands/freeze/unfreeze.ts';
import { registerInit } from './commands/init.ts';
import { registerOrganizationList } from './commands/organization/list.ts';
import { registerOrganizationRename } from './commands/organization/rename.ts';
import { registerPolicySet } from './commands/policy/set.ts';
import { registerPolicyShow } from './commands/policy/show.ts';
import { registerProviderAdd } from './commands/provider/add.ts';
import { registerProviderList } from './commands/provider/list.ts';
import { registerProviderRemove } from './commands/provider/remove.ts';
import { registerProviderSet } from './commands/provider/set.ts';
import { registerProviderTest } from './commands/provider/test.ts';
import { registerReviewClose } from './commands/review/close.ts';
import { registerReviewList } from './commands/review/list.ts';
import { registerSourceAdd } from './commands/source/add.ts';
import { registerSourceConflicts } from './commands/source/conflicts.ts';
import { registerSourceList } from './commands/source/list.ts';
import { registerSourcePreview } from './commands/source/preview.ts';
import { registerSourceRemove } from './commands/source/remove.ts';
import { registerSourceResolve } from './commands/source/resolve.ts';
import { registerSourceSet } from './commands/source/set.ts';
import { registerSourceSync } from './commands/source/sync.ts';
import { registerSourceTest } from './commands/source/test.ts';
import { registerStart } from './commands/start.ts';
import { registerUserLink } from './commands/user/link.ts';
import { registerUserUnlink } from './commands/user/unlink.ts';
import { registerUserUnlock } from './commands/user/unlock.ts';
import { registerWorkspaceConnect } from './commands/workspace/connect.ts';
import { exitCodes } from './exit-codes.ts';

export interface Cli {
  /**
   * Runs one command.
   * @param argv what follows the program's name
   * @returns the exit code: 0 done, 1 refused or failed, 2 not understood
   */
  run(argv: readonly string[]): Promise<number>;
}

type Group =
  | 'organization'
  | 'directory'
  | 'source'
  | 'provider'
  | 'domain'
  | 'client'
  | 'code'
  | 'policy'
  | 'device-check'
  | 'user'
  | 'workspace'
  | 'audit'
  | 'review';

/** Commander would add a `help` subcommand to each group, in words of its own. */
function addGroup(program: Command, name: Group): Command {
  return program
    .command(name)
    .description(say(`cli.program.${name}`))
    .helpCommand(false);
}

/** The `backupcode` command. Touches nothing but what it is given. */
export function createCli(deps: CliDeps): Cli {
  return {
    async run(argv) {
      const runtime = createCliRuntime(deps);
      const program = new Command('backupcode')
        .description(say('cli.program.description'))
        .version(deps.version, '--version', say('cli.program.version'))
        .helpOption('-h, --help', say('cli.program.help'))
        .helpCommand(false)
        .showHelpAfterError(say('cli.program.helpHint'))
        .addHelpText('afterAll', `\n${say('cli.program.exitCodes')}`)
        .exitOverride()
        .configureOutput({
          writeOut: (text) => void deps.stdout.write(text),
          writeErr: (text) => void deps.stderr.write(text),
          getOutHelpWidth: () => HELP_WIDTH,
          getErrHelpWidth: () => HELP_WIDTH,
        });
      registerInit(program, runtime);
      registerStart(program, runtime);
      if (deps.hasDemo) registerDemo(program, runtime);
      const organization = addGroup(program, 'organization');
      registerOrganizationList(organization, runtime);
      registerOrganizationRename(organization, runtime);
      const directory = addGroup(program, 'directory');
      registerDirectoryImport(directory, runtime);
      registerDirectoryList(directory, runtime);
      registerDirectoryGroups(directory, runtime);
      const source = addGroup(program, 'source');
      registerSourceAdd(source, runtime);
      registerSourceList(source, runtime);
      registerSourceTest(source, runtime);
      registerSourcePreview(source, runtime);
      registerSourceSync(source, runtime);
      registerSourceConflicts(source, runtime);
      registerSourceResolve(source, runtime);
      registerSourceSet(source, runtime);
      registerSourceRemove(source, runtime);
      const provider = addGroup(program, 'provider');
      registerProviderAdd(provider, runtime);
      registerProviderList(provider, runtime);
      registerProviderTest(provider, runtime);
      registerProviderSet(provider, runtime);
      registerProviderRemove(provider, runtime);
      const domain = addGroup(program, 'domain');
      registerDomainAdd(domain, runtime);
      registerDomainVerify(domain, runtime);
      registerDomainUnverify(domain, runtime);
      registerDomainRemove(domain, runtime);
      registerDomainList(domain, runtime);
      const client = addGroup(program, 'client');
      registerClientAdd(client, runtime);
      registerClientList(client, runtime);
      registerClientSet(client, runtime);
      registerClientRotate(client, runtime);
      registerClientRemove(client, runtime);
      const code = addGroup(program, 'code');
      registerCodeIssue(code, runtime);
      registerCodeConfirm(code, runtime);
      const policy = addGroup(program, 'policy');
      registerPolicyShow(policy, runtime);
      registerPolicySet(policy, runtime);
      const deviceCheck = addGroup(program, 'device-check');
      registerDeviceCheckSet(deviceCheck, runtime);
      registerDeviceCheckShow(deviceCheck, runtime);
      registerDeviceCheckTest(deviceCheck, runtime);
      registerDeviceCheckRemove(deviceCheck, runtime);
      const user = addGroup(program, 'user');
      registerUserUnlock(user, runtime);
      registerUserLink(user, runtime);
      registerUserUnlink(user, runtime);
      const workspace = addGroup(program, 'workspace');
      registerWorkspaceConnect(workspace, runtime);
      const review = addGroup(program, 'review');
      registerReviewList(review, runtime);
      registerReviewClose(review, runtime);
      const audit = addGroup(program, 'audit');
      registerAuditList(audit, runtime);
      registerAuditVerify(audit, runtime);
      registerFreeze(program, runtime);
      registerUnfreeze(program, runtime);
      registerDoctor(program, runtime);
      try {
        await program.parseAsync([...argv], { from: 'user' });
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        return isAnswer(error) ? exitCodes.ok : exitCodes.usage;
      }
      return runtime.exitCode();
    },
  };
}

/** Help and version were asked for; everything else that commander throws was not understood. */
function isAnswer({ code }: CommanderError): boolean {
  return code === 'commander.helpDisplayed' || code === 'commander.version';
}
