import type { AuditActor, AuditDraft } from '../domain/audit.ts';
import { type AuditFacts, draftAudit, type ServiceDeps } from './deps.ts';

/** Whoever has the keys and the database: the person at the command line. */
export const operatorActor: AuditActor = { kind: 'operator', id: 'cli' };

/** A draft of what an operator did at the command line. */
export function draftOperatorAudit(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  facts: Omit<AuditFacts, 'actor' | 'source'>,
): AuditDraft {
  return draftAudit(deps, { ...facts, actor: operatorActor, source: 'cli' });
}
