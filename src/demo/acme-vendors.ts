import { Secret } from '../domain/crypto/secret.ts';
import type { Source } from '../domain/directory/source.ts';
import type { Organization } from '../domain/organization/organization.ts';
import type { SourceConnectors } from '../ports/directory/source.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startBambooFake } from '../sandbox/vendors/bamboohr.ts';
import { startJumpCloudFake } from '../sandbox/vendors/jumpcloud.ts';
import type { ServiceDeps } from '../services/deps.ts';
import type { NewSource } from '../services/sources/add-source.ts';
import type { SyncResult } from '../services/sources/run/sync-result.ts';
import { createSourceServices } from '../services/sources/source-services.ts';
import { openSyncStaging } from '../system/open-sync-staging.ts';

export interface AcmeVendorsDeps extends ServiceDeps {
  readonly organization: Organization;
  readonly sandbox: Sandbox;
  readonly connectors: SourceConnectors;
}

/** The vendors that Acme's people come from, both fakes on this machine, and a sync of each after a change. */
export interface AcmeVendors {
  readonly hr: Source;
  readonly directory: Source;
  /** BambooHR hires Nora, or lets her go. */
  employNora(isEmployed: boolean): Promise<SyncResult>;
  /** JumpCloud suspends Theo, or lets him in again. */
  suspendTheo(isSuspended: boolean): Promise<SyncResult>;
  stop(): Promise<void>;
}

/** Adds both sources as an operator would, and syncs them once: HR has Hana, the directory has Theo. */
export async function startAcmeVendors(deps: AcmeVendorsDeps): Promise<AcmeVendors> {
  const { organization, sandbox } = deps;
  const now = deps.clock.now;
  const { signal } = new AbortController();
  const services = createSourceServices({ ...deps, openSyncStaging });

  const bamboo = await startBambooFake({ now });
  const jumpCloud = await startJumpCloudFake({ now });
  const stop = async () => void (await Promise.all([bamboo.stop(), jumpCloud.stop()]));

  async function add(source: NewSource): Promise<Source> {
    const added = await services.addSource(organization.id, source, signal);
    if (added.kind !== 'added') throw new Error(`The source could not be added: ${added.kind}`);
    await sync(added.source);
    return added.source;
  }

  const sync = ({ id }: Source): Promise<SyncResult> =>
    services.runSync(organization.id, id, { isFull: false, signal, onAbort: 'cancel' });

  try {
    bamboo.hire({ firstName: 'Hana', lastName: 'Humanresources', workEmail: 'hana@acme.test' });
    const theo = jumpCloud.add({ email: 'theo@acme.test', displayname: 'Theo Traveller' });
    await sandbox.joinTeam({
      id: 'UTHEO',
      teamId: sandbox.person('nora').teamId,
      handle: 'theo',
      realName: 'Theo Traveller',
      email: 'theo@acme.test',
      isEmailConfirmed: true,
    });
    const hr = await add({
      kind: 'bamboohr',
      name: 'HR',
      settings: { company: 'acme', url: bamboo.origin },
      secret: new Secret('bamboo_fake'),
    });
    const directory = await add({
      kind: 'jumpcloud',
      name: 'Directory',
      settings: { url: jumpCloud.origin },
      secret: new Secret('jca_fake'),
    });
    let noraId: string | null = null;
    return {
      hr,
      directory,
      async employNora(isEmployed) {
        const status = isEmployed ? 'Active' : 'Inactive';
        if (noraId !== null) bamboo.change(noraId, { status });
        else if (isEmployed)
          noraId = bamboo.hire({ firstName: 'Nora', lastName: 'Newcomer', workEmail: 'nora@acme.test' }).id;
        return sync(hr);
      },
      async suspendTheo(isSuspended) {
        if (isSuspended) jumpCloud.suspend(theo._id);
        else jumpCloud.change(theo._id, { suspended: false, state: 'ACTIVATED' });
        return sync(directory);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
