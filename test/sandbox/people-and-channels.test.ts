import { afterEach, describe, expect, test } from 'vitest';
import { buildWorkspace } from '../../src/sandbox/sandbox.ts';
import { Cleanup, manifest, sandboxFor, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

describe('S6 sandbox: the standing of an account is told as Slack tells it', () => {
  test.each([
    ['UGINA', { is_restricted: true, is_ultra_restricted: false }],
    ['USIGI', { is_restricted: true, is_ultra_restricted: true }],
    ['UPENDING', { is_invited_user: true }],
    ['UBUILDER', { is_bot: true }],
    ['UDAN', { deleted: true }],
    ['UEVAN', { is_email_confirmed: false }],
    ['UESTELLE', { is_stranger: true, team_id: 'TPARTNER' }],
    ['USASHA', { is_stranger: false, team_id: 'TPARTNER' }],
    ['UOLIVIA', { is_owner: true, is_admin: true }],
    [
      'ULENA',
      { deleted: false, is_bot: false, is_restricted: false, is_email_confirmed: true, team_id: 'TACME' },
    ],
  ])('%s', async (user, flags) => {
    const sandbox = await sandboxFor(cleanup);
    const answer = await webClient(sandbox).users.info({ user });
    expect(answer.user).toMatchObject({ id: user, ...flags });
  });
});

test('S6 sandbox: another team of the same enterprise is no stranger', async () => {
  const workspace = buildWorkspace()
    .team('TWEST', { name: 'West', enterpriseId: 'EORG', enterpriseName: 'Org' })
    .person('UWES', { realName: 'Wes Western' })
    .team('TEAST', { name: 'East', enterpriseId: 'EORG', enterpriseName: 'Org' })
    .person('UEVA', { realName: 'Eva Eastern' })
    .team('TFAR', { name: 'Far' })
    .person('UFAY', { realName: 'Fay Far' })
    .build();
  const sandbox = await sandboxFor(cleanup, {
    workspace,
    apps: [{ manifest: manifest(), teams: ['TWEST', 'TEAST'] }],
  });
  const client = webClient(sandbox, sandbox.app().botTokenIn('TWEST'));
  const { user } = await client.users.info({ user: 'UEVA' });
  expect(user).toMatchObject({
    team_id: 'TEAST',
    is_stranger: false,
    enterprise_user: { enterprise_id: 'EORG' },
  });
  await expect(client.users.info({ user: 'UFAY' })).rejects.toThrow('user_not_found');
  const east = await webClient(sandbox, sandbox.app().botTokenIn('TEAST')).auth.test();
  expect(east).toMatchObject({ team_id: 'TEAST', enterprise_id: 'EORG' });
});

test('S7 sandbox: shared and pending channels say so', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  const { channel: shared } = await client.conversations.info({ channel: 'CPARTNERS' });
  expect(shared).toMatchObject({ is_ext_shared: true, is_pending_ext_shared: false });
  const { channel: pending } = await client.conversations.info({ channel: 'CPENDING' });
  expect(pending).toMatchObject({ is_ext_shared: false, is_pending_ext_shared: true });
});

test('a private channel does not exist for a bot that is not in it', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  await expect(client.conversations.info({ channel: 'CBOARD' })).rejects.toThrow('channel_not_found');
  await expect(client.conversations.history({ channel: 'CRANDOM' })).rejects.toThrow('not_in_channel');
  sandbox.inviteApp('#board');
  await expect(client.conversations.info({ channel: 'CBOARD' })).resolves.toMatchObject({ ok: true });
});

test('lists come in pages that the client walks through', async () => {
  const sandbox = await sandboxFor(cleanup);
  const ids: string[] = [];
  for await (const page of webClient(sandbox).paginate('users.list', { limit: 5 })) {
    for (const member of (page as { members?: { id: string }[] }).members ?? []) ids.push(member.id);
  }
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toContain('ULENA');
  expect(ids).toContain('UDAN');
});

test('people are found by address without regard to case, unless they are gone', async () => {
  const client = webClient(await sandboxFor(cleanup));
  const { user } = await client.users.lookupByEmail({ email: 'LENA@acme.test' });
  expect(user?.id).toBe('ULENA');
  await expect(client.users.lookupByEmail({ email: 'dan@acme.test' })).rejects.toThrow('users_not_found');
});

test('a direct message is opened once and is the same ever after', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  const first = await client.conversations.open({ users: 'ULENA' });
  const again = await client.conversations.open({ users: 'ULENA' });
  expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
  expect(sandbox.actAs('lena').directChannel()).toBe(first.channel?.id);
  const { members } = await client.conversations.members({ channel: first.channel?.id ?? '' });
  expect(members).toEqual(['ULENA', sandbox.app().botUserId]);
  const { channels } = await client.conversations.list({ types: 'im,private_channel' });
  expect(channels?.map((channel) => channel.id)).toEqual(['CSECRET', first.channel?.id]);
  expect((await client.team.info()).team).toMatchObject({ id: 'TACME', name: 'Acme' });
});
