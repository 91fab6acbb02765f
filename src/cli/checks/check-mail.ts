import type { Config, Environment } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import { say } from '../../messages/say.ts';
import type { CliDeps } from '../cli-deps.ts';
import { toPrintable } from '../print.ts';
import { type Check, ok, problem, warning } from './check.ts';

type Deps = Pick<CliDeps, 'openServices' | 'findStoreState' | 'probeMail'>;

/**
 * Whether the mail server takes our login, and whether policy and settings agree.
 * @param sendTo an address that gets a test email; `null` for none
 */
export async function checkMail(deps: Deps, env: Environment, sendTo: string | null): Promise<Check[]> {
  const config = findConfig(env);
  // The check of the configuration says what is wrong with it.
  if (config === null) return [];
  const { mail } = config;
  const organizations = await listByPolicy(deps, config);
  if (mail === undefined) {
    if (sendTo === null && organizations.on.length === 0) return [];
    const names = organizations.on.join(', ');
    const text = names === '' ? say('cli.doctor.noMailServer') : say('cli.doctor.mailWaits', { names });
    return [problem('mail server', text, say('cli.doctor.setMailServer'))];
  }
  const server = `${toPrintable(mail.host)}:${mail.port}`;
  const why = await deps.probeMail(mail, sendTo);
  const checks = [
    why === null
      ? ok('mail server', describeServer(server, sendTo))
      : problem('mail server', say('cli.doctor.mailFailed', { server, why }), remedyFor(why)),
  ];
  if (organizations.off.length > 0) {
    const names = organizations.off.join(', ');
    checks.push(warning('mail policy', say('cli.doctor.mailOff', { names }), say('cli.doctor.switchMailOn')));
  }
  return checks;
}

function describeServer(server: string, sendTo: string | null): string {
  return sendTo === null
    ? say('cli.doctor.mailOk', { server })
    : say('cli.doctor.mailSent', { server, address: toPrintable(sendTo) });
}

function remedyFor(why: string): string {
  if (why.startsWith('EAUTH')) return say('cli.doctor.mailLogin');
  if (/CERT|SELF_SIGNED|UNABLE_TO|ETLS|SSL|WRONG_VERSION/.test(why)) return say('cli.doctor.mailTls');
  return /^\d/.test(why) ? say('cli.doctor.mailRefused') : say('cli.doctor.reachMailServer');
}

function findConfig(env: Environment): Config | null {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** Names of the organizations whose policy has email on, and of those that have it off; none if the store can't be read. */
async function listByPolicy(deps: Deps, config: Config): Promise<{ on: string[]; off: string[] }> {
  try {
    // Opening an older store would bring it up to date, and doctor changes nothing.
    if ((await deps.findStoreState(config)) !== 'current') return { on: [], off: [] };
    const services = await deps.openServices(config);
    try {
      const all = await services.listOrganizations();
      const names = (isOn: boolean) =>
        all.filter(({ policy }) => policy.mail === isOn).map(({ name }) => toPrintable(name));
      return { on: names(true), off: names(false) };
    } finally {
      await services.close();
    }
  } catch {
    // The check of the store says what is wrong with it.
    return { on: [], off: [] };
  }
}
