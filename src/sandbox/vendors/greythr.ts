import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { isText, type JsonObject } from '../json.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface FakeGreytEmployee {
  readonly employeeId: number;
  /** Not a field of the employee: it is told with the categories. */
  department?: string;
  [field: string]: unknown;
}

export interface GreytFakeOptions {
  readonly people?: readonly FakeGreytEmployee[];
  readonly tenant?: string;
  readonly user?: string;
  readonly password?: string;
  /** Connectors disagree. Default 0. */
  readonly firstPage?: 0 | 1;
  /** More are not given, whatever `size` says. */
  readonly sizeMax?: number;
  /** How a token that is not valid is refused. Default `401`. */
  readonly refusal?: '401' | 'html';
  /** Off: the API user may not read categories. Default on. */
  readonly hasCategories?: boolean;
  readonly port?: number;
}

export interface GreytFake extends VendorFake {
  people(): readonly FakeGreytEmployee[];
  add(person: JsonObject): FakeGreytEmployee;
  change(id: number, change: JsonObject): void;
  /** Every token that has been given ends now. */
  endTokens(): void;
}

const SIZE_DEFAULT = 25;

/** greytHR on loopback: the login, the list of employees, and their categories. */
export async function startGreytFake(options: GreytFakeOptions = {}): Promise<GreytFake> {
  const { tenant = 'acme', user = 'api', password = 'greyt_fake', firstPage = 0, sizeMax = 2000 } = options;
  const people = [...(options.people ?? [])];
  const tokens = new Set<string>();

  /** False if the refusal has been sent. */
  const admit = (request: Request, response: Response): boolean => {
    if (request.headers['x-greythr-domain'] !== `${tenant}.greythr.com`) throw new VendorRefusal(403, {});
    if (!String(request.headers.accept).includes('application/json')) throw new VendorRefusal(403, {});
    if (tokens.has(String(request.headers['access-token']))) return true;
    if (options.refusal !== 'html') throw new VendorRefusal(401, {});
    response.type('html').send('<!doctype html><title>Sign in</title>');
    return false;
  };

  const sendPage = (
    request: Request,
    response: Response,
    present: (person: FakeGreytEmployee) => JsonObject,
  ): void => {
    const page = readCount(request.query.page, firstPage) - firstPage;
    const size = Math.min(readCount(request.query.size, SIZE_DEFAULT), sizeMax);
    if (page < 0 || size < 1) throw new VendorRefusal(400, {});
    const start = page * size;
    const data = people.slice(start, start + size).map(present);
    response.json({ data, pages: { hasNext: start + size < people.length } });
  };

  const fake = await startVendorFake((routes) => {
    routes.post('/uas/v1/oauth2/client-token', (request, response) => {
      const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      if (request.headers.authorization !== expected) throw new VendorRefusal(403, {});
      const token = `ory_at_${randomBytes(12).toString('hex')}`;
      tokens.add(token);
      response.json({ access_token: token, token_type: 'bearer', expires_in: 3_888_000 });
    });
    routes.get('/employee/v2/employees', (request, response) => {
      if (admit(request, response)) sendPage(request, response, withoutDepartment);
    });
    routes.get('/employee/v2/employees/categories', (request, response) => {
      if (!admit(request, response)) return;
      if (options.hasCategories === false) throw new VendorRefusal(403, {});
      const isDescribed = request.query.descRequired === 'true';
      sendPage(request, response, (person) => categoriesOf(person, isDescribed));
    });
  }, options.port);

  return {
    ...fake,
    people: () => people,
    add(given) {
      const person = { employeeId: people.length + 1, leftorg: false, ...given };
      people.push(person);
      return person;
    },
    change(id, change) {
      const person = people.find(({ employeeId }) => employeeId === id);
      if (person === undefined) throw new Error(`no employee has the id ${id}`);
      Object.assign(person, change);
    },
    endTokens: () => tokens.clear(),
  };
}

function readCount(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!isText(value) || !/^\d+$/.test(value)) throw new VendorRefusal(400, {});
  return Number(value);
}

function withoutDepartment({ department: _department, ...fields }: FakeGreytEmployee): JsonObject {
  return fields;
}

function categoriesOf({ employeeId, department }: FakeGreytEmployee, isDescribed: boolean): JsonObject {
  const describe = (text: string) => (isDescribed ? text : null);
  const entry = (id: number, name: string, value: string, from: string, to: string | null) => ({
    id,
    category: id,
    categoryDesc: describe(name),
    value: id,
    valueDesc: describe(value),
    effectiveFrom: from,
    effectiveTo: to,
  });
  const now = department === undefined ? [] : [entry(2, 'Department', department, '2024-01-01', null)];
  const earlier = entry(1, 'Department', 'Earlier', '2020-01-01', '2023-12-31');
  return { employeeId, categoryList: [earlier, entry(3, 'Grade', 'G1', '2020-01-01', null), ...now] };
}
