import { say } from '../../messages/say.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
import { describeSyncProblem } from '../describe/describe-source.ts';
import { quote } from '../print.ts';
import { type Check, ok, problem, warning } from './check.ts';

/** A source that can't be read brings no one who leaves to our notice: their codes and roles stay. */
export async function checkSources(services: OperatorServices): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { id } of await services.listOrganizations()) {
    for (const { name, run } of await services.sources.listSources(id)) {
      const source = quote(name);
      if (run?.state === 'failed' && run.problem !== null)
        checks.push(
          problem(
            'source',
            describeSyncProblem(run.problem, run.detail, source),
            say('cli.doctor.syncAgain', { source }),
          ),
        );
      else if (run?.state === 'waiting')
        checks.push(
          warning(
            'source',
            say('cli.doctor.syncWaits', { source, losing: run.losing }),
            say('cli.doctor.decideSync', { source }),
          ),
        );
      else if (run !== null) checks.push(ok('source', say('cli.doctor.syncOk', { source })));
    }
  }
  return checks;
}
