import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderConnectors } from '../../src/ports/providers/provider.ts';
import { createScriptedSource } from '../support/scripted-source.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli('--trust-domain');
  cli.providerConnectors = anyVendor;
  cli.env.KEY = 'key-of-the-vendor';
  for (const name of ['Entra main', 'Duo']) expect((await addProvider(name)).err).toBe('');
});
afterEach(() => cli.close());

/** A vendor that says yes to every credential. */
const anyVendor: ProviderConnectors = {
  load: async () => ({
    kind: 'entra',
    settings: [{ name: 'key', isRequired: true, isSecret: true }],
    checkSettings: () => [],
    open: () => ({ test: async () => ({ facts: {} }) }) as never,
  }),
};

const addProvider = (name: string) => cli.run(['provider', 'add', 'entra', name, '--secret-env', 'KEY']);
const set = (rules: string) => cli.run(['policy', 'set', `providers=${rules}`]);
const json = async (...line: string[]) => JSON.parse((await cli.run([...line, '--json'])).out);
const idOf = async (name: string): Promise<string> =>
  (await json('provider', 'list')).find((one: Record<string, string>) => one.name === name).id;

async function addGroups(...groups: string[]) {
  const person = {
    externalId: 'hr-1',
    displayName: 'Ben',
    email: 'ben@acme.test',
    mobile: null,
    alias: null,
    status: 'confirmed',
    manager: null,
    department: null,
    employeeNumber: null,
    groups,
    attributes: {},
    hasTwoPrimaries: false,
  } as const;
  cli.connectors = createScriptedSource([person]);
  await cli.run(['source', 'add', 'bamboohr', 'HR', '--set', 'company=a', '--secret-env', 'KEY']);
  expect((await cli.run(['source', 'sync', 'HR'])).err).toBe('');
}

it('rules are set and shown by name, and recorded so', async () => {
  await addGroups('Engineering', 'R=D');
  const rules =
    'group:engineering=Entra main, group:R=D=duo, domain:ACME.test=DUO, tier:executive=own, everyone=Entra main';
  const shown =
    'group:Engineering=Entra main, group:R=D=Duo, domain:acme.test=Duo, tier:executive=own, everyone=Entra main';
  const { out, err, code } = await set(rules);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`providers: none -> ${shown}\n`);
  expect((await cli.run(['policy', 'show'])).out).toContain(`providers=${shown}\n`);
  // What is shown can be typed.
  expect((await set(shown)).out).toContain('Nothing changed');
  const policy = await json('policy', 'show');
  expect(policy.providers[2]).toEqual({
    when: { kind: 'domain', domain: 'acme.test' },
    providerId: await idOf('Duo'),
  });
  expect(policy.providerNames).toContainEqual({ id: await idOf('Duo'), name: 'Duo' });
  expect((await cli.run(['directory', 'groups'])).out).toMatch(/Engineering +HR +grp_\w+ +providers\n/);
  const [event] = await json('audit', 'list', '--action', 'organization.policy_changed');
  expect(event.details.providers).toBe(`none -> ${shown}`);
  expect((await json('provider', 'list'))[0].rules).toEqual(['group:R=D=Duo', 'domain:acme.test=Duo']);
});

it.each(['', 'none'])('%j clears them', async (empty) => {
  await set('everyone=Duo');
  expect((await set(empty)).out).toBe('providers: everyone=Duo -> none\n');
});

it('a provider may be given by its id', async () => {
  expect((await set(`everyone=${await idOf('Duo')}`)).out).toContain('none -> everyone=Duo');
});

describe('what can’t be a rule', () => {
  it.each([
    [
      'everyone=Okta',
      'providers: no provider is called "Okta". List the providers: `backupcode provider list`',
    ],
    ['everyone', '"everyone" isn’t a rule.'],
    ['everyone=', '"everyone=" isn’t a rule.'],
    ['=Duo', '"=Duo" isn’t a rule.'],
    ['everyone=Duo,', '"" isn’t a rule.'],
    ['group:Sales=Duo', 'no group is called "Sales".'],
    ['group:=Duo', 'a name is missing'],
    ['tier:huge=Duo', '"tier:huge" isn’t a rule.'],
    ['role:admin=Duo', '"role:admin" isn’t a rule.'],
    ['domain:not a domain=Duo', '"domain:not a domain" isn’t a rule.'],
    ['domain:other.test=Duo', 'providers: other.test isn’t a verified domain of the organization.'],
    ['everyone=Duo, tier:executive=own', 'providers: rule 2 is never used'],
    ['tier:executive=Duo, tier:executive=own', 'providers: rule 2 is never used'],
    [Array.from({ length: 21 }, () => 'tier:standard=Duo').join(','), 'providers can be 0 to 20.'],
  ])('%s', async (rules, problem) => {
    const { code, err } = await set(rules);
    expect(code).toBe(1);
    expect(err).toContain(problem);
    expect((await json('policy', 'show')).providers).toEqual([]);
  });
});

it('a group that is gone: the rule stays, shown by id, with a warning; other settings can be changed', async () => {
  await addGroups('Engineering');
  await set('group:Engineering=Duo');
  await cli.run(['source', 'remove', 'HR', '--yes']);
  const shown = await cli.run(['policy', 'show']);
  expect(shown.out).toMatch(/providers=group:grp_\w+=Duo\n/);
  expect(shown.err).toContain('WARNING: providers still names a group that no longer exists');
  expect((await cli.run(['policy', 'set', 'reasonRequired=true'])).code).toBe(0);
});

it('whether “This wasn’t me” ends sessions is a switch', async () => {
  const changed = await cli.run(['policy', 'set', 'endSessionsOnDisown=true']);
  expect(changed.out).toContain('endSessionsOnDisown: false -> true');
  expect((await cli.run(['policy', 'set', 'endSessionsOnDisown=maybe'])).err).toContain('true or false');
});
