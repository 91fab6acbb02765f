import { isIssuingRole } from '../../domain/directory/roles.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { judgeAsker } from '../../domain/requests/authority.ts';
import type { ServiceDeps } from '../deps.ts';
import { findViewer, type Viewer } from '../directory/find-viewer.ts';
import { type OwnDelegations, readOwnDelegations } from '../requests/delegations/read-delegations.ts';
import { type HelpFacts, listOwnHelp } from '../requests/help/help-facts.ts';
import { type QueueEntry, readQueue } from '../requests/help/read-queue.ts';
import type { WeekCounts } from './count-weeks.ts';
import type { HomePlace } from './home-place.ts';
import {
  type Desk,
  type DeskRequest,
  type OwnDesk,
  readApprovals,
  readDesk,
  readOwnDesk,
  type Some,
} from './read-desk.ts';
import { type OwnAccount, readOwnAccount } from './read-own-account.ts';

export interface HomeInput extends Viewer {
  readonly place: HomePlace;
  /** As they were counted when the tab was opened; `null`: count them. */
  readonly weeks: readonly WeekCounts[] | null;
}

/** What a person's Home tab shows. Nothing of it grants anything: every button is decided again. */
export type Home =
  /** Not a person of this organization: nothing is shown to them. */
  | { readonly kind: 'closed' }
  | ({
      readonly kind: 'member';
      readonly approvals: Some<DeskRequest>;
      readonly desk: OwnDesk;
      /** Whether the policy opens the help desk's lane to them. */
      readonly isOnDesk: boolean;
    } & OwnHome)
  | ({ readonly kind: 'issuer'; readonly desk: Desk } & OwnHome);

interface OwnHome {
  readonly own: OwnAccount;
  /** Who approves in their place, and in whose place they do. */
  readonly delegations: OwnDelegations;
  /** People who wait for help, and for whom the reader may issue a code. */
  readonly queue: Some<QueueEntry>;
  /** What the reader waits for, and whom they asked help for. */
  readonly help: readonly HelpFacts[];
  /** Whether they may ask for help for themselves. */
  readonly isHelpOffered: boolean;
}

/**
 * What the Home tab of one person shows. It writes nothing, so opening the tab often fills no history. Read outside a transaction: what
 * changes meanwhile has another version.
 */
export function createReadHome(deps: Pick<ServiceDeps, 'store' | 'clock'>) {
  const { store, clock } = deps;

  return async function readHome(input: HomeInput): Promise<Home> {
    const { organization, place, weeks } = input;
    const user = await findViewer(store.read, input);
    if (user === null) return { kind: 'closed' };
    const now = clock.now();
    const policy = (await store.read.organizations.findById(organization.id))?.policy ?? organization.policy;
    const own = await readOwnAccount(store.read, { user, policy, now, from: place.ownFrom });
    const help = await listOwnHelp(store.read, user, now);
    const isHelpOffered = policy.selfService && !help.some(({ target }) => target.id === user.id);
    const reading = { reader: user, policy, now, place, weeks };
    const queue = user.role === 'member' ? [] : await readQueue(store.read, reading);
    const delegations = await readOwnDelegations(store.read, user, policy, now);
    const home = { own, delegations, help, isHelpOffered, queue: { items: queue, count: queue.length } };
    if (!isIssuingRole(user.role))
      return {
        kind: 'member',
        ...home,
        approvals: await readApprovals(store.read, reading),
        desk: await readOwnDesk(store.read, reading),
        isOnDesk: judgeAsker('issue', user, policy, 'help_desk').length === 0,
      };
    return { kind: 'issuer', ...home, desk: await readDesk(store, reading) };
  };
}

/** Changes with everything that a Home tab shows: a state change and its audit event commit together. */
export function createReadHomeVersion({ store }: Pick<ServiceDeps, 'store'>) {
  return async (organizationId: OrganizationId): Promise<number> =>
    (await store.read.audit.head(organizationId)).sequence;
}
