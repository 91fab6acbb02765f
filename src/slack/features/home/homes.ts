import type { HomeView } from '@slack/types';
import {
  type SlackPerson,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../../../domain/directory/slack-person.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { currentReader, type Reader, speakTo } from '../../../messages/reader.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { WeekCounts } from '../../../services/home/count-weeks.ts';
import { type HomePlace, homeStart } from '../../../services/home/home-place.ts';
import type { Home } from '../../../services/home/read-home.ts';
import type { SlackServices } from '../../../services/slack-services.ts';
import type { LookUpPerson } from '../../api/look-up-person.ts';
import type { Published, PublishHome } from '../../api/publish-home.ts';
import { buildHome } from './home.ts';

/** For so long after it was opened or used, a Home tab is kept up to date. */
const KEPT_UP_MS = 10 * 60_000;
/** Beyond these, the one that was opened longest ago is no longer kept up. */
const HOMES_MAX = 500;

export interface HomeOwner {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
}

/** Each person's Home tab. */
export interface Homes {
  /**
   * Shows a person their Home tab, with what is true now.
   * @param hash of the view that they have; if another was published since, that one is the newer, and stays
   */
  open(owner: HomeOwner, hash: string | null): Promise<void>;
  /** The same for another place in its lists, which they asked for: it replaces whatever is there. */
  turn(owner: HomeOwner, place: HomePlace, hash: string | null): Promise<void>;
  /** Brings one tab up to date, if any was opened lately and shows what is no longer true. Run every second. */
  refresh(): Promise<number>;
}

export interface HomesDeps {
  readonly useCases: Pick<SlackServices, 'findOrganization' | 'readHome' | 'readHomeVersion'>;
  readonly lookUpPerson: LookUpPerson;
  readonly publishHome: PublishHome;
  readonly clock: Clock;
  readonly log: { warn(facts: object, message: string): void };
}

interface Kept extends HomeOwner {
  readonly organization: Organization;
  readonly person: SlackPerson | null;
  readonly place: HomePlace;
  readonly weeks: readonly WeekCounts[] | null;
  readonly hash: string;
  readonly shown: string;
  readonly version: number;
  readonly reader: Reader;
  readonly usedAt: number;
  readonly checkedAt: number;
}

/**
 * The tabs that this process published last, and how they are kept up. A change is noticed by the version of what they show, which every
 * instance reads from the store. Two instances that keep up the same tab find out by the view's hash: the later one goes on, and
 * the other forgets it. One call in a second at most, which is below Slack's limit for `views.publish` whatever happens.
 */
export function createHomes(deps: HomesDeps): Homes {
  const { useCases, clock } = deps;
  const kept = new Map<string, Kept>();
  let pausedUntil = 0;

  return {
    open: (owner, hash) => show(owner, homeStart, hash).then(() => undefined),
    async turn(owner, place, hash) {
      const outcome = await show(owner, place, hash);
      if (outcome === 'overtaken') await show(owner, place, null);
    },
    async refresh() {
      const now = clock.now();
      for (const [key, home] of kept) if (now - home.usedAt >= KEPT_UP_MS) kept.delete(key);
      if (kept.size === 0 || now < pausedUntil) return 0;
      const stale = await findStale();
      if (stale !== null) await speakTo(stale.reader, () => bringUp(stale), stale.slackUserId);
      return 0;
    },
  };

  async function show(owner: HomeOwner, place: HomePlace, hash: string | null): Promise<Published['kind']> {
    const organization = await useCases.findOrganization(owner.workspace);
    if (organization === null) return 'failed';
    // Before anything is read: what changes meanwhile makes another version, and the tab is brought up to date.
    const version = await useCases.readHomeVersion(organization.id);
    const person = await deps.lookUpPerson(owner.slackUserId);
    const weeks = kept.get(keyOf(owner))?.weeks ?? null;
    const home = await useCases.readHome({ ...owner, organization, person, place, weeks });
    return publish({ ...owner, organization, person, place, version, usedAt: clock.now() }, home, hash);
  }

  /** The one that was looked at longest ago, of those of which the organization has a newer version. */
  async function findStale(): Promise<Kept | null> {
    const versions = new Map<OrganizationId, number>();
    for (const { organization } of kept.values())
      if (!versions.has(organization.id))
        versions.set(organization.id, await useCases.readHomeVersion(organization.id));
    const stale = [...kept.values()].filter(
      ({ organization, version }) => versions.get(organization.id) !== version,
    );
    return stale.toSorted((one, other) => one.checkedAt - other.checkedAt)[0] ?? null;
  }

  /** Slack is asked about the person only if the tab would change: most events change nothing in it. */
  async function bringUp(stale: Kept): Promise<void> {
    const { organization, place, weeks, hash } = stale;
    const version = await useCases.readHomeVersion(organization.id);
    const seen = await useCases.readHome({ ...stale, place, weeks });
    if (JSON.stringify(buildHome(seen, place)) === stale.shown) {
      kept.set(keyOf(stale), { ...stale, version, checkedAt: clock.now() });
      return;
    }
    const person = await deps.lookUpPerson(stale.slackUserId);
    const home = await useCases.readHome({ ...stale, person, place, weeks });
    await publish({ ...stale, person, version }, home, hash);
  }

  async function publish(
    facts: Omit<Kept, 'weeks' | 'hash' | 'shown' | 'checkedAt' | 'reader'>,
    home: Home,
    hash: string | null,
  ): Promise<Published['kind']> {
    const key = keyOf(facts);
    const view: HomeView = buildHome(home, facts.place);
    const published = await deps.publishHome(facts.slackUserId, view, hash);
    switch (published.kind) {
      case 'published': {
        kept.delete(key);
        const weeks = home.kind === 'issuer' ? home.desk.weeks : null;
        const shown = JSON.stringify(view);
        const reader = currentReader();
        kept.set(key, { ...facts, reader, weeks, hash: published.hash, shown, checkedAt: clock.now() });
        const [oldest] = kept.keys();
        if (kept.size > HOMES_MAX && oldest !== undefined) kept.delete(oldest);
        break;
      }
      case 'overtaken':
        kept.delete(key);
        break;
      case 'limited':
        pausedUntil = clock.now() + published.retryAfterMs;
        break;
      case 'failed':
        kept.delete(key);
        deps.log.warn({ why: published.why }, 'The Home tab could not be shown');
    }
    return published.kind;
  }
}

function keyOf({ workspace, slackUserId }: HomeOwner): string {
  return `${slackTenantIdOf(workspace)}/${slackUserId}`;
}
