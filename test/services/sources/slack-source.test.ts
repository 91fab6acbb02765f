import { afterEach, describe, expect, it } from 'vitest';
import { buildWorkspace, type WorkspaceBuilder } from '../../../src/sandbox/workspace.ts';
import { createRunDue } from '../../../src/services/sources/run/run-due.ts';
import { createRunSync } from '../../../src/services/sources/run/run-sync.ts';
import { openSlackWorld, type SlackWorld, slackRule } from './open-slack-world.ts';
import { storeKinds } from './open-sync-world.ts';

/** Ada, who is also in the operator's list, and three others. */
function acme(more: (workspace: WorkspaceBuilder) => WorkspaceBuilder = (same) => same) {
  const workspace = buildWorkspace()
    .team('TACME', { name: 'Acme' })
    .person('UADA', { realName: 'Ada', email: 'ada@acme.test', isPrimaryOwner: true })
    .person('UBEN', { realName: 'Ben Boss', email: 'ben@acme.test', isAdmin: true })
    .person('UCLEO', { realName: 'Cleo Clerk', email: 'cleo@acme.test' })
    .person('UFRIDA', { realName: 'Frida Far', email: 'frida@elsewhere.test' });
  return more(workspace).build();
}

const rules = [slackRule('owner', 'admin'), slackRule('admin', 'admin')];

let world: SlackWorld;
afterEach(() => world.close());

