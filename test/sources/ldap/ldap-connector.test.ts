import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLdapConnector } from '../../../src/sources/ldap/ldap-connector.ts';
import { findServer } from '../../support/debian-server.ts';
import { accessOf, idsOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';
import { PASSWORD, type Slapd, startSlapd } from './slapd.ts';

const program = findServer('slapd', 'slapd');
const BASE = 'dc=corp,dc=example';
const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
/** Bytes whose parts Active Directory's tools spell the other way round. */
const GUID = '33221100-5544-7766-8899-aabbccddeeff';
const GUID_BYTES = Buffer.from('00112233445566778899aabbccddeeff', 'hex').toString('base64');
const guid = (index: number) => Buffer.from(`f0${String(index).padStart(30, '0')}`, 'hex').toString('base64');

function entry(dn: string, lines: Readonly<Record<string, string | readonly string[]>>): string {
  const texts = Object.entries(lines).flatMap(([name, values]) =>
    [values].flat().map((each) => `${name}: ${each}`),
  );
  return `dn: ${dn},${BASE}\n${texts.join('\n')}\n\n`;
}

const crowd = Array.from({ length: 1100 }, (_one, index) =>
  entry(`uid=p${index},ou=crowd`, {
    objectClass: 'inetOrgPerson',
    cn: `Person ${index}`,
    sn: 'Person',
    mail: `p${index}@corp.example`,
    entryUUID: uuid(index),
  }),
).join('');

const account = (name: string, flags: string, more: Record<string, string> = {}) =>
  entry(`cn=${name},ou=ad`, {
    objectClass: 'user',
    objectCategory: 'person',
    cn: name,
    sn: name,
    ...(flags !== '' && { userAccountControl: flags }),
    ...more,
  });

const ldif = [
  entry('ou=crowd', { objectClass: 'organizationalUnit' }),
  crowd,
  entry('ou=ad', { objectClass: 'organizationalUnit' }),
  account('Lena', '512', {
    'objectGUID:': GUID_BYTES,
    displayName: 'Lena Fischer',
    mail: 'lena@corp.example',
    userPrincipalName: 'lfischer@corp.example',
    department: 'Sales',
    title: 'Lead',
    employeeNumber: '7',
  }),
  account('Tom', '514', { 'objectGUID:': guid(2) }),
  account('PC', '4096', { 'objectGUID:': guid(3) }),
  entry('ou=flagless', { objectClass: 'organizationalUnit' }),
  entry('cn=Nell,ou=flagless', {
    objectClass: 'user',
    objectCategory: 'person',
    cn: 'Nell',
    sn: 'Nell',
    'objectGUID:': guid(4),
  }),
  entry('cn=Outer,ou=crowd', {
    objectClass: 'groupOfNames',
    cn: 'Outer',
    member: [`uid=p0,ou=crowd,${BASE}`, `CN=Inner, OU=crowd,${BASE}`, `uid=gone,${BASE}`],
    entryUUID: uuid(9001),
  }),
  // A circle: each is in the other.
  entry('cn=Inner,ou=crowd', {
    objectClass: 'groupOfNames',
    cn: 'Inner',
    member: [`uid=p1,ou=crowd,${BASE}`, `cn=Outer,ou=crowd,${BASE}`],
    entryUUID: uuid(9002),
  }),
  entry('cn=Admins,ou=ad', {
    objectClass: 'group',
    cn: 'Admins',
    member: `cn=Lena,ou=ad,${BASE}`,
    'objectGUID:': guid(5),
  }),
  entry('cn=elsewhere,ou=crowd', {
    objectClass: ['referral', 'extensibleObject'],
    cn: 'elsewhere',
    ref: 'ldap://127.0.0.1:1/dc=other,dc=example',
  }),
].join('');

describe.skipIf(program === null)('LDAP, asked of a real slapd', () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd(program ?? '', ldif);
  }, 60_000);
  afterAll(() => slapd?.stop());

  const { world } = testWorld();
  const open = (settings: Record<string, string> = {}, password: string | null = PASSWORD) =>
    createLdapConnector(world).open(
      accessOf(password, {
        server: `ldaps://localhost:${slapd.tlsPort}`,
        bindDn: `cn=sync,${BASE}`,
        base: `ou=crowd,${BASE}`,
        preset: 'openldap',
        ca: slapd.ca,
        ...settings,
      }),
    );
  const openAd = (settings: Record<string, string> = {}) =>
    open({ preset: 'ad', base: `ou=ad,${BASE}`, ...settings });

  it('reads everybody in pages, and follows no referral', async () => {
    const whole = await readWhole(open().readAll(never));
    expect(new Set(idsOf(whole)).size).toBe(1100);
    expect(whole.pages).toBe(3);
    expect(whole.people[7]).toMatchObject({
      externalId: uuid(7),
      email: 'p7@corp.example',
      status: 'confirmed',
    });
  });

  it('raises ldap:// to TLS before it sends the password', async () => {
    const plain = open({ server: `ldap://localhost:${slapd.plainPort}` });
    expect(await plain.test(never)).toEqual({ people: null });
  });

  it.each([
    ['of a CA that no one named', { ca: '' }],
    ['with another name', { server: '127.0.0.1' }],
  ])('trusts no certificate %s, over both ways to TLS', async (_what, change) => {
    for (const [scheme, port] of [
      ['ldaps', slapd.tlsPort],
      ['ldap', slapd.plainPort],
    ] as const) {
      const host = 'server' in change ? change.server : 'localhost';
      const connection = open({ ...change, server: `${scheme}://${host}:${port}` });
      expect(await problemOf(connection.test(never))).toBe('unreachable');
    }
  });

  it('reads Active Directory: the GUID as its tools spell it, flags, a second login, no computers', async () => {
    const { people } = await readWhole(openAd().readAll(never));
    expect(people).toEqual([
      {
        externalId: GUID,
        displayName: 'Lena Fischer',
        email: 'lena@corp.example',
        mobile: null,
        alias: 'lfischer@corp.example',
        status: 'confirmed',
        manager: null,
        department: 'Sales',
        employeeNumber: '7',
        groups: null,
        attributes: { title: 'Lead' },
        hasTwoPrimaries: false,
      },
      expect.objectContaining({ displayName: 'Tom', status: 'suspended' }),
    ]);
  });

  it('takes no account for active whose flags it may not read', async () => {
    await expect(readWhole(openAd({ base: `ou=flagless,${BASE}` }).readAll(never))).rejects.toMatchObject({
      problem: 'unexpected_answer',
      detail: 'userAccountControl',
    });
  });

  it('finds members of groups inside groups, however they go round', async () => {
    const groups = `Owners=${uuid(9001)}, Staff=${uuid(9002)}`;
    const { people } = await readWhole(open({ groups }).readAll(never));
    expect(people.slice(0, 3).map((each) => each.groups)).toEqual([
      ['Owners', 'Staff'],
      ['Owners', 'Staff'],
      [],
    ]);
  });

  it('finds a group of Active Directory by its GUID', async () => {
    const groups = 'Admins=000000f0-0000-0000-0000-000000000005';
    const { people } = await readWhole(openAd({ groups }).readAll(never));
    expect(people.map((each) => each.groups)).toEqual([['Admins'], []]);
  });

  it('adds the operator’s filter to its own', async () => {
    const whole = await readWhole(open({ filter: '(mail=p1@corp.example)' }).readAll(never));
    expect(idsOf(whole)).toEqual([uuid(1)]);
  });

  it('takes a list that the server cuts short for a failure, not for the whole', async () => {
    const limited = open({ bindDn: `cn=limited,${BASE}` });
    expect(await problemOf(readWhole(limited.readAll(never)))).toBe('unexpected_answer');
  });

  it.each([
    ['a wrong password', {}, 'wrong', 'credential_refused'],
    ['an empty one, which would be an anonymous bind', {}, '', 'credential_refused'],
    ['no password', {}, null, 'credential_refused'],
    ['a base that is not there', { base: 'ou=none,dc=corp,dc=example' }, PASSWORD, 'unknown_account'],
    ['a group that is not there', { groups: `X=${uuid(1)}` }, PASSWORD, 'unknown_group'],
    ['a server that is not there', { server: 'ldaps://localhost:1' }, PASSWORD, 'unreachable'],
  ])('says what is wrong with %s', async (_what, settings, password, problem) => {
    const connection = open({ base: `ou=crowd,${BASE}`, ...settings }, password);
    await expect(connection.test(never)).rejects.toMatchObject({
      problem,
      message: expect.not.stringContaining(PASSWORD),
    });
  });

  it('stops between two pages', async () => {
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _page of open().readAll(abort.signal)) abort.abort();
    })();
    expect(await problemOf(reading)).toBe('cancelled');
  });
});

describe('the settings of LDAP', () => {
  const check = (change: Record<string, string>) =>
    createLdapConnector(testWorld().world).checkSettings({
      server: 'ldaps://dc1.corp.example',
      bindDn: 'cn=sync',
      base: BASE,
      preset: 'ad',
      ...change,
    });

  it('are fine as the docs have them', () => expect(check({})).toEqual([]));

  it.each([
    ['server', 'https://dc1.corp.example', 'not_a_url'],
    ['server', 'dc1', 'not_a_url'],
    ['server', 'ldap://user:secret@dc1', 'malformed'],
    ['server', 'ldap://dc1/dc=corp', 'malformed'],
    ['preset', 'novell', 'not_a_choice'],
    ['filter', 'mail=*', 'malformed'],
    ['ca', 'ca.pem', 'malformed'],
    ['groups', 'Admins=cn=admins', 'malformed'],
    ['base', '', 'missing'],
  ])('%s=%s is refused', (name, value, problem) => {
    expect(check({ [name]: value })).toEqual([{ name, problem }]);
  });
});
