import type { Environment, StoreConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readStoreConfig } from '../../config/read-config.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { scrub } from '../../logging/scrub.ts';
import { say } from '../../messages/say.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
import type { CliDeps } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem, warning } from './check.ts';
import { checkPolicyGroups } from './check-policy-groups.ts';
import { checkProviders } from './check-providers.ts';
import { checkSources } from './check-sources.ts';

/** Asks the store something, and looks for what the bot can't work without. Creates and upgrades nothing. */
export async function checkStore(
  { openServices, findStoreState }: Pick<CliDeps, 'openServices' | 'findStoreState'>,
  env: Environment,
): Promise<Check[]> {
  const config = findStoreConfig(env);
  if (config === null) {
    return [problem('store', say('cli.doctor.incomplete'), say('cli.doctor.completeFirst'))];
  }
  let services: OperatorServices;
  try {
    const state = await findStoreState(config);
    if (state === 'missing') {
      return [problem('store', say('cli.doctor.storeMissing'), say('cli.doctor.runInit'))];
    }
    if (state === 'older') {
      return [problem('store', say('cli.doctor.storeOlder'), say('cli.doctor.upgradeStore'))];
    }
    services = await openServices(config);
  } catch (error) {
    return [storeProblem(error)];
  }
  try {
    await services.ping();
    return [
      ok('store', say('cli.doctor.storeOk', { database: config.database.kind })),
      ...(await checkOrganizations(services)),
      ...(await checkHelpForOwners(services)),
      ...(await checkKeys(services)),
      ...(await checkSources(services)),
      ...(await checkProviders(services)),
      ...(await checkPolicyGroups(services)),
    ];
  } catch (error) {
    return [storeProblem(error)];
  } finally {
    await services.close();
  }
}

function findStoreConfig(env: Environment): StoreConfig | null {
  try {
    return readStoreConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

function storeProblem(error: unknown): Check {
  const text = error instanceof Error ? scrub(error.message) : say('cli.program.unknownError');
  return problem('store', text, say('cli.doctor.checkDatabase'));
}

async function checkOrganizations(services: OperatorServices): Promise<Check[]> {
  const organizations = await services.listOrganizations();
  if (organizations.length === 0) {
    return [problem('organization', say('cli.doctor.noOrganization'), say('cli.doctor.runInit'))];
  }
  const checks = organizations.map(async ({ id, name }) => {
    const domains = await services.listDomains(id);
    const isAnyVerified = domains.some(({ verifiedAt }) => verifiedAt !== null);
    const [added] = domains;
    return isAnyVerified
      ? ok('organization', say('cli.doctor.domainVerified', { name: toPrintable(name) }))
      : problem(
          'organization',
          say('cli.doctor.noDomain', { name: toPrintable(name) }),
          added === undefined
            ? say('cli.doctor.addDomain')
            : say('cli.doctor.verifyDomain', { domain: added.name }),
        );
  });
  return Promise.all(checks);
}

/** A sole owner who loses their second factor can be helped only from this machine: better to know before. */
async function checkHelpForOwners(services: OperatorServices): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { id } of await services.listOrganizations()) {
    const unhelped = await services.findUnhelpedOwners(id);
    if (unhelped.length > 0)
      checks.push(warning('owners', describeUnhelped(unhelped), say('cli.doctor.moreOwners')));
  }
  return checks;
}

function describeUnhelped(owners: readonly DirectoryUser[]): string {
  const names = owners
    .map(({ displayName }) => toPrintable(displayName))
    .reduce((first, second) => say('cli.doctor.and', { first, second }));
  return say('cli.doctor.ownersAlone', { names });
}

async function checkKeys(services: OperatorServices): Promise<Check[]> {
  const missing = await services.findMissingKeys();
  if (missing.length === 0) return [ok('keys', say('cli.doctor.keysOk'))];
  return missing.map(({ keyId, neededBy, name }) =>
    problem(
      'keys',
      say('cli.doctor.keyMissing', { key: keyId, user: neededBy, name: toPrintable(name) }),
      say('cli.doctor.restoreKey'),
    ),
  );
}
