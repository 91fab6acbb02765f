import type { Client } from '../../domain/clients/client.ts';
import type { UserId } from '../../domain/ids.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';

/** How many codes back a report reaches. More than that in a day is an incident, and remains one. */
const CODES_CLEARED = 10;

export interface ReportEnrolmentInput {
  readonly client: Client;
  readonly userId: UserId;
  /** `http:<address>` */
  readonly source: string;
}

export interface ReportEnrolmentResult {
  /** How many used codes were waiting for it: 0 for an unknown user and for a user with none (N9). */
  readonly cleared: number;
}

/** A client reports that the person has set up a new factor, which ends the wait for it. */
export function createReportEnrolment(deps: ServiceDeps) {
  return async function reportEnrolment(input: ReportEnrolmentInput): Promise<ReportEnrolmentResult> {
    const { client, userId, source } = input;
    const { organizationId } = client;
    const now = deps.clock.now();
    return deps.store.transact(organizationId, async (tx) => {
      const user = await tx.directory.findUser(organizationId, userId);
      const latest = await tx.codes.listLatest(organizationId, userId, CODES_CLEARED);
      let cleared = 0;
      for (const { id, state, factorEnrolledAt } of latest) {
        if (state !== 'redeemed' || factorEnrolledAt !== null) continue;
        const change = { factorEnrolledAt: now };
        await tx.codes.transition(organizationId, id, ['redeemed'], 'redeemed', change);
        cleared += 1;
      }
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: 'factor.enrolled',
          outcome: user === null ? 'refused' : 'allowed',
          actor: { kind: 'client', id: client.id },
          target: user?.id ?? null,
          reason: user === null ? 'user_unknown' : null,
          source,
          details: { client: client.name, cleared },
        }),
      );
      return { cleared };
    });
  };
}
