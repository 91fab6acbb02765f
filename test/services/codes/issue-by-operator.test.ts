import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCodeOfHash } from '../../../src/domain/codes/code-hash.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { importDefaults } from '../../../src/services/directory/import/import-options.ts';
import { createOperatorServices } from '../../../src/services/operator-services.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { hashOf } from '../../support/hash-of.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { noConnectors } from '../../support/scripted-source.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
let shown: string[];
beforeEach(async () => {
  test = await openTestServices();
  shown = [];
  await test.services.verifyDomain(test.organization.id, 'acme.test');
  const domain = await test.store.read.domains.find(test.organization.id, 'acme.test');
  test.txt = { kind: 'records', values: [domain?.verificationToken ?? ''] };
  await test.services.verifyDomain(test.organization.id, 'acme.test');
});
afterEach(() => test.close());

/** The same store, as another user of the system. */
function as(operator: string, store = test.store) {
  return createOperatorServices({
    store,
    keys: test.keys,
    clock: { now: () => test.now },
    random: systemRandom,
    operator,
    lookUpTxt: async () => test.txt,
    openImportStaging,
    openSyncStaging,
    connectors: noConnectors,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
  });
}

const issue = (operator: string, change: object = {}) =>
  as(operator).issueByOperator(test.organization.id, {
    login: 'ada@acme.test',
    reason: 'lost phone',
    isBreakGlass: false,
    verification: { methods: ['video'], evidence: 'badge 4711', ticket: null },
    show: async (code) => {
      shown.push(code.reveal());
    },
    ...change,
  });
const confirm = (operator: string) =>
  as(operator).confirmByOperator(test.organization.id, 'ada@acme.test', 'I called her');
/** Another owner. */
async function addBen(): Promise<DirectoryUser> {
  const fields = { email: 'ben@acme.test', name: 'Ben', role: 'owner', status: 'confirmed' };
  await test.services.importDirectory(test.organization.id, [{ line: 2, fields }]);
  const ben = await test.store.read.directory.findUserByLogin(test.organization.id, fields.email);
  return ben ?? expect.unreachable('Ben was not imported');
}
const findLive = () => test.store.read.codes.findLive(test.organization.id, test.owner.id);
const eventsOf = async (action: string) =>
  (await test.services.listAudit(test.organization.id, { limit: 1000 })).filter(
    (event) => event.action === action,
  );
/** Those about a code: that the domain was verified before, the owner learns too. */
async function countNotices(): Promise<Record<string, number>> {
  const rows = test.raw
    .prepare("SELECT content FROM notices WHERE content NOT LIKE '%domain.verified%'")
    .all();
  const kinds = rows.map(({ content }) => String(JSON.parse(String(content)).kind));
  return Object.fromEntries(
    [...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  );
}

describe('N22: where the tier needs a verified caller, the operator says how', () => {
  const verified = (methods: string[], evidence = 'saw the badge', ticket: string | null = null) =>
    issue('jane', { isBreakGlass: true, verification: { methods, evidence, ticket } });

  it.each([
    ['no way', [], ''],
    ['no evidence', ['video'], ' '],
    ['a way that there isn’t', ['device'], 'x'],
    ['a way that the policy doesn’t have', ['other'], 'x'],
  ])('%s is refused, break-glass or not, and logged', async (_, methods, evidence) => {
    expect(await verified(methods, evidence)).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'operator_unverified' }],
    });
    expect(await findLive()).toBeNull();
    expect(await eventsOf('request.refused')).toMatchObject([{ reason: 'operator_unverified' }]);
  });

  it('N6 N21: ways, evidence and ticket are in the history of the code, without any code', async () => {
    const done = await verified(['video', 'in_person'], 'badge, and K7QX-3MNP-9RTV-2WXY', 'INC-1');
    expect(done.kind).toBe('issued');
    const [event] = await eventsOf('code.generated');
    expect(event?.details).toMatchObject({ verified: 'video in_person', ticket: 'INC-1' });
    expect(event?.details.evidence).toContain('badge, and ');
    expect(event?.details.evidence).not.toContain('9RTV');
  });

  it('a ticket is written as the policy says, and a call back needs a number', async () => {
    expect(await verified(['video'], 'x', 'two words')).toMatchObject({
      refusals: [{ code: 'ticket_pattern' }],
    });
    expect(await verified(['callback'])).toMatchObject({ refusals: [{ code: 'callback_impossible' }] });
  });

  it('nothing is asked where the tier needs nothing', async () => {
    const { tiers } = defaultPolicy;
    await test.services.setPolicy(test.organization.id, {
      tiers: {
        ...tiers,
        privileged: { ...tiers.privileged, verificationsRequired: 0, approvalsRequired: 0 },
      },
    });
    expect(await verified([], '')).toMatchObject({ kind: 'issued' });
  });
});

