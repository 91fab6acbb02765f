import { type StartedService, startService } from '../../src/compose.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import { demoWorkspace } from '../../src/sandbox/demo-workspace.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { WorkspaceFixture } from '../../src/sandbox/workspace.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createConfig, manifestOf, type World } from './start-world.ts';

export const SECOND_TEAM_ID = 'TBETA';

export interface SecondWorkspace extends World {
  /** Ends the second workspace's process, and keeps its Slack. */
  stopProcess(): Promise<void>;
  startProcess(): Promise<StartedService>;
}

/**
 * Another Slack workspace with its own bot token, in which people of the same names have other ids, and a process of its own that shares
 * the first one's store.
 * @param organization whose workspace it is
 * @param emailDomain of its people
 */
export async function startSecondWorkspace(
  world: World,
  organization: Organization,
  emailDomain = 'acme.test',
): Promise<SecondWorkspace> {
  const { store, clock } = world;
  const [manifest, workspace] = [await manifestOf('socket'), secondWorkspace(emailDomain)];
  const sandbox = await startSandbox({
    apps: [{ manifest, mode: 'socket', teams: [SECOND_TEAM_ID] }],
    now: clock.now,
    workspace,
  });
  await store.transact(organization.id, (tx) =>
    tx.organizations.addSlackTenant(organization.id, SECOND_TEAM_ID),
  );
  const config = createConfig(sandbox, 'socket', world.config.database, 'silent');
  const started: StartedService[] = [];
  const startProcess = async (): Promise<StartedService> => {
    const service = await startService(config, { clock, random: systemRandom });
    started.push(service);
    return service;
  };
  const stopProcess = async (): Promise<void> => {
    for (const service of started.splice(0)) await service.stop();
  };
  const service = await startProcess();
  return {
    ...world,
    sandbox,
    service,
    organization,
    config,
    startProcess,
    stopProcess,
    async stop() {
      await stopProcess();
      await sandbox.stop();
    },
  };
}

function secondWorkspace(emailDomain: string): WorkspaceFixture {
  const text = JSON.stringify(demoWorkspace())
    .replaceAll(/"([UC])([A-Z]+)"/g, '"$1B$2"')
    .replaceAll('TACME', SECOND_TEAM_ID)
    .replaceAll('@acme.test', `@${emailDomain}`);
  return JSON.parse(text) as WorkspaceFixture;
}