describe.each(storeKinds)('Slack as a source, on %s', (kind) => {
  async function start(workspace = acme()): Promise<void> {
    world = await openSlackWorld(kind, workspace);
    expect(await world.add({ roleRules: rules })).toMatchObject({
      kind: 'added',
      source: { settings: { workspace: 'TACME' }, sealedSecret: null, roleRules: rules },
    });
    expect(await world.sync()).toMatchObject({ kind: 'done' });
  }

  it('its members come in with the role that the rules give them; the first workspace is connected', async () => {
    await start();
    expect(await world.people()).toEqual([
      'ada@acme.test owner confirmed',
      'ben@acme.test admin confirmed',
      'cleo@acme.test member confirmed',
      'frida@elsewhere.test member confirmed',
    ]);
    const organization = await world.store.read.organizations.findById(world.organizationId);
    expect(organization?.slackTenantIds).toEqual(['TACME']);
    // The owner is the operator's, until someone says that both are the same person.
    expect(await world.conflicts()).toEqual(['UADA login_of_another_source', 'UFRIDA unverified_domain']);
  });

  it('S6: they are linked by id; without a verified domain, an accepted invitation or a decision they are not', async () => {
    await start(
      acme((workspace) =>
        workspace.person('UIVAN', { realName: 'Ivan', email: 'ivan@acme.test', isInvitedUser: true }),
      ),
    );
    expect(await world.links()).toEqual(['UBEN ben@acme.test', 'UCLEO cleo@acme.test']);
    const page = { limit: 100 };
    const linked = (await world.services.listAudit(world.organizationId, page)).filter(
      ({ action }) => action === 'identity.linked',
    );
    expect(linked).toHaveLength(2);
    const found = await world.services.sources.listConflicts(world.organizationId, null, 10);
    const conflicts = found.kind === 'conflicts' ? found.conflicts : [];
    const ada = conflicts.find(({ conflict }) => conflict.externalId === 'UADA');
    if (ada === undefined) throw new Error('no conflict');
    await world.services.resolveConflict(world.organizationId, ada.conflict.id, 'link');
    expect(await world.links()).toContain('UADA ada@acme.test');
    expect(await world.user('ada@acme.test')).toMatchObject({ role: 'owner', status: 'confirmed' });
  });

  it('the same list again changes nothing', async () => {
    await start();
    const before = await world.people();
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { created: 0, updated: 0 } });
    expect(await world.people()).toEqual(before);
  });

  it('N18: a member who becomes a guest is deactivated, and comes back as a member', async () => {
    await start();
    await world.sandbox.changePerson('UCLEO', { isRestricted: true });
    const preview = await world.services.sources.previewSource(world.organizationId, 'Slack', {
      shownMax: 50,
      signal: new AbortController().signal,
    });
    const shown = preview.kind === 'planned' ? preview.shown : [];
    expect(shown).toContainEqual(
      expect.objectContaining({
        record: expect.objectContaining({ externalId: 'UCLEO', leftOut: 'guest' }),
        decision: expect.objectContaining({ kind: 'deactivate' }),
      }),
    );
    expect(shown).toContainEqual(
      expect.objectContaining({ decision: { kind: 'skip', reason: 'bot' }, isMissing: false }),
    );
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ status: 'deactivated' });
    await world.sandbox.changePerson('UCLEO', { isRestricted: false });
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ status: 'confirmed' });
  });

  it('a guest who becomes a member comes in then', async () => {
    await start(
      acme((workspace) =>
        workspace.person('UGINA', { realName: 'Gina', email: 'gina@acme.test', isRestricted: true }),
      ),
    );
    expect(await world.people()).not.toContain('gina@acme.test member confirmed');
    await world.sandbox.changePerson('UGINA', { isRestricted: false });
    await world.sync();
    expect(await world.people()).toContain('gina@acme.test member confirmed');
    expect(await world.links()).toContain('UGINA gina@acme.test');
  });

  it('a role in Slack that ends, ends here; someone deactivated in Slack is deactivated here', async () => {
    await start();
    await world.sandbox.changePerson('UBEN', { isAdmin: false });
    await world.sandbox.changePerson('UCLEO', { isDeleted: true });
    await world.sync();
    expect(await world.user('ben@acme.test')).toMatchObject({ role: 'member' });
    expect(await world.user('cleo@acme.test')).toMatchObject({ status: 'deactivated' });
  });

  it('a new name is taken over; a new address is not linked again by itself', async () => {
    await start();
    const { id } = await world.user('cleo@acme.test');
    await world.sandbox.changePerson('UCLEO', { realName: 'Cleo Chief' });
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ id, displayName: 'Cleo Chief' });
    expect(await world.resolve('UCLEO')).toMatchObject({ kind: 'resolved', user: { id } });
    await world.sandbox.changePerson('UCLEO', { email: 'cleo.chief@acme.test' });
    await world.sync();
    expect(await world.user('cleo.chief@acme.test')).toMatchObject({ id });
    expect(await world.resolve('UCLEO')).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'target_identity_conflict' }],
    });
  });

  it.each([
    ['token_revoked', 'bot_token_refused'],
    ['missing_scope', 'not_permitted'],
  ])('%s: the run fails, and no one is deactivated', async (error, problem) => {
    await start();
    const before = await world.people();
    world.sandbox.faults.inject({ match: { method: 'users.list' }, kind: 'error', error, times: 99 });
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem });
    expect(await world.people()).toEqual(before);
  });

  it('addresses that vanish from the list: the run fails, and no one is deactivated', async () => {
    await start();
    const before = await world.people();
    for (const id of ['UADA', 'UBEN', 'UCLEO', 'UFRIDA']) await world.sandbox.changePerson(id, { email: '' });
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem: 'not_permitted' });
    expect(await world.people()).toEqual(before);
  });

  it('S6: in an Enterprise Grid, people of both workspaces come in, linked under the enterprise', async () => {
    const enterprise = { enterpriseId: 'EACME', enterpriseName: 'Acme' };
    const workspace = buildWorkspace()
      .team('TSISTER', { name: 'Acme Sister', ...enterprise })
      .person('USUE', { realName: 'Sue', email: 'sue@acme.test', isAdmin: true })
      .team('TPARTNER', { name: 'Partner', enterpriseId: 'EOTHER', enterpriseName: 'Other' })
      .person('UPAT', { realName: 'Pat', email: 'pat@acme.test' })
      .team('TACME', { name: 'Acme', ...enterprise })
      .person('UBEN', { realName: 'Ben', email: 'ben@acme.test', isOwner: true })
      .channel('CSHARED', { name: 'shared', withApps: true, members: ['UBEN', 'UPAT'] });
    world = await openSlackWorld(kind, workspace.build());
    const settings = { workspace: 'TACME', enterprise: 'EACME' };
    expect(await world.add({ roleRules: rules })).toMatchObject({ kind: 'added', source: { settings } });
    expect(await world.sync()).toMatchObject({ kind: 'done' });
    expect(await world.people()).toEqual([
      'ada@acme.test owner confirmed',
      'ben@acme.test admin confirmed',
      'sue@acme.test admin confirmed',
    ]);
    expect(await world.links('EACME')).toEqual(['UBEN ben@acme.test', 'USUE sue@acme.test']);
    const grid = { teamId: 'TACME', enterpriseId: 'EACME' };
    expect(await world.resolve('USUE', grid)).toMatchObject({ kind: 'resolved' });
  });

  it('S13: an instance with the token of another workspace leaves the source alone; asked to, it reads nothing', async () => {
    const twoTeams = acme((workspace) =>
      workspace
        .team('TBETA', { name: 'Beta' })
        .person('UBBEN', { realName: 'Ben', email: 'ben@beta.test', isAdmin: true }),
    );
    world = await openSlackWorld(kind, twoTeams, ['TACME', 'TBETA']);
    await world.add({ roleRules: rules });
    await world.sync();
    const before = await world.people();
    const other = world.depsOf(world.sandbox.app().botTokenIn('TBETA'));
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const { signal } = new AbortController();
    world.now += 2 * 3_600_000;
    expect(await createRunDue({ ...other, log })(signal)).toBe(0);
    expect(await createRunDue({ ...world.depsOf(world.sandbox.app().botToken), log })(signal)).toBe(1);
    // No instance has read it for more than a day: the run fails, so that the owners get to know.
    world.now += 26 * 3_600_000;
    expect(await createRunDue({ ...other, log })(signal)).toBe(1);
    const [source] = await world.store.read.sources.list(world.organizationId);
    expect(source?.run).toMatchObject({ state: 'failed', problem: 'wrong_workspace' });
    expect(await world.people()).toEqual(before);
  });

  it('the workspace of another organization can’t be added, and a run over one that was moved reads nothing', async () => {
    world = await openSlackWorld(kind, acme());
    const other = await world.services.createOrganization({
      name: 'Beta',
      ownerName: 'Bo',
      ownerEmail: 'bo@beta.test',
      isDomainTrusted: true,
    });
    if (other.kind !== 'created') throw new Error(other.kind);
    await world.services.connectWorkspaceByOperator(other.organization.id, 'TACME');
    expect(await world.add()).toMatchObject({ kind: 'failed', problem: 'wrong_workspace' });
    expect(await world.store.read.sources.list(world.organizationId)).toEqual([]);
  });

  it('an owner is made only of someone who is named', async () => {
    world = await openSlackWorld(
      kind,
      acme((workspace) =>
        workspace
          .person('UOLGA', { realName: 'Olga', email: 'olga@acme.test', isOwner: true })
          .person('UOTTO', { realName: 'Otto', email: 'otto@acme.test', isOwner: true }),
      ),
    );
    expect(await world.add({ allowedOwners: ['nobody'] })).toEqual({ kind: 'bad_owner', login: 'nobody' });
    const added = await world.add({
      roleRules: [slackRule('owner', 'owner')],
      allowedOwners: ['Olga@Acme.test'],
    });
    expect(added).toMatchObject({ kind: 'added', source: { allowedOwners: ['olga@acme.test'] } });
    await world.sync();
    expect(await world.people()).toContain('olga@acme.test owner confirmed');
    expect(await world.people()).toContain('otto@acme.test member confirmed');
    expect(await world.conflicts()).toContain('UOTTO role_refused');
  });
});