describe('N11: a code from the command line takes two operators', () => {
  it('one confirms, the other issues, once', async () => {
    expect(await issue('jane')).toMatchObject({ kind: 'needs_confirmation', operator: 'jane' });
    expect(shown).toEqual([]);
    expect(await confirm('joe')).toMatchObject({ kind: 'confirmed' });
    expect(await issue('jane')).toMatchObject({
      kind: 'issued',
      record: { state: 'active', issuedBy: null },
    });
    expect(shown).toEqual([expect.stringMatching(/^\w{4}(-\w{4}){3}$/)]);
    expect(await findLive()).toMatchObject({ state: 'active' });
    expect(await issue('jane')).toMatchObject({ kind: 'needs_confirmation' });
    expect(shown).toHaveLength(1);
  });

  it('never one and the same', async () => {
    await confirm('jane');
    expect(await issue('jane')).toMatchObject({ kind: 'needs_confirmation' });
    await confirm('joe');
    expect(await issue('joe')).toMatchObject({ kind: 'issued' });
  });

  it('a confirmation ends after a quarter of an hour', async () => {
    await confirm('joe');
    test.now += 15 * 60_000;
    expect(await issue('jane')).toMatchObject({ kind: 'needs_confirmation' });
  });

  it('and holds until then, which is said', async () => {
    const until = test.now + 15 * 60_000;
    expect(await confirm('joe')).toEqual({ kind: 'confirmed', target: test.owner, until });
    test.now = until - 1;
    expect(await issue('jane')).toMatchObject({ kind: 'issued' });
  });

  it('a code that an admin generates meanwhile uses up no confirmation', async () => {
    await confirm('joe');
    await test.store.transact(test.organization.id, (tx) =>
      tx.audit.append({
        id: systemRandom.id('event'),
        organizationId: test.organization.id,
        at: new Date(test.now).toISOString(),
        action: 'code.generated',
        outcome: 'allowed',
        actor: { kind: 'user', id: 'usr_admin' },
        target: test.owner.id,
        reason: null,
        source: 'slack:T1/C1',
        details: {},
      }),
    );
    expect(await issue('jane')).toMatchObject({ kind: 'issued' });
  });

  it('and is of one person only', async () => {
    await addBen();
    await confirm('joe');
    expect(await issue('jane', { login: 'ben@acme.test' })).toMatchObject({ kind: 'needs_confirmation' });
  });

  it('N14, N19: it is in the history with both names, and told to the person and the owners', async () => {
    await confirm('joe');
    await issue('jane');
    const [generated] = await eventsOf('code.generated');
    expect(generated).toMatchObject({
      actor: { kind: 'operator', id: 'jane' },
      target: test.owner.id,
      reason: 'lost phone',
      details: { confirmedBy: 'joe', isBreakGlass: false },
    });
    expect(await countNotices()).toEqual({ target_code_issued: 1, security_code_issued: 1 });
    expect((await test.services.verifyAudit(test.organization.id)).kind).toBe('sound');
  });
});

describe('break glass', () => {
  it('N14: takes one operator, and says so for ever', async () => {
    expect(await issue('jane', { isBreakGlass: true })).toMatchObject({ kind: 'issued' });
    const [generated] = await eventsOf('code.generated');
    expect(generated).toMatchObject({ details: { isBreakGlass: true, confirmedBy: null } });
    expect(await countNotices()).toEqual({ target_code_issued: 1, security_code_issued: 1 });
  });
});

