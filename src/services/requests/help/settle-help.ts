import {
  type HelpRequest,
  type HelpState,
  helpTransitions,
  isOpenHelp,
} from '../../../domain/requests/help-request.ts';
import type { HelpRequestChange } from '../../../ports/help-requests.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';

/**
 * Moves a request for help on. The buttons of the state before disappear from every message that has them (U4): what follows has its own.
 * @param help as it was read in this transaction
 * @returns `null` if it had already moved on
 */
export async function settleHelp(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'helpRequests' | 'notices'>,
  { organizationId, id, state }: Pick<HelpRequest, 'organizationId' | 'id' | 'state'>,
  to: HelpState,
  change: HelpRequestChange = {},
): Promise<HelpRequest | null> {
  const from: readonly HelpState[] = helpTransitions[to];
  if (!from.includes(state)) return null;
  const now = clock.now();
  const settled = await tx.helpRequests.transition(organizationId, id, [state], to, {
    ...change,
    ...(isOpenHelp({ state: to }) ? {} : { endedAt: now }),
  });
  if (settled !== null) await tx.notices.hasten(organizationId, id, now);
  return settled;
}
