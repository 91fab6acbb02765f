import { type Command, Option } from 'commander';
import {
  type DirectoryUser,
  loginOf,
  type UserStatus,
  userStatuses,
} from '../../../domain/directory/directory-user.ts';
import { type Role, roles } from '../../../domain/directory/roles.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson, printTable } from '../../print.ts';

const PAGE = 500;

interface Options {
  readonly organization?: string;
  readonly role?: Role;
  readonly status?: UserStatus;
  readonly json?: true;
}

export function registerDirectoryList(directory: Command, runtime: CliRuntime): void {
  const command = directory
    .command('list')
    .description(say('cli.directory.list'))
    .addOption(organizationOption())
    .addOption(new Option('--role <role>', say('cli.directory.listRole')).choices(roles))
    .addOption(new Option('--status <status>', say('cli.directory.listStatus')).choices(userStatuses))
    .option('--json', say('cli.program.json'))
    .action((options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const users: DirectoryUser[] = [];
        const { role, status } = options;
        let after: string | null = null;
        do {
          const page = await services.listDirectory(organization.id, { after, limit: PAGE, role, status });
          users.push(...page.users);
          after = page.next;
        } while (after !== null);
        if (options.json) printJson(runtime, users.map(presentUser));
        else {
          const headings = ['ID', 'LOGIN', 'NAME', 'ROLE', 'STATUS'];
          const toRow = (user: DirectoryUser) => [
            user.id,
            loginOf(user),
            user.displayName,
            user.role,
            user.status,
          ];
          printTable(runtime, headings, users.map(toRow));
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['directory list --role owner', 'directory list --status suspended --json']);
}

function presentUser(user: DirectoryUser) {
  const { id, displayName: name, role, status, email, mobile, alias, primary } = user;
  const times = { createdAt: formatTime(user.createdAt), updatedAt: formatTime(user.updatedAt) };
  const facts = { manager: user.manager, department: user.department, employee_number: user.employeeNumber };
  return { id, name, role, status, email, mobile, alias, primary, ...facts, ...times };
}
