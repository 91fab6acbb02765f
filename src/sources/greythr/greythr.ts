import type { SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isHostLabel } from '../../vendors/http/base-url.ts';
import { today } from '../reading/day.ts';
import type { SourceWorld } from '../source-world.ts';
import { type GreytApi, openGreytApi } from './greythr-api.ts';
import { categoryOf, greytCategories, greytPerson, toRecord } from './greythr-person.ts';
import { readPages } from './read-pages.ts';

const settings: readonly VendorSetting[] = [
  /** As in `https://tenant.greythr.com`. */
  { name: 'tenant', isRequired: true, isSecret: false },
  /** The name of the API user. */
  { name: 'user', isRequired: true, isSecret: false },
  /** The category that holds departments; `none` reads no categories. */
  { name: 'departmentCategory', isRequired: false, isSecret: false },
  { name: 'password', isRequired: true, isSecret: true },
];

const employees = { path: '/employee/v2/employees', query: {}, item: greytPerson };
const categories = {
  path: '/employee/v2/employees/categories',
  query: { descRequired: 'true' },
  item: greytCategories,
};

export function createGreytConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'greythr',
    settings,
    checkSettings: (given) =>
      checkSettings(settings, given, world.allowLoopback, {
        tenant: (value) => (isHostLabel(value) ? null : 'malformed'),
        // A colon would end the name in HTTP Basic.
        user: (value) => (value.includes(':') ? 'malformed' : null),
      }),
    open(access) {
      const api = openGreytApi(world, access);
      const { departmentCategory: name = 'Department' } = access.settings;
      const department = name === 'none' ? null : name;
      return {
        async test(signal) {
          await api.readPage({ ...employees, query: { size: 1 } }, signal);
          if (department !== null) {
            await api.readPage({ ...categories, query: { ...categories.query, size: 1 } }, signal);
          }
          return { people: null };
        },
        readAll: (signal) => readAll(world, api, department, signal),
        // One connector sends `modifiedSince`, and nothing says what it does.
        readChanges: async () => null,
      };
    },
  };
}

async function* readAll(
  world: SourceWorld,
  api: GreytApi,
  category: string | null,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  const day = today(world.clock.now());
  const departments = new Map<string, string>();
  if (category !== null) {
    for await (const entries of readPages(api, categories, signal)) {
      for (const entry of entries) {
        const name = categoryOf(entry, category, day);
        if (name !== null) departments.set(entry.employeeId, name);
      }
    }
  }
  for await (const people of readPages(api, employees, signal)) {
    const records = people.map((person) => toRecord(person, departments.get(person.employeeId) ?? null, day));
    yield { people: records, gone: [], cursor: null };
  }
}
