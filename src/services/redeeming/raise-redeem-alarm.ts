import type { RedeemAlarm } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueAlarm } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import type { Attempt } from './attempt.ts';
import { lockoutKeyOf } from './lockout-key.ts';

/** Records a lockout and notifies the person and those who guard the organization; for an unknown login there is no one to notify. */
export async function raiseRedeemAlarm(
  deps: ServiceDeps,
  tx: Transaction,
  { client, login, seenUser: user, source }: Attempt,
  alarm: RedeemAlarm,
  organization: Organization,
): Promise<void> {
  const { organizationId } = client;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: alarm === 'disabled' ? 'redeem.disabled' : 'redeem.frozen',
      outcome: 'refused',
      actor: { kind: 'client', id: client.id },
      target: user?.id ?? lockoutKeyOf(deps.keys, organizationId, null, login),
      reason: alarm === 'strangers' ? alarm : null,
      source,
    }),
  );
  if (user === null) return;
  await enqueueAlarm(deps, tx, organization, { kind: 'security_redeem_alarm', userId: user.id, alarm });
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_redeem_alarm', userId: user.id, alarm });
}
