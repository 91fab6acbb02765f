import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { SourceAccess } from '../../../src/ports/directory/source.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { startVendorFake } from '../../../src/sandbox/vendors/vendor-fake.ts';
import { buildWorkspace } from '../../../src/sandbox/workspace.ts';
import { readMember } from '../../../src/slack/api/slack-user.ts';
import { createSlackConnector } from '../../../src/sources/slack/slack-connector.ts';
import { manifestOf } from '../../support/start-world.ts';
import { describeSourceFaults } from '../describe-source-faults.ts';
import { idsOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

const TOKEN = 'xoxb-4711-very-secret';

function connect(apiUrl: string, botToken: string, access: Partial<SourceAccess> = {}) {
  const { world, waits } = testWorld({
    allowLoopback: false,
    slack: { apiUrl, botToken: new Secret(botToken), readMember },
  });
  const connector = createSlackConnector(world);
  const connection = connector.open({
    settings: { workspace: 'TACME' },
    secret: null,
    slackTenantIds: ['TACME'],
    ...access,
  });
  return { connector, connection, waits };
}

describe('faults while the list of members is read', () => {
  const ids = ['U01', 'U02', 'U03', 'U04', 'U05'];

  describeSourceFaults(async () => {
    const fake = await startVendorFake((routes) => {
      routes.get('/auth.test', (_request, response) => void response.json({ ok: true, team_id: 'TACME' }));
      routes.get('/users.list', (request, response) => {
        const start = Number(request.query.cursor ?? 0);
        const members = ids.slice(start, start + 2).map((id) => ({
          id,
          team_id: 'TACME',
          real_name: `Person ${id}`,
          is_email_confirmed: true,
          profile: { email: `${id.toLowerCase()}@corp.example` },
        }));
        const next_cursor = start + 2 < ids.length ? String(start + 2) : '';
        response.json({ ok: true, members, response_metadata: { next_cursor } });
      });
    });
    const { connection, waits } = connect(`${fake.origin}/`, TOKEN);
    return {
      fake,
      connection,
      waits,
      listPath: '/users.list',
      ids,
      confidential: [TOKEN, 'corp.example', 'Person'],
      revokeTokens: null,
      refusedAs: 'bot_token_refused',
    };
  });
});

describe('the members of the sandbox’s workspace', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ apps: [{ manifest: await manifestOf('socket'), mode: 'socket' }] });
  });
  afterEach(() => sandbox.stop());

  const open = (access: Partial<SourceAccess> = {}, token = sandbox.app().botToken) =>
    connect(sandbox.apiUrl, token, access);

  it('everyone is read, with their role in Slack; who is no user is left out, with the reason', async () => {
    const { people, cursor } = await readWhole(open().connection.readAll(never));
    const seen = Object.fromEntries(
      people.map((one) => [one.externalId, one.leftOut ?? `${one.status} ${one.attributes.slackRole}`]),
    );
    expect(seen).toMatchObject({
      UOLIVIA: 'confirmed owner',
      UADAM: 'confirmed admin',
      UMIA: 'confirmed member',
      UPENDING: 'invited member',
      UDAN: 'deactivated member',
      UGINA: 'guest',
      USIGI: 'guest',
      UESTELLE: 'external',
      USASHA: 'external',
      UBUILDER: 'bot',
      USLACKBOT: 'bot',
      UEVAN: 'email_unconfirmed',
      [sandbox.app().botUserId]: 'bot',
    });
    expect(people.find(({ externalId }) => externalId === 'UOLIVIA')).toMatchObject({
      displayName: 'Olivia Owner',
      email: 'olivia@acme.test',
    });
    expect(cursor).toBeNull();
  });

  it('the primary owner is an owner', async () => {
    await sandbox.changePerson('UMIA', { isPrimaryOwner: true });
    const { people } = await readWhole(open().connection.readAll(never));
    expect(people.find(({ externalId }) => externalId === 'UMIA')?.attributes).toEqual({
      slackRole: 'owner',
    });
  });

  it('a large workspace comes in pages of 200', async () => {
    const large = buildWorkspace().team('TACME', { name: 'Acme' });
    for (let i = 0; i < 450; i += 1)
      large.person(`U${String(i).padStart(4, '0')}`, { realName: `Person ${i}`, email: `p${i}@acme.test` });
    await sandbox.stop();
    const app = { manifest: await manifestOf('socket'), mode: 'socket', teams: ['TACME'] } as const;
    sandbox = await startSandbox({ apps: [app], workspace: large.build() });
    const whole = await readWhole(open().connection.readAll(never));
    expect(new Set(idsOf(whole)).size).toBe(452);
    expect(sandbox.apiCalls({ method: 'users.list' }).map(({ args }) => args.limit)).toEqual(
      Array(3).fill('200'),
    );
  });

  it('S8: waits as long as Slack says on a 429, and reads on', async () => {
    sandbox.faults.inject({ match: { method: 'users.list' }, kind: 'ratelimit', retryAfterS: 30 });
    const { connection, waits } = open();
    expect((await readWhole(connection.readAll(never))).people.length).toBeGreaterThan(15);
    expect(waits).toEqual([30_500]);
  });

  it.each([
    ['token_revoked', 'bot_token_refused', 1],
    ['account_inactive', 'bot_token_refused', 1],
    ['invalid_auth', 'bot_token_refused', 1],
    ['missing_scope', 'not_permitted', 1],
    ['invalid_cursor', 'unexpected_answer', 1],
    ['limit_required', 'unexpected_answer', 1],
    ['ratelimited', 'throttled', 6],
    ['internal_error', 'unreachable', 6],
    ['team_added_to_org', 'unreachable', 6],
  ])('%s is %s, after %i calls', async (error, problem, calls) => {
    sandbox.faults.inject({ match: { method: 'users.list' }, kind: 'error', error, times: 99 });
    expect(await problemOf(readWhole(open().connection.readAll(never)))).toBe(problem);
    expect(sandbox.apiCalls({ method: 'users.list' })).toHaveLength(calls);
  });

  it('a token that Slack doesn’t know, and none at all', async () => {
    const { connection } = open({}, 'xoxb-unknown-token');
    expect(await problemOf(connection.test(never))).toBe('bot_token_refused');
    const without = createSlackConnector(testWorld({ slack: null }).world);
    const access = { settings: { workspace: 'TACME' }, secret: null, slackTenantIds: ['TACME'] };
    expect(await problemOf(without.open(access).test(never))).toBe('bot_token_missing');
    expect(await problemOf(readWhole(without.open(access).readAll(never)))).toBe('bot_token_missing');
  });

  it('adding it finds out whose workspace it is, and counts the people', async () => {
    const { connection } = open({ settings: {} });
    const tested = await connection.test(never);
    expect(tested).toMatchObject({
      settings: { workspace: 'TACME' },
      slackWorkspace: { teamId: 'TACME', enterpriseId: null },
    });
    expect(tested.people).toBeGreaterThan(5);
  });

  it.each<[string, Partial<SourceAccess>]>([
    ['another workspace than the source’s', { settings: { workspace: 'TOTHER' } }],
    ['a workspace that isn’t the organization’s', { slackTenantIds: ['TOTHER'] }],
    ['a workspace that has left its enterprise', { settings: { workspace: 'TACME', enterprise: 'EACME' } }],
    ['a workspace, of a source that names none', { settings: {} }],
    ['a workspace, of an organization that nothing is known of', { slackTenantIds: [] }],
  ])('the bot token is of %s: nothing is read', async (_, access) => {
    expect(await problemOf(readWhole(open(access).connection.readAll(never)))).toBe('wrong_workspace');
    expect(sandbox.apiCalls({ method: 'users.list' })).toEqual([]);
  });

  it('only the instance with the token of its workspace starts a run', async () => {
    const { connector } = open();
    expect(await connector.isReadElsewhere?.({ workspace: 'TACME' }, never)).toBe(false);
    expect(await connector.isReadElsewhere?.({ workspace: 'TOTHER' }, never)).toBe(true);
    sandbox.faults.inject({ match: { method: 'auth.test' }, kind: 'error', error: 'token_revoked' });
    expect(await connector.isReadElsewhere?.({ workspace: 'TACME' }, never)).toBe(false);
    const without = createSlackConnector(testWorld({ slack: null }).world);
    expect(await without.isReadElsewhere?.({ workspace: 'TACME' }, never)).toBe(true);
  });

  it('settings that can’t be ids are refused before anything is sent', () => {
    const { connector } = open();
    expect(connector.checkSettings({})).toEqual([]);
    expect(connector.checkSettings({ workspace: 'EACME' })).toEqual([
      { name: 'workspace', problem: 'malformed' },
    ]);
    expect(connector.checkSettings({ url: 'http://127.0.0.1' })).toContainEqual({
      name: 'url',
      problem: 'unknown',
    });
  });
});

