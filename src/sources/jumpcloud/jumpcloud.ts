import type { SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import type { SourceWorld } from '../source-world.ts';
import { type JumpCloudApi, jumpCloudRegions, openJumpCloudApi } from './jumpcloud-api.ts';
import { toRecord } from './jumpcloud-person.ts';
import { findChangedIds } from './read-insights.ts';
import { findPerson, readEverybody, readPage } from './read-jumpcloud.ts';

const settings: readonly VendorSetting[] = [
  { name: 'region', isRequired: false, isSecret: false },
  /** Of one organization among several. */
  { name: 'orgId', isRequired: false, isSecret: false },
  /** Of a service account; without it, the key is an administrator's API key. */
  { name: 'clientId', isRequired: false, isSecret: false },
  { name: 'key', isRequired: true, isSecret: true },
];

const MS_PER_MINUTE = 60_000;
/** An event may be listed some minutes after the change; what comes twice changes nothing. */
const OVERLAP_MS = 15 * MS_PER_MINUTE;
/** JumpCloud keeps events for 90 days. */
const CURSOR_AGE_MS_MAX = 80 * 24 * 60 * MS_PER_MINUTE;
/** Each changed account is a request; beyond, the whole list is quicker. */
const CHANGES_MAX = 300;
const CHANGES_PER_PAGE = 50;

export function createJumpCloudConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'jumpcloud',
    settings,
    checkSettings: (given) =>
      checkSettings(settings, given, world.allowLoopback, {
        region: (value) => (jumpCloudRegions.some((region) => region === value) ? null : 'not_a_choice'),
        orgId: (value) => (/^[0-9a-f]{24}$/.test(value) ? null : 'malformed'),
        clientId: (value) => (/^[\w.-]{1,128}$/.test(value) ? null : 'malformed'),
      }),
    open(access) {
      const api = openJumpCloudApi(world, access);
      return {
        async test(signal) {
          const { totalCount } = await readPage(api, 0, 1, signal);
          return { people: totalCount ?? null };
        },
        readAll: (signal) => readAll(world, api, signal),
        readChanges: (cursor, signal) => readChanges(world, api, cursor, signal),
      };
    },
  };
}

const nextCursor = (startedAt: number): string => new Date(startedAt - OVERLAP_MS).toISOString();

async function* readAll(
  world: SourceWorld,
  api: JumpCloudApi,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  const startedAt = world.clock.now();
  for await (const people of readEverybody(api, signal)) {
    yield { people: people.map(toRecord), gone: [], cursor: null };
  }
  yield { people: [], gone: [], cursor: nextCursor(startedAt) };
}

async function readChanges(
  world: SourceWorld,
  api: JumpCloudApi,
  cursor: string,
  signal: AbortSignal,
): Promise<AsyncIterable<SourcePage> | null> {
  const startedAt = world.clock.now();
  const since = Date.parse(cursor);
  if (Number.isNaN(since) || startedAt - since > CURSOR_AGE_MS_MAX) return null;
  const ids = await findChangedIds(api, cursor, CHANGES_MAX, signal);
  return ids === null ? null : readChanged(api, ids, nextCursor(startedAt), signal);
}

async function* readChanged(
  api: JumpCloudApi,
  ids: readonly string[],
  cursor: string,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  for (let at = 0; at < ids.length; at += CHANGES_PER_PAGE) {
    const people = [];
    const gone = [];
    for (const id of ids.slice(at, at + CHANGES_PER_PAGE)) {
      const person = await findPerson(api, id, signal);
      if (person === null) gone.push(id);
      else people.push(toRecord(person));
    }
    yield { people, gone, cursor: null };
  }
  yield { people: [], gone: [], cursor };
}
