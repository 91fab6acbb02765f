import { type HelpRequest, isOpenHelp } from '../../../domain/requests/help-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { announceHelp } from './announce-help.ts';
import { settleHelp } from './settle-help.ts';

const BATCH = 100;

/** @returns `false` if it had already ended */
export async function expireHelp(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  help: HelpRequest,
): Promise<boolean> {
  const expired = await settleHelp(deps, tx, help, 'expired');
  if (expired === null) return false;
  const { organizationId, targetId: target, id: helpRequestId } = help;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'help.expired',
      actor: systemActor,
      target,
      source: 'system',
      details: { helpRequestId, stateBefore: help.state },
    }),
  );
  await announceHelp(deps, tx, expired, 'expired');
  return true;
}

/** Ends those past their time. Any number of instances may run it: each ending is one guarded write. */
export async function expireOverdueHelp(deps: ServiceDeps): Promise<number> {
  const { store, clock } = deps;
  let count = 0;
  for (const seen of await store.read.helpRequests.listOverdue(clock.now(), BATCH)) {
    const isEnded = await store.transact(seen.organizationId, async (tx) => {
      const help = await tx.helpRequests.find(seen.organizationId, seen.id);
      return help !== null && isOpenHelp(help) && clock.now() >= help.expiresAt && expireHelp(deps, tx, help);
    });
    if (isEnded) count += 1;
  }
  return count;
}