describe('a workspace that hides addresses', () => {
  it('without the scope users:read.email the reading fails, and names the scope', async () => {
    const manifest = JSON.stringify(await manifestOf('socket')).replace(
      /,"users:read.email"|"users:read.email",/,
      '',
    );
    const sandbox = await startSandbox({ apps: [{ manifest: JSON.parse(manifest), mode: 'socket' }] });
    try {
      const { connection } = connect(sandbox.apiUrl, sandbox.app().botToken);
      const expected = { problem: 'not_permitted', detail: 'scope users:read.email' };
      await expect(connection.test(never)).rejects.toMatchObject(expected);
      await expect(readWhole(connection.readAll(never))).rejects.toMatchObject(expected);
    } finally {
      await sandbox.stop();
    }
  });

  it('with the scope and no address at all, the reading fails: everyone would be deactivated', async () => {
    const workspace = buildWorkspace()
      .team('TACME', { name: 'Acme' })
      .person('UADA', { realName: 'Ada', isOwner: true })
      .person('UBEN', { realName: 'Ben' });
    const app = { manifest: await manifestOf('socket'), mode: 'socket', teams: ['TACME'] } as const;
    const sandbox = await startSandbox({ apps: [app], workspace: workspace.build() });
    try {
      const { connection } = connect(sandbox.apiUrl, sandbox.app().botToken);
      expect(await problemOf(connection.test(never))).toBe('not_permitted');
      expect(await problemOf(readWhole(connection.readAll(never)))).toBe('not_permitted');
    } finally {
      await sandbox.stop();
    }
  });
});

describe('answers that are no list of members', () => {
  it.each([
    ['a member without an id', { ok: true, members: [{ team_id: 'TACME' }] }],
    ['a flag that is no flag', { ok: true, members: [{ id: 'U1', team_id: 'TACME', is_restricted: 'yes' }] }],
    ['no list', { ok: true, members: null }],
    ['no verdict', { members: [] }],
  ])('%s ends the reading', async (_, body) => {
    const fake = await startVendorFake((routes) => {
      routes.get('/auth.test', (_request, response) => void response.json({ ok: true, team_id: 'TACME' }));
      routes.get('/users.list', (_request, response) => void response.json(body));
    });
    try {
      const { connection } = connect(`${fake.origin}/`, TOKEN);
      expect(await problemOf(readWhole(connection.readAll(never)))).toBe('unexpected_answer');
    } finally {
      await fake.stop();
    }
  });
});