describe.each(storeKinds)('an attacker who is an admin of the Slack workspace, on %s', (kind) => {
  const attack = { realName: 'Carla Chief', email: 'ceo@acme.test' };
  const issue = () =>
    world.services.issueByOperator(world.organizationId, {
      verification: { methods: ['video'], evidence: 'badge 4711', ticket: null },
      login: 'ceo@acme.test',
      reason: 'lost phone',
      isBreakGlass: true,
      show: async () => {},
    });

  async function start(): Promise<void> {
    world = await openSlackWorld(kind, acme());
    await world.add({ roleRules: rules });
    await world.sync();
  }

  it('invites ceo@acme.test, who is no user yet: an invited person, for whom no code is issued and no account is linked', async () => {
    await start();
    await world.sandbox.joinTeam({
      id: 'UCEO',
      teamId: 'TACME',
      handle: 'ceo',
      isInvitedUser: true,
      ...attack,
    });
    await world.sync();
    expect(await world.user('ceo@acme.test')).toMatchObject({ status: 'invited', role: 'member' });
    expect(await issue()).toMatchObject({ kind: 'refused' });
    expect((await world.resolve('UCEO')).kind).toBe('refused');
    expect(await world.links()).not.toContain('UCEO ceo@acme.test');
  });

  it('makes Slack call the address of someone who isn’t in the directory confirmed: a user without any role', async () => {
    await start();
    const ceo = { id: 'UCEO', teamId: 'TACME', handle: 'ceo', isEmailConfirmed: true, ...attack };
    await world.sandbox.joinTeam(ceo);
    await world.sync();
    expect(await world.user('ceo@acme.test')).toMatchObject({ status: 'confirmed', role: 'member' });
  });

  it('never confirms the address: the account is left out', async () => {
    await start();
    await world.sandbox.joinTeam({
      id: 'UCEO',
      teamId: 'TACME',
      handle: 'ceo',
      isEmailConfirmed: false,
      ...attack,
    });
    await world.sync();
    await expect(world.user('ceo@acme.test')).rejects.toThrow('no user');
  });

  it('gives an account an address that isn’t confirmed, and deactivates it: the address stays free for its owner', async () => {
    await start();
    await world.sandbox.changePerson('UCLEO', { email: 'ceo@acme.test', isEmailConfirmed: false });
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ status: 'deactivated' });
    await world.sandbox.changePerson('UCLEO', { isDeleted: true });
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ status: 'deactivated' });
    await expect(world.user('ceo@acme.test')).rejects.toThrow('no user');
  });

  it('invites the address of the owner, or gives it to an account of theirs: the owner stays as they are', async () => {
    await start();
    const before = await world.user('ada@acme.test');
    await world.sandbox.joinTeam({
      id: 'UEVE',
      teamId: 'TACME',
      handle: 'eve',
      realName: 'Ada',
      email: 'ADA@acme.test',
      isAdmin: true,
    });
    await world.sandbox.changePerson('UCLEO', { email: 'ben@acme.test' });
    const ben = await world.user('ben@acme.test');
    await world.sync();
    expect(await world.user('ada@acme.test')).toEqual(before);
    expect(await world.user('ben@acme.test')).toEqual(ben);
    expect(await world.user('cleo@acme.test')).toMatchObject({ role: 'member' });
    expect(await world.conflicts()).toEqual(
      expect.arrayContaining(['UEVE login_of_another_source', 'UCLEO login_of_another_person']),
    );
    expect(await world.links()).toEqual(['UBEN ben@acme.test', 'UCLEO cleo@acme.test']);
    expect((await world.resolve('UCLEO')).kind).toBe('refused');
  });

  it('makes an account of theirs an owner in Slack: here they get what the rules say, and never the role of an owner', async () => {
    await start();
    await world.sandbox.changePerson('UCLEO', { isOwner: true });
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ role: 'admin' });
    // Without rules the role in Slack means nothing here.
    await world.services.sources.setSource(
      world.organizationId,
      'Slack',
      { roleRules: [] },
      new AbortController().signal,
    );
    await world.sync();
    expect(await world.user('cleo@acme.test')).toMatchObject({ role: 'member' });
  });

  it('changes the address of an admin’s account: it waits for a person', async () => {
    await start();
    await world.sandbox.changePerson('UBEN', { email: 'eve@acme.test' });
    await world.sync();
    expect(await world.user('ben@acme.test')).toMatchObject({ role: 'admin' });
    expect(await world.conflicts()).toContain('UBEN admin_login');
  });
});

