import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelProbe } from '../../src/domain/notices/security-channel.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { probeChannel } from '../../src/slack/api/probe-channel.ts';
import { manifestOf } from '../support/start-world.ts';
import { openInitializedCli, START, type TestCli } from './open-test-cli.ts';

const probeSlack = async () =>
  ({
    kind: 'ok',
    teamName: 'Acme',
    teamId: 'T012345',
    enterpriseId: null,
    scopes: ['commands'],
    dateHeaderMs: START,
    roundTripMs: 0,
  }) as const;

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli('--trust-domain');
  cli.env = { SLACK_BOT_TOKEN: 'xoxb-1-made-up', SLACK_APP_TOKEN: 'xapp-1-made-up' };
  const connected = await cli.run(['workspace', 'connect', 'T012345'], { probeSlack });
  if (connected.code !== 0) throw new Error(connected.err);
});
afterEach(() => cli.close());

const fit: Extract<ChannelProbe, { kind: 'found' }> = {
  kind: 'found',
  slackTenantId: 'T012345',
  name: 'security',
  isMember: true,
  isArchived: false,
  isPrivate: true,
  isShared: false,
};
const finding = (probe: ChannelProbe) => ({ probeChannel: async () => probe });
const set = (probe: ChannelProbe, ...more: string[]) =>
  cli.run(['policy', 'set', 'securityChannelId=C777', ...more], finding(probe));
const shown = async () => JSON.parse((await cli.run(['policy', 'show', '--json'])).out).securityChannelId;

describe('policy set securityChannelId', () => {
  it('N19: takes a channel in which alarms arrive', async () => {
    expect(await set(fit)).toMatchObject({ code: 0, err: '' });
    expect(await shown()).toBe('C777');
  });

  it.each<[string, ChannelProbe, string]>([
    ['that Slack does not know', { kind: 'failed', error: 'channel_not_found' }, 'Check the channel’s id'],
    ['that Slack cannot be asked about', { kind: 'failed', error: 'invalid_auth' }, 'SLACK_BOT_TOKEN'],
    ['without the bot', { ...fit, isMember: false }, '/invite'],
    ['that is archived', { ...fit, isArchived: true }, 'archived'],
    ['that outsiders read', { ...fit, isShared: true }, 'another organization'],
    ['of another workspace', { ...fit, slackTenantId: 'T999' }, 'T999'],
  ])('N19: refuses one %s, with the remedy, and changes nothing', async (_name, probe, part) => {
    const { code, err } = await set(probe, 'hideAfterSeconds=60');
    expect(code).toBe(1);
    expect(err).toContain(part);
    expect(await shown()).toBeNull();
    expect((await set(probe, '--unchecked')).code).toBe(0);
    expect(await shown()).toBe('C777');
  });

  it('N19: warns of a public one', async () => {
    const { code, err } = await set({ ...fit, isPrivate: false });
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('The channel is public') });
  });

  it('N19: says so when no token is there to ask Slack with', async () => {
    cli.env = {};
    const { code, err } = await set(fit);
    expect(code).toBe(1);
    expect(err).toContain('backupcode doctor');
  });
});

it('N19: doctor finds a security channel that has become unusable', async () => {
  await set(fit);
  const doctor = (probe: ChannelProbe) => cli.run(['doctor'], { probeSlack, ...finding(probe) });
  expect((await doctor(fit)).out).toContain('ok       security channel of Acme');
  const broken = await doctor({ ...fit, isMember: false });
  expect(broken.out).toContain('PROBLEM  security channel of Acme: C777: The bot isn’t a member');
  expect(broken.code).toBe(1);
  expect((await doctor({ ...fit, isPrivate: false })).out).toContain('WARNING  security channel of Acme');
});

it('N19: the probe reads what Slack says of the channel', async () => {
  const sandbox = await startSandbox({ apps: [{ manifest: await manifestOf('socket'), mode: 'socket' }] });
  try {
    const options = {
      apiUrl: sandbox.apiUrl,
      token: sandbox.app().botToken,
      clock: { now: () => START },
    };
    const probe = (name: string) => probeChannel(options, sandbox.channelId(name));
    expect(await probe('security-alerts')).toMatchObject({
      kind: 'found',
      slackTenantId: 'TACME',
      name: 'security-alerts',
      isMember: true,
      isArchived: false,
      isPrivate: false,
      isShared: false,
    });
    expect(await probe('admins-only')).toMatchObject({ isMember: true, isPrivate: true });
    expect(await probe('random')).toMatchObject({ isMember: false });
    expect(await probe('partners-shared')).toMatchObject({ isShared: true });
    expect(await probe('partners-pending')).toMatchObject({ isShared: true });
    expect(await probe('board')).toEqual({ kind: 'failed', error: 'channel_not_found' });
    expect(await probeChannel({ ...options, token: 'xoxb-wrong' }, 'C1')).toMatchObject({ kind: 'failed' });
  } finally {
    await sandbox.stop();
  }
});
