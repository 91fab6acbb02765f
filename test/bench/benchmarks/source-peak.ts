import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startOktaFake } from '../../../src/sandbox/vendors/okta.ts';
import { startOneLoginFake } from '../../../src/sandbox/vendors/onelogin.ts';
import { PASSWORD, startSlapd } from '../../sources/ldap/slapd.ts';
import { findServer } from '../../support/debian-server.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { createDatabase } from '../world/open-bench-store.ts';
import type { SyncProcessOrder, SyncProcessReport } from '../world/sync-process.ts';

const MIB = 2 ** 20;
const PROGRAM = fileURLToPath(new URL('../world/sync-process.ts', import.meta.url));
const BASE = 'dc=corp,dc=example';

interface Vendor extends Omit<SyncProcessOrder, 'url'> {
  stop(): Promise<void>;
}

/** The first sync of a large source, everyone of it in a named group as well: the most memory that it takes. */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    const people = isQuick ? 3000 : Number(process.env.BENCH_SOURCE_PEOPLE ?? 100_000);
    const figures: Figure[] = [];
    for (const start of [startOkta, startOneLogin, startLdap]) {
      const vendor = await start(people);
      if (vendor === null) continue;
      try {
        say(`${vendor.kind}: ${people} people`);
        figures.push(await measure(vendor, people));
      } finally {
        await vendor.stop();
      }
    }
    return figures;
  },
};

async function measure({ stop: _, ...vendor }: Vendor, people: number): Promise<Figure> {
  const database = await createDatabase('sqlite');
  try {
    const order: SyncProcessOrder = { url: database.url, ...vendor };
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, JSON.stringify(order)], {
      env: { PATH: process.env.PATH },
    });
    const report: SyncProcessReport = JSON.parse(stdout);
    const isWhole = report.created === people;
    return {
      name: `source.peak.${vendor.kind}`,
      value: report.residentMost / MIB,
      unit: 'MiB',
      baseline: null,
      baselineName: null,
      ratio: null,
      spread: null,
      goal: { kind: 'value_below', limit: 400 },
      note: `${people.toLocaleString('en')} people read and written for the first time; until all were read ${Math.round(report.residentRead / MIB)} MiB`,
      ...(isWhole ? {} : { fault: `${report.kind}: ${report.created} of ${people} were created` }),
    };
  } finally {
    await database.drop();
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_one, index) => index + 1);

async function startOkta(count: number): Promise<Vendor> {
  const fake = await startOktaFake();
  for (const number of numbers(count)) {
    const id = `00u${number}`;
    const login = `person${number}@corp.example`;
    fake.people.set(id, {
      id,
      status: 'ACTIVE',
      created: '2026-01-01T00:00:00.000Z',
      lastUpdated: '2026-02-01T08:00:00.000Z',
      type: { id: 'oty1' },
      profile: {
        login,
        email: login,
        firstName: 'Person',
        lastName: String(number),
        department: `Department ${number % 50}`,
        employeeNumber: String(number),
      },
      _links: { self: { href: `https://acme.okta.com/api/v1/users/${id}` } },
    });
  }
  fake.groups.set('00g1', [...fake.people.keys()]);
  return {
    kind: 'okta',
    settings: { domain: 'acme.okta.com', url: fake.origin, groups: 'Everyone=00g1' },
    secret: fake.apiToken,
    stop: () => fake.stop(),
  };
}

async function startOneLogin(count: number): Promise<Vendor> {
  const fake = await startOneLoginFake();
  for (const id of numbers(count)) {
    const login = `person${id}@corp.example`;
    fake.people.set(id, {
      id,
      status: 1,
      state: 1,
      username: login,
      email: login,
      firstname: 'Person',
      lastname: String(id),
      department: `Department ${id % 50}`,
      manager_user_id: '1',
      updated_at: '2026-02-01T08:00:00.000Z',
    });
  }
  fake.roles.set('11', [...fake.people.keys()]);
  return {
    kind: 'onelogin',
    settings: { subdomain: 'acme', clientId: fake.clientId, url: fake.origin, groups: 'Everyone=11' },
    secret: fake.clientSecret,
    stop: () => fake.stop(),
  };
}

/** OpenLDAP's own server; `null` where there is none. */
async function startLdap(count: number): Promise<Vendor | null> {
  const program = findServer('slapd', 'slapd');
  if (program === null) return null;
  const entries = numbers(count).map(
    (number) =>
      `dn: uid=p${number},ou=crowd,${BASE}\nobjectClass: inetOrgPerson\ncn: Person ${number}\nsn: ${number}\n` +
      `mail: person${number}@corp.example\ndepartmentNumber: ${number % 50}\n` +
      `entryUUID: 00000000-0000-4000-8000-${String(number).padStart(12, '0')}\n\n`,
  );
  const crowd = `dn: ou=crowd,${BASE}\nobjectClass: organizationalUnit\nou: crowd\n\n`;
  const slapd = await startSlapd(program, crowd + entries.join(''));
  return {
    kind: 'ldap',
    settings: {
      server: `ldaps://localhost:${slapd.tlsPort}`,
      bindDn: `cn=sync,${BASE}`,
      base: `ou=crowd,${BASE}`,
      preset: 'openldap',
      ca: slapd.ca,
    },
    secret: PASSWORD,
    stop: () => slapd.stop(),
  };
}
