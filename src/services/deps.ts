import type { AuditAction, AuditActor, AuditDetails, AuditDraft } from '../domain/audit/audit-event.ts';
import { maskCodes } from '../domain/codes/mask-codes.ts';
import type { KeyRing } from '../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';

/** What use cases are made of. Each factory takes the slice it needs. */
export interface ServiceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: KeyRing;
  /** The system user who runs the command line; absent in the running service. */
  readonly operator?: string;
  /** Whether this program sends email whose link leads somewhere: it has a mail server and a public address. */
  readonly sendsMail?: boolean;
}

export interface AuditFacts {
  readonly organizationId: OrganizationId;
  readonly action: AuditAction;
  readonly outcome?: AuditDraft['outcome'];
  readonly actor: AuditActor;
  readonly target?: string | null;
  readonly reason?: string | null;
  readonly source: string;
  readonly details?: AuditDetails;
}

/** A draft with its id and time, and without any code in its reason (N21); `outcome` is `allowed` unless said. */
export function draftAudit(
  { clock, random }: Pick<ServiceDeps, 'clock' | 'random'>,
  facts: AuditFacts,
): AuditDraft {
  return {
    id: random.id('event'),
    organizationId: facts.organizationId,
    at: new Date(clock.now()).toISOString(),
    action: facts.action,
    outcome: facts.outcome ?? 'allowed',
    actor: facts.actor,
    target: facts.target ?? null,
    reason: typeof facts.reason === 'string' ? maskCodes(facts.reason) : null,
    source: facts.source,
    details: facts.details ?? {},
  };
}

export const systemActor: AuditActor = { kind: 'system', id: 'backupcode' };
