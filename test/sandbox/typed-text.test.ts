import { afterEach, describe, expect, test } from 'vitest';
import { Cleanup, manifest, sandboxFor } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function delivered(typed: string, shouldEscape: boolean): Promise<unknown> {
  const sandbox = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ shouldEscape }) }] });
  await sandbox.actAs('adam').command('#general', `/probe ${typed}`);
  return sandbox.envelopes({ kind: 'slash_commands' })[0]?.payload.text;
}

describe('S5 sandbox: with should_escape', () => {
  test.each([
    ['@lena lost phone', '<@ULENA|lena> lost phone'],
    ['@lena, now', '<@ULENA|lena>, now'],
    ['#it-help', '<#CITHELP|it-help>'],
    ['@nobody', '@nobody'],
    ['lena@acme.test', '<mailto:lena@acme.test|lena@acme.test>'],
    ['https://acme.test/x', '<https://acme.test/x>'],
    ['#board', '#board'],
  ])('%s arrives as %s', async (typed, sent) => {
    expect(await delivered(typed, true)).toBe(sent);
  });

  test('a forged mention arrives as plain characters', async () => {
    expect(await delivered('<@UOLIVIA> & co', true)).toBe('&lt;@UOLIVIA&gt; &amp; co');
  });
});

test('S5 sandbox: without should_escape names go as typed', async () => {
  expect(await delivered('@lena <@UOLIVIA>', false)).toBe('@lena <@UOLIVIA>');
});

test('a command typed in a thread is not delivered', async () => {
  const sandbox = await sandboxFor(cleanup);
  const adam = sandbox.actAs('adam');
  const result = await adam.command('#general', '/probe x', { threadTs: '1.000001' });
  expect(result).toMatchObject({ acked: false, error: 'not_supported_in_threads' });
  expect(sandbox.envelopes()).toEqual([]);
  expect(adam.visibleMessages('#general').at(-1)?.text).toContain('not supported in threads');
});

test('S6 sandbox: people from outside have no commands of ours, unless a test insists', async () => {
  const sandbox = await sandboxFor(cleanup);
  const estelle = sandbox.actAs('estelle');
  expect(await estelle.command('#partners-shared', '/probe x')).toMatchObject({ error: 'invalid_command' });
  expect(sandbox.envelopes()).toEqual([]);
  await estelle.command('#partners-shared', '/probe x', { evenIfRefused: true });
  expect(sandbox.envelopes()[0]?.payload).toMatchObject({ user_id: 'UESTELLE', team_id: 'TACME' });
});

test('nobody types where they are not, and the deleted do not type', async () => {
  const sandbox = await sandboxFor(cleanup);
  await expect(async () => sandbox.actAs('lena').command('#admins-only', '/probe')).rejects.toThrow('not in');
  await expect(async () => sandbox.actAs('dan').command('#general', '/probe')).rejects.toThrow('cannot act');
});
