import type { AuditDraft } from '../../domain/audit/audit-event.ts';
import { REFUSALS_OF_PERSON, shouldSample } from '../../domain/audit/sparse-history.ts';
import type { Store, Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { countInHour } from './count-in-hour.ts';

/**
 * The store for the use cases of people in Slack. A refusal in a transaction is recorded after it, in one of
 * its own, and sparsely for each person: a refusal changes nothing, and anyone can be refused as often as they
 * like (N20).
 */
export function recordRefusalsSparsely(deps: Pick<ServiceDeps, 'store' | 'clock'>): Store {
  const { store } = deps;

  async function record(draft: AuditDraft): Promise<void> {
    const { organizationId, actor } = draft;
    const nth = await countInHour(deps, `refused:${organizationId}:${actor.kind}:${actor.id}`);
    if (!shouldSample(nth, REFUSALS_OF_PERSON)) return;
    const details = nth > REFUSALS_OF_PERSON ? { ...draft.details, refusedThisHour: nth } : draft.details;
    await store.transact(organizationId, (tx) => tx.audit.append({ ...draft, details }));
  }

  return {
    ...store,
    async transact(organizationId, work) {
      let refusals: AuditDraft[] = [];
      const result = await store.transact(organizationId, (tx) => {
        // `work` may run more than once: the committed run counts.
        refusals = [];
        return work(holdRefusals(tx, refusals));
      });
      for (const draft of refusals) await record(draft);
      return result;
    },
  };
}

function holdRefusals(tx: Transaction, held: AuditDraft[]): Transaction {
  const append: Transaction['audit']['append'] = async (draft) => {
    if (draft.outcome === 'refused') held.push(draft);
    else await tx.audit.append(draft);
  };
  return { ...tx, audit: { ...tx.audit, append } };
}
