import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import {
  CHECK_AGAIN_MS,
  type JudgedLook,
  judgeLook,
  MISSING_MS_MAX,
} from '../../domain/directory/domain-check.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { loseDomain } from './lose-domain.ts';
import { judgeTxt, type LookUpTxt, verificationRecordOf } from './verification-record.ts';

export type RecheckDeps = Pick<ServiceDeps, 'store' | 'clock' | 'random'> & { readonly lookUpTxt: LookUpTxt };

/**
 * Looks up the TXT record of one domain that is due, of any organization: daily while it is there. Claims the look first, so that of several
 * instances one makes it and no look counts twice.
 * @returns how many looks were made: 1 or 0
 */
export function createRecheckDomains(deps: RecheckDeps) {
  const { store, clock } = deps;

  return async function recheckDomains(): Promise<number> {
    const [due] = await store.read.domains.listDue(clock.now(), 1);
    if (due === undefined) return 0;
    const claimed = await claim(due);
    if (claimed === null) return 0;
    const lookup = await deps.lookUpTxt(verificationRecordOf(claimed).name);
    const look = judgeTxt(lookup, claimed);
    await store.transact(claimed.organizationId, async (tx) => {
      const domain = await findUnchanged(tx, claimed);
      if (domain !== null) await record(tx, domain, judgeLook(domain, look, clock.now()));
    });
    return 1;
  };

  /** `null` if another instance was faster. The claim ends by itself: a process may die while it waits for the DNS. */
  async function claim(due: EmailDomain): Promise<EmailDomain | null> {
    return store.transact(due.organizationId, async (tx) => {
      const domain = await findUnchanged(tx, due);
      if (domain === null) return null;
      const claimed = { ...domain, nextCheckAt: clock.now() + CHECK_AGAIN_MS };
      await tx.domains.setCheck(domain.organizationId, domain.name, claimed);
      return claimed;
    });
  }

  async function record(tx: Transaction, domain: EmailDomain, { kind, check }: JudgedLook): Promise<void> {
    const { organizationId, name } = domain;
    await tx.domains.setCheck(organizationId, name, check);
    const since = check.missingSince ?? domain.missingSince ?? clock.now();
    const proof = verificationRecordOf(domain);
    const details = { record: proof.name, value: proof.value };
    if (kind === 'first_missed') {
      const until = new Date(since + MISSING_MS_MAX).toISOString();
      await auditAndNotifyOwners(deps, tx, draft('domain.verification_missed', { ...details, until }));
    } else if (kind === 'missed') {
      await tx.audit.append(draft('domain.verification_missed', { missedLooks: check.missedLooks }));
    } else if (kind === 'found_again') {
      await auditAndNotifyOwners(deps, tx, draft('domain.verification_restored', {}));
    } else if (kind === 'lost') {
      await loseDomain(
        deps,
        tx,
        domain,
        draft('domain.unverified', { ...details, missedLooks: check.missedLooks }),
        (facts) => draftAudit(deps, { ...facts, ...bySystem }),
      );
    }

    function draft(action: AuditAction, of: AuditDetails) {
      const outcome = action === 'domain.verification_missed' ? 'failed' : 'allowed';
      return draftAudit(deps, { organizationId, action, outcome, target: name, details: of, ...bySystem });
    }
  }
}

const bySystem = { actor: systemActor, source: 'system' } as const;

/** The domain as it is now; `null` if it was removed, unverified, proven again or looked at since it was read. */
async function findUnchanged(tx: Transaction, seen: EmailDomain): Promise<EmailDomain | null> {
  const domain = await tx.domains.find(seen.organizationId, seen.name);
  const isSame =
    domain?.verifiedAt !== null &&
    domain?.verifiedAt === seen.verifiedAt &&
    domain.nextCheckAt === seen.nextCheckAt &&
    domain.verificationToken === seen.verificationToken;
  return isSame ? domain : null;
}
