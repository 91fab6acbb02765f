import { setTimeout as wait } from 'node:timers/promises';
import { createSourceConnectors } from '../../../src/compose/source-connectors.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { SourceKind } from '../../../src/domain/directory/source.ts';
import { createOperatorServices } from '../../../src/services/operator-services.ts';
import { createRunSync } from '../../../src/services/sources/run/run-sync.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';

export interface SyncProcessOrder {
  readonly url: string;
  readonly kind: SourceKind;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
}

export interface SyncProcessReport {
  readonly kind: string;
  readonly created: number;
  /** The most memory that the process took of the machine, in bytes: until everyone was read, and in all. */
  readonly residentRead: number;
  readonly residentMost: number;
}

// The first sync of a source into an empty organization, in a process of its own: what it takes of the machine.
const [given = ''] = process.argv.slice(2);
const { url, kind, settings, secret }: SyncProcessOrder = JSON.parse(given);
const keys = createTestKeys();
const store = await openTestStore(url, keys);
const connectors = createSourceConnectors({
  clock: systemClock,
  random: systemRandom,
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  allowLoopback: true,
  slack: null,
});
const deps = { store, keys, clock: systemClock, random: systemRandom, connectors, openSyncStaging };
const services = createOperatorServices({
  ...deps,
  deviceChecker: noDevices,
  providerConnectors: noProviders,
  lookUpTxt: async () => ({ kind: 'none' }),
  openImportStaging,
});
const owner = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@corp.example', isDomainTrusted: true };
const created = await services.createOrganization(owner);
if (created.kind !== 'created') throw new Error(created.kind);
const { id } = created.organization;
const { signal } = new AbortController();
const source = { kind, name: 'Source', settings, secret: new Secret(secret) };
const added = await services.sources.addSource(id, source, signal);
if (added.kind !== 'added') throw new Error(JSON.stringify(added));
const readMost = () => process.resourceUsage().maxRSS * 1024;
let residentRead = 0;
const result = await createRunSync(deps)(id, added.source.id, {
  isFull: true,
  signal,
  onAbort: 'cancel',
  onProgress: ({ step }) => {
    if (step === 'read') residentRead = readMost();
  },
});
const report: SyncProcessReport = {
  kind: result.kind === 'failed' ? `failed: ${result.problem} ${result.detail}` : result.kind,
  created: result.kind === 'done' ? result.counts.created : 0,
  residentRead,
  residentMost: readMost(),
};
process.stdout.write(JSON.stringify(report));
await store.close();
