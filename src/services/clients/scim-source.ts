import type { Client } from '../../domain/clients/client.ts';
import { BRAKE_PERCENT, type Source } from '../../domain/directory/source.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

/** Where a source says how its client is read: `strict`, or leniently by default. */
export const DIALECT_SETTING = 'dialect';

/**
 * Gives a SCIM client the source that it writes: a new one of its name, or the one that a removed client of this name left, with its people.
 * @returns false if the name is another source's
 */
export async function openScimSource(
  { clock, random }: Deps,
  tx: Transaction,
  { id: clientId, organizationId, name }: Client,
  isStrict: boolean,
): Promise<boolean> {
  const settings: Record<string, string> = isStrict ? { [DIALECT_SETTING]: 'strict' } : {};
  const now = clock.now();
  const same = (await tx.sources.list(organizationId)).find((source) => source.name === name);
  if (same !== undefined) {
    if (same.kind !== 'scim' || same.clientId !== null) return false;
    await tx.sources.update({
      ...same,
      clientId,
      settings: { ...same.settings, ...settings },
      updatedAt: now,
    });
    return true;
  }
  const source: Source = {
    id: random.id('source'),
    organizationId,
    kind: 'scim',
    name,
    settings,
    sealedSecret: null,
    clientId,
    roleRules: [],
    allowedOwners: [],
    brakePercent: BRAKE_PERCENT,
    everyMinutes: null,
    cursor: null,
    lastFullAt: null,
    run: null,
    createdAt: now,
    updatedAt: now,
  };
  await tx.sources.insert(source);
  return true;
}

/** Its people stay, and stay the source's: a client added with the same name goes on with them. */
export async function detachScimSource(
  { clock }: Pick<Deps, 'clock'>,
  tx: Transaction,
  client: Client,
): Promise<void> {
  const source = await tx.sources.findByClient(client.organizationId, client.id);
  if (source !== null) await tx.sources.update({ ...source, clientId: null, updatedAt: clock.now() });
}
