import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseClientTerms, parseDuration } from '../../src/cli/client-terms.ts';
import { parseCredential } from '../../src/domain/clients/client-credential.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

describe('what a login service is allowed', () => {
  it('is read from what was typed, and left to its default where nothing was', () => {
    expect(parseClientTerms({}, NOW)).toEqual({ kind: 'terms', terms: {} });
    const typed = { scope: 'challenges, codes:redeem', expires: '90d', rate: '120' };
    expect(parseClientTerms(typed, NOW)).toEqual({
      kind: 'terms',
      terms: {
        scopes: ['challenges', 'codes:redeem'],
        expiresAt: NOW + 90 * 86_400_000,
        requestsPerMinute: 120,
      },
    });
    const day = parseClientTerms({ expires: '2027-01-31T12:00:00Z' }, NOW);
    expect(day).toMatchObject({ terms: { expiresAt: Date.UTC(2027, 0, 31, 12) } });
  });

  it.each([
    { scope: 'everything' },
    { scope: '' },
    { expires: 'soon' },
    { expires: '90' },
    { rate: '-1' },
    { rate: '1.5' },
  ])('is not guessed: %j', (options) => {
    expect(parseClientTerms(options, NOW).kind).toBe('bad');
  });

  it('durations are minutes, hours and days, and 0', () => {
    expect(['0', '30m', '24h', '7d'].map(parseDuration)).toEqual([0, 1_800_000, 86_400_000, 604_800_000]);
    expect(['', '24', 'h', '-1h', '1w', '1h30m'].map(parseDuration)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('backupcode client', () => {
  let cli: TestCli;
  beforeEach(async () => {
    cli = await openInitializedCli();
  });
  afterEach(() => cli.close());

  it('add takes scopes, an end and a rate, and list shows them', async () => {
    const options = ['--scope', 'codes:redeem', '--expires', '2199-01-01', '--rate', '30'];
    expect((await cli.run(['client', 'add', 'sso', ...options])).code).toBe(0);
    const listed = JSON.parse((await cli.run(['client', 'list', '--json'])).out);
    expect(listed).toMatchObject([
      {
        scopes: ['codes:redeem'],
        requestsPerMinute: 30,
        expiresAt: '2199-01-01T00:00:00.000Z',
        previousSecretUntil: null,
      },
    ]);
    expect((await cli.run(['client', 'add', 'late', '--expires', '2001-01-01'])).err).toContain('future');
    expect((await cli.run(['client', 'add', 'x', '--scope', 'all'])).code).toBe(1);
  });

  it('N6: rotate puts the new credential alone on standard output, and says how long the old one works', async () => {
    const first = (await cli.run(['client', 'add', 'sso'])).out.trim();
    const { out, err, code } = await cli.run(['client', 'rotate', 'sso', '--overlap', '7d']);
    expect(code).toBe(0);
    const [old, fresh] = [parseCredential(first), parseCredential(out.trim())];
    expect(fresh?.id).toBe(old?.id);
    expect(fresh?.secret.reveal()).not.toBe(old?.secret.reveal());
    expect(err).toMatch(/works until 2026-.* UTC\. .*won’t be shown again/s);
    expect((await cli.run(['client', 'rotate', 'sso', '--overlap', '0'])).err).toContain('no longer works');
    expect((await cli.run(['client', 'rotate', 'sso', '--overlap', '99d'])).err).toContain('30 days');
    expect((await cli.run(['client', 'rotate', 'sso', '--overlap', 'x'])).code).toBe(1);
    expect((await cli.run(['client', 'rotate', 'nobody'])).err).toContain('client list');
    const history = (await cli.run(['audit', 'list', '--json'])).out;
    expect(history).toContain('client.rotated');
    expect(history).not.toContain(fresh?.secret.reveal());
  });
});
