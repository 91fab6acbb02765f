import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SourceRecord } from '../../src/domain/directory/source-person.ts';
import { createScriptedSource } from '../support/scripted-source.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

/** A source whose only person is a member of these groups. */
async function addSource(name: string, ...groups: string[]) {
  cli.env.KEY = 'key-of-the-directory';
  const person: SourceRecord = {
    externalId: name,
    displayName: name,
    email: `${name.toLowerCase()}@acme.test`,
    mobile: null,
    alias: null,
    status: 'confirmed',
    manager: null,
    department: null,
    employeeNumber: null,
    groups,
    attributes: {},
    hasTwoPrimaries: false,
  };
  const vendor = createScriptedSource([person]);
  cli.connectors = vendor;
  const added = await cli.run([
    'source',
    'add',
    'bamboohr',
    name,
    '--set',
    'company=a',
    '--secret-env',
    'KEY',
  ]);
  expect(added.err).toBe('');
  const synced = await cli.run(['source', 'sync', name]);
  expect(synced.err).toBe('');
  return vendor;
}

const set = (...settings: string[]) => cli.run(['policy', 'set', ...settings]);
const json = async (...line: string[]) => JSON.parse((await cli.run([...line, '--json'])).out);
const idOf = async (name: string, source: string): Promise<string> =>
  (await json('directory', 'groups')).find(
    (one: Record<string, string>) => one.name === name && one.source === source,
  ).id;

it('groups are listed, set and shown by name', async () => {
  expect((await cli.run(['directory', 'groups'])).out).toContain('No groups yet');
  await addSource('HR', 'Board', 'Leadership, EMEA', 'Admin', 'Security');
  const { out, err } = await set(
    'executiveGroups= board ',
    'tiers.executive.approvers=owner,admin,Security',
    'tiers.executive.approvalsRequired=1',
  );
  expect(err).toBe('');
  expect(out).toContain('executiveGroups: none -> Board (new requests only)');
  expect(out).toContain('tiers.executive.approvers: owner, admin -> owner, admin, Security');
  const shown = await cli.run(['policy', 'show']);
  expect(shown.out).toContain('executiveGroups=Board\n');
  expect(await json('policy', 'show')).toMatchObject({
    executiveGroups: [await idOf('Board', 'HR')],
    groups: [{ name: 'Board', source: 'HR' }, { name: 'Security' }],
  });
  expect((await cli.run(['directory', 'groups'])).out).toMatch(/Board +HR +grp_\w+ +executiveGroups\n/);
  const [event] = await json('audit', 'list', '--action', 'organization.policy_changed');
  expect(event.details.executiveGroups).toBe('[] -> ["Board"]');
  expect(event.details['tiers.executive.approvers']).toContain('"groups":["Security"]');
});

it('a name with a comma, or that is a word of the setting, is given and shown by id', async () => {
  await addSource('HR', 'Leadership, EMEA', 'admin');
  const ids = [await idOf('Leadership, EMEA', 'HR'), await idOf('admin', 'HR')];
  expect((await set(`executiveGroups=${ids.join(',')}`)).err).toBe('');
  expect((await cli.run(['policy', 'show'])).out).toContain(
    `executiveGroups=Leadership, EMEA (${ids[0]}), admin (${ids[1]})`,
  );
  expect((await set('executiveGroups=admin')).err).toContain('no group is called "admin"');
});

it('a name that two sources have is refused with both, and taken by id', async () => {
  await addSource('HR', 'Board');
  await addSource('IT', 'BOARD');
  const [hr, it] = [await idOf('Board', 'HR'), await idOf('BOARD', 'IT')];
  const { code, err } = await set('executiveGroups=board');
  expect(code).toBe(1);
  expect(err).toContain('several groups are called "board"');
  expect(err).toContain(`${hr}  HR`);
  expect(err).toContain(`${it}  IT`);
  expect((await set(`executiveGroups=${hr}`)).out).toContain(`none -> Board (${hr})`);
  const change = await set(`executiveGroups=${it}`);
  expect(change.out).toContain(`Board (${hr}) -> BOARD (${it})`);
});

it('a name that there isn’t is refused with what was nearly it', async () => {
  await addSource('HR', 'Leadership', 'Board of directors');
  expect((await set('executiveGroups=Leadershp')).err).toContain('Did you mean "Leadership"?');
  expect((await set('executiveGroups=Board')).err).toContain('Did you mean "Board of directors"?');
  const unknown = await set('executiveGroups=Leadership,Pilots');
  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.err).toContain(
    'no group is called "Pilots". List the groups: `backupcode directory groups`',
  );
  expect((await set('executiveGroups=,')).err).toContain('a name is missing');
  expect((await set('executiveGroups=grp_0123456789ABCDEFGHIJK')).err).toContain('no group is called');
  expect((await json('policy', 'show')).executiveGroups).toEqual([]);
});

it('a group that vanishes is warned of: to the owners, before its source is removed, and wherever the policy is shown', async () => {
  const vendor = await addSource('HR', 'Board');
  const id = await idOf('Board', 'HR');
  await set('executiveGroups=Board');
  vendor.people = vendor.people.map((person) => ({ ...person, groups: ['Directors'] }));
  cli.connectors = vendor;
  expect((await cli.run(['source', 'sync', 'HR'])).err).toBe('');
  const [emptied] = await json('audit', 'list', '--action', 'organization.group_lost');
  expect(emptied).toMatchObject({
    target: 'Board',
    details: { settings: 'executiveGroups', isRemoved: false },
  });
  const removed = await cli.run(['source', 'remove', 'HR', '--yes']);
  expect(removed.err).toContain('WARNING: the policy names groups of this source: "Board"');
  const [event] = await json('audit', 'list', '--action', 'source.removed');
  expect(event.details.policyGroups).toBe('Board');
  const shown = await cli.run(['policy', 'show']);
  expect(shown.out).toContain(`executiveGroups=${id} (no longer exists)`);
  expect(shown.err).toContain('WARNING: executiveGroups still names a group that no longer exists');
  expect((await set('reasonRequired=true')).err).toContain('no longer exists');
  expect((await cli.run(['doctor'])).out).toContain('executiveGroups names a group that no longer exists');
  expect((await set('executiveGroups=none')).err).toBe('');
});
