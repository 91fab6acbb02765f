import type { Organization } from '../domain/organization/organization.ts';
import type { Store } from '../ports/store.ts';
import type { PageAction } from '../sandbox/sandbox.ts';
import type { SyncResult } from '../services/sources/run/sync-result.ts';
import type { AcmeVendors } from './acme-vendors.ts';

const EVENTS_READ = 50;

/** The page's buttons: what happens at Acme's vendors while you watch. Each says what the sync did with it. */
export function createVendorActions(
  vendors: AcmeVendors,
  store: Pick<Store, 'read'>,
  organization: Organization,
): readonly PageAction[] {
  const { audit } = store.read;
  let isEmployed = false;
  let isSuspended = false;

  /** Adds what the sync wrote into the history. */
  async function report(source: string, sync: () => Promise<SyncResult>): Promise<string[]> {
    const before = (await audit.listLatest(organization.id, 1))[0]?.sequence ?? 0;
    const result = await sync();
    const events = (await audit.listLatest(organization.id, EVENTS_READ)).reverse();
    const actions = events.filter(({ sequence }) => sequence > before).map(({ action }) => action);
    return [
      `Sync of ${source}: ${describe(result)}.`,
      ...(actions.length === 0 ? [] : [`Logged: ${[...new Set(actions)].join(', ')}.`]),
    ];
  }

  const employ = (isHired: boolean) => async () => {
    isEmployed = isHired;
    return [
      ...(await report('BambooHR', () => vendors.employNora(isHired))),
      isHired
        ? 'Nora is in the directory now: as Adam, type /backupcode @nora lost phone.'
        : 'Nora is deactivated. If she had a code, it has ended.',
    ];
  };
  const suspend = (isOut: boolean) => async () => {
    isSuspended = isOut;
    return [
      ...(await report('JumpCloud', () => vendors.suspendTheo(isOut))),
      isOut
        ? 'Theo is suspended. If he had a code, it has ended.'
        : 'Theo can be helped again. The code that ended stays ended.',
    ];
  };
  return [
    { id: 'hire', label: 'BambooHR hires Nora', isOffered: () => !isEmployed, run: employ(true) },
    { id: 'leave', label: 'BambooHR: Nora leaves', isOffered: () => isEmployed, run: employ(false) },
    { id: 'suspend', label: 'JumpCloud suspends Theo', isOffered: () => !isSuspended, run: suspend(true) },
    { id: 'return', label: 'JumpCloud: Theo is back', isOffered: () => isSuspended, run: suspend(false) },
  ];
}

function describe(result: SyncResult): string {
  if (result.kind !== 'done') return result.kind;
  const { read, unchanged, ...rest } = result.counts;
  const changed = Object.entries(rest).filter(([, count]) => count > 0);
  return changed.length === 0
    ? 'nothing changed'
    : changed.map(([what, count]) => `${count} ${what}`).join(', ');
}