describe('N12: the person has to be as eligible as ever', () => {
  const change = (fields: object) =>
    test.services.importDirectory(test.organization.id, [
      { line: 2, fields: { email: 'ben@acme.test', name: 'Ben', role: 'owner', status: 'confirmed' } },
      {
        line: 3,
        fields: { email: 'ada@acme.test', name: 'Ada', role: 'owner', status: 'confirmed', ...fields },
      },
    ]);

  it.each([
    ['suspended', { status: 'suspended' }, 'target_suspended'],
    ['known by a mobile number', { mobile: '+442079460018', primary: 'mobile' }, 'target_mobile_primary'],
  ])('%s', async (_what, fields, code) => {
    await change(fields);
    for (const result of [await confirm('joe'), await issue('jane', { isBreakGlass: true })])
      expect(result).toMatchObject({ kind: 'refused', refusals: [{ code }] });
    expect(shown).toEqual([]);
    expect(await findLive()).toBeNull();
    expect(await eventsOf('request.refused')).toHaveLength(1);
  });

  it('known by a mobile number alone', async () => {
    const { owner, organization, store } = test;
    await store.transact(organization.id, (tx) =>
      tx.directory.update({ ...owner, email: null, mobile: '+442079460018', primary: 'mobile' }),
    );
    expect(await issue('jane', { login: '+442079460018', isBreakGlass: true })).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'target_mobile_primary' }],
    });
  });

  it('N14: and every reason is in the history', async () => {
    await test.services.unverifyDomain(test.organization.id, 'acme.test');
    await test.store.transact(test.organization.id, (tx) =>
      tx.directory.update({ ...test.owner, status: 'suspended' }),
    );
    await issue('jane', { isBreakGlass: true });
    expect(await eventsOf('request.refused')).toMatchObject([
      {
        outcome: 'refused',
        actor: { kind: 'operator', id: 'jane' },
        target: test.owner.id,
        reason: 'target_suspended, target_domain_unverified',
      },
    ]);
  });

  it('N6: and the same whom the login named a moment before', async () => {
    const ben = await addBen();
    const findUserByLogin = async () => ben;
    const { store } = test;
    const directory = { ...store.read.directory, findUserByLogin };
    const stale = { ...store, read: { ...store.read, directory } };
    const show = () => expect.unreachable('a code was shown');
    const verification = { methods: [], evidence: '', ticket: null };
    const input = { login: 'ada@acme.test', reason: 'lost phone', isBreakGlass: true, verification, show };
    expect(await as('jane', stale).issueByOperator(test.organization.id, input)).toEqual({
      kind: 'unknown_user',
    });
    // Nor do they vanish in between.
    const none = { login: 'eve@acme.test', reason: 'lost phone', isBreakGlass: true, verification, show };
    expect(await as('jane', stale).issueByOperator(test.organization.id, none)).toEqual({
      kind: 'unknown_user',
    });
  });

  it('on a domain that is no longer verified', async () => {
    await confirm('joe');
    await test.services.unverifyDomain(test.organization.id, 'acme.test');
    expect(await issue('jane')).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'target_domain_unverified' }],
    });
  });

  it('and under the limit of codes a day', async () => {
    await test.services.setPolicy(test.organization.id, { requestsPerTargetPerDay: 1 });
    expect(await issue('jane', { isBreakGlass: true })).toMatchObject({ kind: 'issued' });
    expect(await issue('jane', { isBreakGlass: true })).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'target_rate_limited' }],
    });
    test.now += 24 * 3_600_000;
    expect(await issue('jane', { isBreakGlass: true })).toMatchObject({ kind: 'issued' });
  });

  it('which counts those of a day alone', async () => {
    await test.services.setPolicy(test.organization.id, { requestsPerTargetPerDay: 2 });
    await issue('jane', { isBreakGlass: true });
    test.now += 24 * 3_600_000;
    for (const kind of ['issued', 'issued', 'refused'])
      expect(await issue('jane', { isBreakGlass: true })).toMatchObject({ kind });
  });

  it('nobody is nobody', async () => {
    expect(await issue('jane', { login: 'eve@acme.test' })).toEqual({ kind: 'unknown_user' });
    expect(await as('joe').confirmByOperator(test.organization.id, 'eve', 'x')).toEqual({
      kind: 'unknown_user',
    });
  });
});

