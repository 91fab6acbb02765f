import type { Request } from 'express';
import { isObject, isText, type JsonObject } from '../json.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

/** Fields by their names in BambooHR. */
export interface FakeEmployee {
  readonly id: string;
  status: 'Active' | 'Inactive';
  firstName: string;
  lastName: string;
  [field: string]: string;
}

export interface BambooFakeOptions {
  readonly people?: readonly FakeEmployee[];
  readonly apiKey?: string;
  /** Fields that the key may not see: they are left out, without a word. */
  readonly hiddenFields?: readonly string[];
  readonly now?: () => number;
  readonly port?: number;
}

export interface BambooFake extends VendorFake {
  people(): readonly FakeEmployee[];
  hire(person: Partial<FakeEmployee>): FakeEmployee;
  change(id: string, change: Partial<FakeEmployee>): void;
  /** Deletes the record; a leaver is changed to Inactive instead. */
  remove(id: string): void;
}

type Action = 'Inserted' | 'Updated' | 'Deleted';

const FIELDS_MAX = 400;
/** The fields that this company has. */
const knownFields = [
  'firstName',
  'lastName',
  'preferredName',
  'displayName',
  'workEmail',
  'homeEmail',
  'mobilePhone',
  'department',
  'division',
  'location',
  'jobTitle',
  'supervisorEmail',
  'employeeNumber',
  'status',
  'hireDate',
  'terminationDate',
];

function refuse(status: number, text: string): VendorRefusal {
  // Misspelt in older versions, which are still sent.
  return new VendorRefusal(status, '', {
    'X-BambooHR-Error-Message': text,
    'X-BambooHR-Error-Messsage': text,
  });
}

/** BambooHR on loopback: custom reports, and the list of changes. */
export async function startBambooFake(options: BambooFakeOptions = {}): Promise<BambooFake> {
  const { apiKey = 'bamboo_fake', hiddenFields = [], now = Date.now } = options;
  const people = new Map((options.people ?? []).map((person) => [person.id, person]));
  const changes = new Map<string, { action: Action; at: number }>();
  let latestId = Math.max(0, ...[...people.keys()].map(Number));
  const get = (id: string): FakeEmployee => {
    const person = people.get(id);
    if (person === undefined) throw new Error(`no employee has the id ${id}`);
    return person;
  };
  const note = (id: string, action: Action): void => void changes.set(id, { action, at: now() });

  const admit = (request: Request): void => {
    const expected = `Basic ${Buffer.from(`${apiKey}:x`).toString('base64')}`;
    if (request.headers.authorization !== expected) throw refuse(401, 'Invalid API key');
    if (!String(request.headers.accept).includes('application/json')) {
      throw new VendorRefusal(200, '<?xml version="1.0"?><answer/>', { 'content-type': 'text/xml' });
    }
  };
  const describe = (person: FakeEmployee, fields: readonly string[]): JsonObject => ({
    id: person.id,
    ...Object.fromEntries(fields.map((name) => [name, person[name] ?? ''])),
  });

  const fake = await startVendorFake((routes) => {
    routes.post('/api/v1/reports/custom', (request, response) => {
      admit(request);
      if (request.query.format !== 'json') throw refuse(404, 'Report format not found');
      const body: JsonObject = isObject(request.body) ? request.body : {};
      const asked = Array.isArray(body.fields) ? body.fields.filter(isText) : [];
      if (asked.length > FIELDS_MAX) throw refuse(400, 'Too many fields');
      const fields = asked.filter((name) => knownFields.includes(name) && !hiddenFields.includes(name));
      const isFuture = (person: FakeEmployee) => (person.hireDate ?? '') > new Date(now()).toISOString();
      const found = [...people.values()]
        .filter(fits(body.filters, changes))
        .filter((person) => request.query.onlyCurrent === 'false' || !isFuture(person));
      response.json({
        title: body.title,
        fields: fields.map((id) => ({ id, type: 'text', name: id })),
        employees: found.map((person) => describe(person, fields)),
      });
    });
    routes.get('/api/v1/employees/changed', (request, response) => {
      admit(request);
      const since = isText(request.query.since) ? Date.parse(request.query.since) : Number.NaN;
      if (Number.isNaN(since)) throw refuse(400, 'since is missing or no date');
      const recent = [...changes].filter(([, { at }]) => at >= since);
      const format = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '');
      const latest = Math.max(since, ...recent.map(([, { at }]) => at));
      const entries = recent.map(([id, { action, at }]) => [id, { id, action, lastChanged: format(at) }]);
      response.json({ latest: format(latest), employees: Object.fromEntries(entries) });
    });
  }, options.port);

  return {
    ...fake,
    people: () => [...people.values()],
    hire(given) {
      latestId += 1;
      const person = {
        status: 'Active',
        firstName: '',
        lastName: '',
        ...given,
        id: String(latestId),
      } as FakeEmployee;
      people.set(person.id, person);
      note(person.id, 'Inserted');
      return person;
    },
    change(id, change) {
      Object.assign(get(id), change);
      note(id, 'Updated');
    },
    remove(id) {
      people.delete(get(id).id);
      note(id, 'Deleted');
    },
  };
}

function fits(
  filters: unknown,
  changes: ReadonlyMap<string, { at: number }>,
): (person: FakeEmployee) => boolean {
  if (!isObject(filters)) return () => true;
  const { employeeIds, lastChanged } = filters;
  const ids = Array.isArray(employeeIds) ? new Set(employeeIds.map(String)) : null;
  const change: JsonObject | null = isObject(lastChanged) ? lastChanged : null;
  const since = change === null ? Number.NEGATIVE_INFINITY : Date.parse(String(change.value));
  return ({ id }) => {
    const at = changes.get(id)?.at ?? (change?.includeNull === 'no' ? Number.NEGATIVE_INFINITY : Infinity);
    return (ids === null || ids.has(id)) && (change === null || at >= since);
  };
}
