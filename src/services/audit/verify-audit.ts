import {
  type AuditEvent,
  type AuditHead,
  type ChainFault,
  emptyAuditHead,
  findChainFault,
} from '../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { StoreUnavailableError } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

const PAGE = 500;

export type AuditFault =
  | ChainFault
  /** the event cannot even be read */
  | 'unreadable'
  /** the stored head names events that do not exist */
  | 'cut'
  /** the stored head has a different hash than its event, or comes before the last event */
  | 'wrong_head';

export type VerifyAuditResult =
  | { readonly kind: 'sound'; readonly head: AuditHead }
  /** The first fault. `eventId` is `null` if there is no event to name. */
  | {
      readonly kind: 'faulty';
      readonly fault: AuditFault;
      readonly sequence: number;
      readonly eventId: string | null;
    }
  /** Sound in itself, but no continuation of the head that was kept elsewhere: restored or replaced (N15). */
  | { readonly kind: 'not_continued'; readonly kept: AuditHead; readonly head: AuditHead };

type Faulty = Extract<VerifyAuditResult, { kind: 'faulty' }>;

/** Checks an organization's history from its first event to its last. */
export function createVerifyAudit({ store, keys }: Pick<ServiceDeps, 'store' | 'keys'>) {
  /** @param kept a head that was kept outside the database, to be found in the history */
  return async function verifyAudit(
    organizationId: OrganizationId,
    kept: AuditHead | null = null,
  ): Promise<VerifyAuditResult> {
    // Read first: events appended during the check come after it.
    const stored = await store.read.audit.head(organizationId);
    let head = emptyAuditHead;
    let isKeptFound = kept === null || isSame(kept, head);
    let hashAtStored = stored.sequence === 0 ? emptyAuditHead.hash : null;
    for (;;) {
      const page = await readPage(organizationId, head.sequence);
      if (page.kind === 'faulty') return page;
      for (const event of page.events) {
        const fault = findChainFault(head, event, keys);
        if (fault !== null) return nameFault(fault, head, event);
        head = { sequence: event.sequence, hash: event.hash };
        if (kept !== null && isSame(kept, head)) isKeptFound = true;
        if (event.sequence === stored.sequence) hashAtStored = event.hash;
      }
      if (page.events.length === 0) break;
    }
    const wrong = await checkHead(organizationId, stored, head, hashAtStored);
    if (wrong !== null) return wrong;
    if (kept !== null && !isKeptFound) return { kind: 'not_continued', kept, head };
    return { kind: 'sound', head };
  };

  async function readPage(
    organizationId: OrganizationId,
    after: number,
    limit = PAGE,
  ): Promise<{ kind: 'events'; events: AuditEvent[] } | Faulty> {
    try {
      return { kind: 'events', events: await store.read.audit.list(organizationId, { after, limit }) };
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      // An event is damaged beyond reading. Continue one by one, so that it can be named.
      if (limit > 1) return readPage(organizationId, after, 1);
      return { kind: 'faulty', fault: 'unreadable', sequence: after + 1, eventId: null };
    }
  }

  async function checkHead(
    organizationId: OrganizationId,
    stored: AuditHead,
    walked: AuditHead,
    hashAtStored: string | null,
  ): Promise<Faulty | null> {
    const at = { kind: 'faulty', sequence: stored.sequence, eventId: null } as const;
    if (stored.sequence > walked.sequence) {
      return { ...at, fault: 'cut', sequence: walked.sequence + 1 };
    }
    if (hashAtStored !== stored.hash) return { ...at, fault: 'wrong_head' };
    if (stored.sequence === walked.sequence) return null;
    const now = await store.read.audit.head(organizationId);
    return now.sequence < walked.sequence ? { ...at, fault: 'wrong_head' } : null;
  }
}

/** A gap is named by the first missing number, as there is no event to name. */
function nameFault(fault: ChainFault, head: AuditHead, event: AuditEvent): Faulty {
  return fault === 'missing'
    ? { kind: 'faulty', fault, sequence: head.sequence + 1, eventId: null }
    : { kind: 'faulty', fault, sequence: event.sequence, eventId: event.id };
}

function isSame(a: AuditHead, b: AuditHead): boolean {
  return a.sequence === b.sequence && a.hash === b.hash;
}
