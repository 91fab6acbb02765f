import type { AuditAction } from '../../../domain/audit/audit-event.ts';
import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { judgeFrozenPerson } from '../../../domain/requests/freeze.ts';
import type { HelpRequest } from '../../../domain/requests/help-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import { sourceOf } from '../../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { judgeReason } from '../request-code.ts';
import { announceHelp } from './announce-help.ts';
import { getHelpFacts, type HelpFacts } from './help-facts.ts';
import {
  type HelpClick,
  type HelpClickRefused,
  lateHelp,
  openHelpClick,
  refusedHelp,
} from './open-help-click.ts';
import { returnToQueue } from './return-to-queue.ts';
import { settleHelp } from './settle-help.ts';

export type ReturnHelpResult = ({ readonly kind: 'given_back' | 'declined' } & HelpFacts) | HelpClickRefused;

/** Who took it can't help after all: it waits again, at its old place. */
export function createGiveBackHelp(deps: ServiceDeps) {
  return async function giveBackHelp(click: HelpClick): Promise<ReturnHelpResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openHelpClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { help, helper, policy } = opened;
      const actor = { kind: 'user', id: helper.id } as const;
      const waiting = await returnToQueue(deps, tx, help, policy, {
        draft: (facts) => draftAudit(deps, { ...facts, actor, source: sourceOf(click) }),
      });
      if (waiting === null) return lateHelp(deps, tx, click, help, helper);
      return { kind: 'given_back', ...(await getHelpFacts(deps, tx, waiting)) };
    });
  };
}

/** The person gets no code this way, and learns why. */
export function createDeclineHelp(deps: ServiceDeps) {
  return async function declineHelp(click: HelpClick, reason: string): Promise<ReturnHelpResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openHelpClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { help, helper, policy } = opened;
      const freezes = await tx.freezes.listLasting(help.organizationId);
      const refusals = [
        ...judgeReason(reason, { ...policy, reasonRequired: true }),
        ...judgeFrozenPerson('decline_help', freezes, helper),
      ];
      if (refusals.length > 0) return refusedHelp(deps, tx, click, refusals, help);
      const declined = await settleHelp(deps, tx, help, 'declined', {
        endedBy: helper.id,
        // It is sent to the person (N21).
        declineReason: maskCodes(reason),
      });
      if (declined === null) return lateHelp(deps, tx, click, help, helper);
      await record(deps, tx, click, declined, helper, 'help.declined', reason);
      await announceHelp(deps, tx, declined, 'declined');
      return { kind: 'declined', ...(await getHelpFacts(deps, tx, declined)) };
    });
  };
}

async function record(
  deps: ServiceDeps,
  tx: Transaction,
  click: HelpClick,
  { organizationId, targetId: target, id: helpRequestId }: HelpRequest,
  { id }: DirectoryUser,
  action: AuditAction,
  reason: string | null = null,
): Promise<void> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action,
      actor: { kind: 'user', id },
      target,
      reason,
      source: sourceOf(click),
      details: { helpRequestId },
    }),
  );
}
