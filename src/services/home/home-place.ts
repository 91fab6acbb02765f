import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { WeekCounts } from './count-weeks.ts';

/** Where a person is in the lists of their Home tab. A claim: it grants nothing. */
export interface HomePlace {
  /** How many of one's own codes come before those in sight. */
  readonly ownFrom: number;
  /** Only what is older in the organization's history; `null`: from the newest on. */
  readonly historyBefore: number | null;
  readonly historyOf: 'all' | 'mine' | 'refused';
}

export const homeStart: HomePlace = { ownFrom: 0, historyBefore: null, historyOf: 'all' };

/** For whom the desk is read, and when. */
export interface DeskReading {
  readonly reader: DirectoryUser;
  readonly policy: Policy;
  readonly now: number;
  readonly place: HomePlace;
  /** As they were counted a moment ago; `null`: count them. */
  readonly weeks: readonly WeekCounts[] | null;
}
