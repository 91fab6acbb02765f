import type { Command } from 'commander';
import { isId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { Resolution } from '../../../services/directory/provision/resolve-conflict.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { factsOf, nameUser } from '../../describe/describe-conflict.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly takeOver?: true;
  readonly link?: true;
  readonly accept?: true;
  readonly ignore?: true;
  readonly yes?: true;
}

export function registerSourceResolve(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('resolve')
    .description(say('cli.source.resolve'))
    .argument('<conflict>', say('cli.source.conflictId'))
    .option('--take-over', say('cli.source.takeOver'))
    .option('--link', say('cli.source.link'))
    .option('--accept', say('cli.source.accept'))
    .option('--ignore', say('cli.source.ignore'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((id: string, options: Options) => {
      const [way, ...others] = listWays(options);
      if (way === undefined || others.length > 0) return command.error(`error: ${say('cli.source.oneWay')}`);
      return runtime.runForOrganization(options, async (services, organization) => {
        const unknown = () => runtime.fail(say('cli.source.unknownConflict', { id: quote(id) }));
        if (!isId('conflict', id)) return unknown();
        const explained = await services.sources.findConflict(organization.id, id);
        if (explained === null) return unknown();
        const { possible, conflict, other, user } = explained;
        const impossible = () => {
          const ways = possible.map((one) => `--${one.replace('_', '-')}`).join(', ');
          return runtime.fail(say('cli.source.notPossible', { ways }));
        };
        if (!possible.includes(way)) return impossible();
        const facts = factsOf(explained);
        if (way !== 'ignore' && options.yes !== true) {
          const named = way === 'accept' ? user : other;
          const question = say(`cli.source.askResolve.${way}`, {
            ...facts,
            other: named === null ? facts.who : nameUser(named),
          });
          if (!runtime.deps.isTty) {
            runtime.complain(question);
            return runtime.fail(say('cli.source.resolveNeedsYes'));
          }
          if (!(await askToConfirm(runtime.deps, question)))
            return runtime.fail(say('cli.source.notResolved'));
        }
        const result = await services.resolveConflict(organization.id, conflict.id, way);
        if (result.kind === 'unknown_conflict') return unknown();
        if (result.kind === 'not_possible') return impossible();
        const person = result.user === null ? facts.who : nameUser(result.user);
        const done = way === 'accept' || way === 'ignore' ? way : 'joined';
        runtime.print(say(`cli.source.resolved.${done}`, { ...facts, user: person }));
        const count = result.left.length;
        if (count > 0) runtime.print(say('cli.source.leftConflicts', { count, name: facts.source }));
        return exitCodes.ok;
      });
    });
  addExamples(command, [
    'source resolve cfl_7sK2mPq9XcVb4nTzLw3R --take-over',
    'source resolve cfl_7sK2mPq9XcVb4nTzLw3R --ignore',
  ]);
}

function listWays({ takeOver, link, accept, ignore }: Options): Resolution[] {
  const ways: (Resolution | null)[] = [
    takeOver ? 'take_over' : null,
    link ? 'link' : null,
    accept ? 'accept' : null,
    ignore ? 'ignore' : null,
  ];
  return ways.filter((way) => way !== null);
}
