import type { AuditActor, AuditDraft } from '../../domain/audit/audit-event.ts';
import { type AuditFacts, draftAudit, type ServiceDeps } from '../deps.ts';

/** The person at the command line: they have the keys and the database, and the machine knows their name. */
export function operatorActor({ operator = 'cli' }: Pick<ServiceDeps, 'operator'>): AuditActor {
  return { kind: 'operator', id: operator };
}

/** A draft of what an operator did at the command line. */
export function draftOperatorAudit(
  deps: Pick<ServiceDeps, 'clock' | 'random' | 'operator'>,
  facts: Omit<AuditFacts, 'actor' | 'source'>,
): AuditDraft {
  return draftAudit(deps, { ...facts, actor: operatorActor(deps), source: 'cli' });
}
