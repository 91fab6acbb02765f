import {
  type SlackPerson,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { endLost } from './end-lost.ts';
import { findLink } from './find-link.ts';

const REPLAY_KEEP_MS = 15 * 60_000;

export interface LostAccount {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly person: SlackPerson;
  /** Slack's id of the event. */
  readonly deliveryKey: string;
}

/** Whether an account can no longer act, nor be acted for (S6): deactivated, turned into a guest, or of another organization. */
export function isLostAccount(person: SlackPerson): boolean {
  return person.isDeleted || person.isRestricted || person.isUltraRestricted || person.isStranger;
}

/**
 * Ends what rests on a person whose Slack account was deactivated or turned into a guest's, as a change in the directory would: their
 * code, requests by them and for them, and the approvals they gave (N18). Giving the account back revives nothing. Each of these would be
 * refused at the next click anyway; this ends them at once.
 */
export function createLoseSlackAccount(deps: ServiceDeps) {
  const { store, clock } = deps;

  return async function loseSlackAccount(lost: LostAccount): Promise<'ended' | 'nothing'> {
    const { organization, workspace, person } = lost;
    if (!isLostAccount(person)) return 'nothing';
    // Most accounts are not linked: no transaction for those.
    if ((await findLink(store.read, lost, person.slackUserId)) === null) return 'nothing';
    return store.transact(organization.id, async (tx) => {
      const key = `lost-account:${slackTenantIdOf(workspace)}:${lost.deliveryKey}`;
      if (!(await tx.deliveries.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now()))) return 'nothing';
      const user = (await findLink(tx, lost, person.slackUserId))?.user ?? null;
      if (user === null) return 'nothing';
      const loss = { asTarget: 'slack_account_lost', asIssuer: 'slack_account_lost' } as const;
      await endLost(
        deps,
        tx,
        organization.id,
        async (id) => (id === user.id ? loss : null),
        (facts) =>
          draftAudit(deps, { ...facts, actor: systemActor, source: `slack:${workspace.teamId}/user_change` }),
      );
      return 'ended';
    });
  };
}