describe.each(storeKinds)('a list that ends in the middle, on %s', (kind) => {
  it('is never used: no one is added, and no one is deactivated', async () => {
    const large = acme((workspace) => {
      for (let i = 0; i < 450; i += 1)
        workspace.person(`UX${String(i).padStart(4, '0')}`, { realName: `P ${i}`, email: `p${i}@acme.test` });
      return workspace;
    });
    world = await openSlackWorld(kind, large);
    await world.add();
    const [source] = await world.store.read.sources.list(world.organizationId);
    if (source === undefined) throw new Error('no source');
    const deps = world.depsOf(world.sandbox.app().botToken);
    let pages = 0;
    const result = await createRunSync(deps)(world.organizationId, source.id, {
      isFull: true,
      signal: new AbortController().signal,
      onAbort: 'cancel',
      onProgress: ({ step }) => {
        if (step !== 'read') return;
        pages += 1;
        if (pages === 2)
          world.sandbox.faults.inject({
            match: { method: 'users.list' },
            kind: 'error',
            error: 'invalid_cursor',
          });
      },
    });
    expect(pages).toBe(2);
    expect(result).toMatchObject({ kind: 'failed', problem: 'unexpected_answer' });
    expect(await world.people()).toEqual(['ada@acme.test owner confirmed']);
  });
});
