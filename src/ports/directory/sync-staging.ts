import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';

export interface StagedPerson {
  readonly externalId: string;
  /** `null`: the source says that they are gone. */
  readonly record: SourceRecord | null;
}

/**
 * What a source says in one run, on disk: a list of any length is read once, then planned, then applied. Private to this process, and gone
 * when the process ends, however it ends. Lists are in the order of external ids.
 *
 * Every method throws `StagingUnavailableError` if there is no room.
 */
export interface SyncStaging {
  /** Inserts or replaces: the later record of a person counts. */
  put(people: readonly StagedPerson[]): void;
  /** The next people after an id. */
  list(after: string | null, limit: number): StagedPerson[];
  /** Those of the ids that are not staged. */
  findMissing(externalIds: readonly string[]): string[];
  /** In which turn people are written. A person without a turn is not written. */
  note(turns: readonly { readonly externalId: string; readonly turn: SyncTurn }[]): void;
  /** The next people of that turn after an id. */
  listToWrite(turn: SyncTurn, after: string | null, limit: number): StagedPerson[];
  /** Keeps users as the run would leave them: those who are new, and those whose logins change. */
  plan(users: readonly DirectoryUser[]): void;
  /** Of those, the ones with one of these ids, or that took one of these logins. */
  listPlanned(who: { readonly ids: readonly string[]; readonly logins: readonly string[] }): DirectoryUser[];
  count(): number;
  /** Those who have a turn. */
  countToWrite(): number;
  close(): void;
}

/** New owners come first, so that no transaction in between leaves the organization without one; people who lose something come last. */
export const syncTurns = ['owners', 'others', 'losses'] as const;
export type SyncTurn = (typeof syncTurns)[number];

/** @throws StagingUnavailableError */
export type OpenSyncStaging = () => SyncStaging;
