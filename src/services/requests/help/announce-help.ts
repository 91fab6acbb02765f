import type { UserId } from '../../../domain/ids.ts';
import type { HelpNews } from '../../../domain/notices/notice.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type HelpRequest, helpStateAt } from '../../../domain/requests/help-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { createMayHelp } from './may-help.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

/** So many people are told that someone waits. */
const HELPERS_TOLD_MAX = 20;
const HELPERS_LOOKED_AT = 100;
const HELPING = ['owner', 'admin', 'helpdesk'] as const;

/** Tells the person, and the manager who asked for them, what became of it. @param except who knows, as they did it */
export async function announceHelp(
  deps: Deps,
  tx: Transaction,
  { id: helpRequestId, organizationId, askerId, targetId }: HelpRequest,
  news: HelpNews,
  except: UserId | null = null,
): Promise<void> {
  for (const userId of new Set([targetId, askerId])) {
    if (userId === except) continue;
    await enqueueNotice(deps, tx, organizationId, { kind: 'help_news', helpRequestId, userId, news });
  }
}

/**
 * Tells those who may issue for this person that someone waits; each of them only if no one waited until then for whom they may issue. So the
 * first of a burst is announced, and the rest is in the Home tab: a hundred entries are one message.
 * @param except who gave it back
 */
export async function tellHelpers(
  deps: Deps,
  tx: Transaction,
  help: HelpRequest,
  policy: Policy,
  except: UserId | null = null,
): Promise<void> {
  const { organizationId, id: helpRequestId } = help;
  const now = deps.clock.now();
  const waiting = (await tx.helpRequests.listOpen(organizationId)).filter(
    (each) => each.id !== help.id && helpStateAt(each, now) === 'waiting',
  );
  const ids = [help.targetId, ...waiting.map(({ targetId }) => targetId)];
  const people = await tx.directory.listUsersByIds(organizationId, [...new Set(ids)]);
  const target = people.find(({ id }) => id === help.targetId);
  if (target === undefined) return;
  const others = people.filter((person) => person !== target);
  const mayHelp = createMayHelp(tx, policy);
  let told = 0;
  for (const actor of await tx.directory.listConfirmedByRole(organizationId, HELPING, HELPERS_LOOKED_AT)) {
    if (told === HELPERS_TOLD_MAX) return;
    if (actor.id === except || (await mayHelp(actor, target)).kind === 'refused') continue;
    let knows = false;
    for (const other of others) knows ||= (await mayHelp(actor, other)).kind === 'allowed';
    if (knows) continue;
    const content = { kind: 'helper_help_waiting', helpRequestId, helperId: actor.id } as const;
    await enqueueNotice(deps, tx, organizationId, content);
    told += 1;
  }
}