describe('a code that was shown', () => {
  it('N5: is the one that is stored, for as long as the policy says', async () => {
    await test.services.setPolicy(test.organization.id, { codeLifetimeMinutes: 25 });
    const { organization, owner, keys } = test;
    const expiresAt = test.now + 25 * 60_000;
    let facts: unknown;
    const result = await issue('jane', {
      isBreakGlass: true,
      show: async (code: Secret, about: unknown) => {
        shown.push(code.reveal());
        facts = about;
      },
    });
    expect(facts).toEqual({ target: owner, startsAt: null, expiresAt, vendor: null });
    if (result.kind !== 'issued') return expect.unreachable(result.kind);
    const { record } = result;
    expect(record).toMatchObject({
      createdAt: test.now,
      expiresAt,
      requestId: expect.stringMatching(/^req_/),
    });
    const symbols = new Secret((shown[0] ?? '').replaceAll('-', ''));
    const context = {
      organizationId: organization.id,
      userId: owner.id,
      codeId: record.id,
      startsAt: null,
      expiresAt,
    };
    expect(await isCodeOfHash(symbols, context, hashOf(record), keys)).toBe(true);
  });

  it('N3: does not work if another has taken its place meanwhile', async () => {
    const show = async () => {
      expect(await issue('joe', { isBreakGlass: true })).toMatchObject({ kind: 'issued' });
    };
    expect(await issue('jane', { isBreakGlass: true, show })).toEqual({
      kind: 'not_activated',
      target: test.owner,
    });
    expect(await eventsOf('code.delivered')).toMatchObject([{ actor: { id: 'joe' } }]);
    expect(await countNotices()).toEqual({ target_code_issued: 1, security_code_issued: 1 });
  });
});

describe('a code that could not be shown', () => {
  it('does not work', async () => {
    const broken = new Error('the terminal went away');
    const show = () => Promise.reject(broken);
    await expect(issue('jane', { isBreakGlass: true, show })).rejects.toThrow(broken);
    expect(await findLive()).toMatchObject({ state: 'undelivered' });
  });

  it('replaces one that worked before, in the history', async () => {
    await issue('jane', { isBreakGlass: true });
    const first = await findLive();
    await issue('jane', { isBreakGlass: true });
    expect((await findLive())?.id).not.toBe(first?.id);
    expect(await eventsOf('code.superseded')).toMatchObject([{ actor: { id: 'jane' } }]);
  });
});

describe('owners for whom nobody in Slack could issue a code', () => {
  const people = (...roles: string[]) =>
    test.services.importDirectory(
      test.organization.id,
      roles.map((role, index) => ({
        line: index + 2,
        fields: { email: `p${index}@acme.test`, name: `P ${index}`, role, status: 'confirmed' },
      })),
    );
  const names = async () =>
    (await test.services.findUnhelpedOwners(test.organization.id)).map(({ displayName }) => displayName);

  it.each([
    ['a sole owner', [], ['Ada']],
    ['one owner and one admin', ['admin'], ['Ada']],
    ['two owners, as the second person is missing', ['owner', 'admin'], ['Ada', 'P 0']],
    ['three owners', ['owner', 'owner'], []],
  ])('%s', async (_what, roles, unhelped) => {
    if (roles.length > 0) await people(...roles);
    expect((await names()).sort()).toEqual(unhelped);
  });

  it('two owners where the policy asks for no second person', async () => {
    await people('owner');
    await test.services.setPolicy(test.organization.id, { privilegedRoles: [] });
    expect(await names()).toEqual([]);
  });

  it('all of them, on a domain that is not verified', async () => {
    await people('owner', 'owner');
    await test.services.unverifyDomain(test.organization.id, 'acme.test');
    expect(await names()).toHaveLength(3);
  });

  it('an import never leaves no owner on a verified domain', async () => {
    const fields = { name: 'Ada', role: 'owner', status: 'confirmed' };
    const logins = { email: 'ada@new.example', alias: 'ada@acme.test' };
    const move = () =>
      test.services.importDirectory(test.organization.id, [{ line: 2, fields: { ...fields, ...logins } }], {
        ...importDefaults,
        allowsAdminEmailChange: true,
      });
    expect(await move()).toEqual({ kind: 'no_owner_on_verified_domain' });
    await people('owner');
    expect(await move()).toMatchObject({ kind: 'imported', changed: 1 });
  });
});
