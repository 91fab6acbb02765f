import type { Environment, StoreConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readStoreConfig } from '../../config/read-config.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { scrub } from '../../logging/scrub.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
import type { CliDeps } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem, warning } from './check.ts';

/** Asks the store something, and looks for what the bot cannot work without. Makes nothing, and changes no older file. */
export async function checkStore(
  { openServices, findStoreState }: Pick<CliDeps, 'openServices' | 'findStoreState'>,
  env: Environment,
): Promise<Check[]> {
  const config = findStoreConfig(env);
  if (config === null) {
    return [
      problem('store', 'not tried: its configuration is not complete', 'Fix the configuration above first.'),
    ];
  }
  let services: OperatorServices;
  try {
    const state = await findStoreState(config);
    if (state === 'missing') {
      return [
        problem(
          'store',
          'there is no database yet at the place that DATABASE_URL names',
          'Run: backupcode init',
        ),
      ];
    }
    if (state === 'older') {
      return [
        problem(
          'store',
          'the database was made by an older version of Backupcode',
          'Back it up and stop the bot; the next start or command brings it up to date.',
        ),
      ];
    }
    services = await openServices(config);
  } catch (error) {
    return [storeProblem(error)];
  }
  try {
    await services.ping();
    return [
      ok('store', `${config.database.kind} answers and is up to date`),
      ...(await checkOrganizations(services)),
      ...(await checkHelpForOwners(services)),
      ...(await checkKeys(services)),
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
  const text = error instanceof Error ? scrub(error.message) : 'an unknown failure';
  return problem('store', text, 'Check DATABASE_URL, and that the database runs and may be written to.');
}

async function checkOrganizations(services: OperatorServices): Promise<Check[]> {
  const organizations = await services.listOrganizations();
  if (organizations.length === 0) {
    return [problem('organization', 'there is none yet', 'Run: backupcode init')];
  }
  const checks = organizations.map(async ({ id, name }) => {
    const domains = await services.listDomains(id);
    const isAnyVerified = domains.some(({ verifiedAt }) => verifiedAt !== null);
    const [added] = domains;
    return isAnyVerified
      ? ok('organization', `${toPrintable(name)} has a verified domain`)
      : problem(
          'organization',
          `${toPrintable(name)} has no verified domain, so no code can be issued`,
          added === undefined
            ? 'Run: backupcode domain add, then backupcode domain verify'
            : `Run: backupcode domain verify ${added.name}`,
        );
  });
  return Promise.all(checks);
}

/** A sole owner who loses their second factor can be helped from this machine only: better known before. */
async function checkHelpForOwners(services: OperatorServices): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { id } of await services.listOrganizations()) {
    const unhelped = await services.findUnhelpedOwners(id);
    if (unhelped.length > 0) checks.push(warning('owners', describeUnhelped(unhelped), unhelpedRemedy));
  }
  return checks;
}

export function describeUnhelped(owners: readonly DirectoryUser[]): string {
  const who = owners.map(({ displayName }) => toPrintable(displayName)).join(' and ');
  return `no one in Slack could issue a code for ${who}`;
}

export const unhelpedRemedy =
  'Make more people owners: an owner’s code takes two others who may issue it. Until then: backupcode code issue, on this machine.';

async function checkKeys(services: OperatorServices): Promise<Check[]> {
  const missing = await services.findMissingKeys();
  if (missing.length === 0) return [ok('keys', 'every key that records need is there')];
  return missing.map(({ keyId, neededBy }) =>
    problem(
      'keys',
      `the key "${keyId}" is not in MASTER_KEYS, but ${toPrintable(neededBy)} needs it`,
      'Put it back, after the newest one.',
    ),
  );
}
