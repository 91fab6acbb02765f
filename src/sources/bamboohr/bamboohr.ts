import type { SourceRecord } from '../../domain/directory/source-person.ts';
import type { SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import { VendorError, type VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isHostLabel } from '../../vendors/http/base-url.ts';
import { today } from '../reading/day.ts';
import type { SourceWorld } from '../source-world.ts';
import { type BambooApi, openBambooApi } from './bamboohr-api.ts';
import { toRecord } from './bamboohr-person.ts';

const settings: readonly VendorSetting[] = [
  /** As in `https://company.bamboohr.com`. */
  { name: 'company', isRequired: true, isSecret: false },
  { name: 'key', isRequired: true, isSecret: true },
];

/** Clocks differ, and what comes twice changes nothing. */
const OVERLAP_MS = 10 * 60_000;
const PEOPLE_PER_REPORT = 500;
/** More changes are quicker read with everybody. */
const CHANGES_MAX = 2000;

export function createBambooConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'bamboohr',
    settings,
    checkSettings: (given) =>
      checkSettings(settings, given, world.allowLoopback, {
        company: (value) => (isHostLabel(value) ? null : 'malformed'),
      }),
    open(access) {
      const api = openBambooApi(world, access);
      return {
        async test(signal) {
          // A report that is empty: its list of fields tells what the key may see.
          const value = formatTime(world.clock.now());
          await api.readReport({ lastChanged: { value, includeNull: 'no' } }, signal);
          return { people: null };
        },
        readAll: (signal) => readAll(world, api, signal),
        readChanges: (cursor, signal) => readChanges(world, api, cursor, signal),
      };
    },
  };
}

/** Without milliseconds, as in BambooHR's own answers. */
const formatTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/**
 * A report comes in one piece, which would be some 40 MB for 100,000 people. So the first report holds ids alone, and the others some people
 * each. Someone who is missing from theirs would be taken for gone, so the reading ends there.
 */
async function* readAll(world: SourceWorld, api: BambooApi, signal: AbortSignal): AsyncIterable<SourcePage> {
  const startedAt = world.clock.now();
  const ids = await api.readIds(signal);
  for (let at = 0; at < ids.length; at += PEOPLE_PER_REPORT) {
    const employeeIds = ids.slice(at, at + PEOPLE_PER_REPORT);
    const people = await readPeople(world, api, employeeIds, signal);
    const read = new Set(people.map(({ externalId }) => externalId));
    if (!employeeIds.every((id) => read.has(String(id)))) {
      throw new VendorError('unexpected_answer', 'report without an employee who was listed');
    }
    yield { people, gone: [], cursor: null };
  }
  yield { people: [], gone: [], cursor: formatTime(startedAt - OVERLAP_MS) };
}

async function readPeople(
  world: SourceWorld,
  api: BambooApi,
  employeeIds: readonly number[],
  signal: AbortSignal,
): Promise<SourceRecord[]> {
  const day = today(world.clock.now());
  const people = await api.readReport({ employeeIds }, signal);
  return people.map((person) => toRecord(person, day));
}

async function readChanges(
  world: SourceWorld,
  api: BambooApi,
  cursor: string,
  signal: AbortSignal,
): Promise<AsyncIterable<SourcePage> | null> {
  const changes = await api.findChanges(cursor, signal);
  if (changes === null) return null;
  const entries = Object.entries(changes.employees);
  const isGone = ({ action }: { action: string }): boolean => action.toLowerCase() === 'deleted';
  const gone = entries.filter(([, change]) => isGone(change)).map(([id]) => id);
  const ids = entries.filter(([, change]) => !isGone(change)).map(([id]) => Number(id));
  if (ids.length > CHANGES_MAX || !ids.every(Number.isSafeInteger)) return null;
  return readChanged(world, api, { ids, gone, cursor: laterOf(cursor, changes.latest ?? cursor) }, signal);
}

/** BambooHR names the latest change; if there is none, the cursor stays. */
const laterOf = (one: string, other: string): string => (Date.parse(other) > Date.parse(one) ? other : one);

async function* readChanged(
  world: SourceWorld,
  api: BambooApi,
  changes: { readonly ids: readonly number[]; readonly gone: readonly string[]; readonly cursor: string },
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  for (let at = 0; at < changes.ids.length; at += PEOPLE_PER_REPORT) {
    const employeeIds = changes.ids.slice(at, at + PEOPLE_PER_REPORT);
    const people = await readPeople(world, api, employeeIds, signal);
    yield { people, gone: [], cursor: null };
  }
  yield { people: [], gone: changes.gone, cursor: changes.cursor };
}
