import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { auditSlackRefusal, type SlackPlace } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';

/**
 * Commands and clicks of one Slack user in a minute: one every two seconds, more than a person in a hurry
 * makes.
 */
export const ACTIONS_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

export type PersonLimit =
  | { readonly kind: 'within' }
  /**
   * `isFirst`: the first beyond the limit, which alone is answered; `until`: when the limit ends, milliseconds
   * since the epoch
   */
  | { readonly kind: 'over'; readonly isFirst: boolean; readonly until: number };

/**
 * Counts what one Slack user does, over all instances, before anything else happens. Otherwise anyone who may
 * type a command could use up the calls that Slack grants, on which issuing depends (N20).
 */
export function createLimitPerson(deps: ServiceDeps) {
  const { store, clock } = deps;

  return async function limitPerson(place: SlackPlace, slackUserId: string): Promise<PersonLimit> {
    const now = clock.now();
    const startedAt = now - (now % MINUTE_MS);
    const until = startedAt + MINUTE_MS;
    const who = `${slackTenantIdOf(place.workspace)}/${slackUserId}`;
    const count = await store.rateCounters.count(`slack:${who}:${startedAt}`, until + MINUTE_MS, now);
    if (count <= ACTIONS_PER_MINUTE) return { kind: 'within' };
    const isFirst = count === ACTIONS_PER_MINUTE + 1;
    if (isFirst) await record(place, slackUserId);
    return { kind: 'over', isFirst, until };
  };

  /** Once a minute: a flood of commands must not become a flood of events. */
  async function record(place: SlackPlace, slackUserId: string): Promise<void> {
    const organization = await store.read.organizations.findBySlackTenant(slackTenantIdOf(place.workspace));
    if (organization === null) return;
    await store.transact(organization.id, (tx) =>
      auditSlackRefusal(deps, tx, {
        ...place,
        organization,
        slackUserId,
        action: 'request.refused',
        target: null,
        refusals: [refuse('requester_too_fast')],
      }),
    );
  }
}
