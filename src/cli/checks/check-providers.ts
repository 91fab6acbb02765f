import { listGoneProviders } from '../../domain/providers/find-rule-problems.ts';
import { say } from '../../messages/say.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
import { describeProviderProblem } from '../describe/describe-provider.ts';
import { quote } from '../print.ts';
import { type Check, ok, problem } from './check.ts';

/** A vendor that is away is tried several times; the operator waits for this. */
const TEST_MS_MAX = 20_000;

/** A provider that can't be asked issues nothing. */
export async function checkProviders(services: OperatorServices): Promise<Check[]> {
  const checks: Promise<Check>[] = [];
  for (const { id: organizationId, policy } of await services.listOrganizations()) {
    const providers = await services.providers.listProviders(organizationId);
    for (const id of listGoneProviders(policy, providers))
      checks.push(
        Promise.resolve(
          problem('policy', say('cli.doctor.goneProvider', { id }), say('cli.doctor.setProviders')),
        ),
      );
    for (const { id, name } of providers) {
      const signal = AbortSignal.timeout(TEST_MS_MAX);
      const testing = services.providers.testProvider(organizationId, id, signal);
      checks.push(testing.then((result) => describe(result, quote(name))));
    }
  }
  return Promise.all(checks);
}

type Tested = Awaited<ReturnType<OperatorServices['providers']['testProvider']>>;

function describe(result: Tested, provider: string): Check {
  const remedy = say('cli.doctor.testProvider', { provider });
  switch (result.kind) {
    case 'works':
      return ok('provider', say('cli.doctor.providerOk', { provider }));
    case 'failed': {
      const code = result.problem === 'cancelled' ? 'unreachable' : result.problem;
      return problem('provider', describeProviderProblem(code, result.detail, provider), remedy);
    }
    case 'secret_unreadable':
      return problem('provider', say('cli.provider.problem.secret_unreadable', { provider }), remedy);
    case 'unknown_provider':
      return problem('provider', say('cli.provider.unknown', { provider }), remedy);
  }
}
