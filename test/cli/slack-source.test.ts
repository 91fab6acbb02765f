import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSourceConnectors } from '../../src/compose/source-connectors.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { manifestOf } from '../support/start-world.ts';
import { openInitializedCli, type TestCli, typing } from './open-test-cli.ts';

let cli: TestCli;
let sandbox: Sandbox;
beforeEach(async () => {
  cli = await openInitializedCli();
  sandbox = await startSandbox({ apps: [{ manifest: await manifestOf('socket'), mode: 'socket' }] });
  useToken(sandbox.app().botToken);
});
afterEach(async () => {
  await cli.close();
  await sandbox.stop();
});

function useToken(token: string | null): void {
  cli.connectors = createSourceConnectors({
    clock: systemClock,
    random: systemRandom,
    sleep: async () => {},
    allowLoopback: false,
    slack: token === null ? null : { apiUrl: sandbox.apiUrl, botToken: new Secret(token) },
  });
}

const add = ['source', 'add', 'slack', 'Slack'];
const suggested = '--role-rule slackRole:owner=admin --role-rule slackRole:admin=admin';

describe('source add slack', () => {
  it('shows on a terminal what the roles become, asks for no credential, and adds it after a yes', async () => {
    const { code, out, err } = await cli.run(add, { isTty: true, stdin: typing('y') });
    expect(code).toBe(0);
    expect(err).toContain(
      'What the roles of slack become here:\n  owner -> Organization Admin\n  admin -> Organization Admin\n  everyone else -> Member\n',
    );
    expect(err).toContain('Use these roles? [y/N]');
    expect(err).not.toContain('hidden');
    expect(out).toContain('Added Slack');
    expect(out).toContain('Roles: slackRole:owner=admin, slackRole:admin=admin. Everyone else is a Member.');
    const list = await cli.run(['source', 'list']);
    expect(list.out).toContain('Kind:       slack, workspace=TACME');
  });

  it.each(['n', '', 'no'])('adds nothing after %j, and says how to choose', async (answer) => {
    const { code, out, err } = await cli.run(add, { isTty: true, stdin: typing(answer) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`Nothing was added. Choose the roles yourself, such as ${suggested}.`);
    expect((await cli.run(['source', 'list'])).err).toContain('No sources yet.');
  });

  it('a script has to say the roles', async () => {
    const { code, err } = await cli.run(add);
    expect(code).toBe(1);
    expect(err).toContain(`Say what they become here, such as ${suggested}.`);
    const none = await cli.run([...add, '--no-role-rules']);
    expect(none.out).toContain('Everyone is a Member.');
    const given = await cli.run(['source', 'add', 'slack', 'Two', ...suggested.split(' ')]);
    expect(given.out).toContain('slackRole:owner=admin, slackRole:admin=admin');
  });

  it.each([
    [['--role-rule', 'slackRole:owner=king'], 'Can’t read the rule "slackRole:owner=king".'],
    [['--allow-owner', 'ada@acme.test', '--no-role-rules'], 'No role rule gives the role of an Owner'],
    [['--allow-owner', 'ada', '--role-rule', 'slackRole:owner=owner'], '"ada" isn’t an email address.'],
    [['--no-role-rules', '--set', 'workspace=TOTHER'], 'The bot token is of another Slack workspace'],
    [['--no-role-rules', '--secret-env', 'KEY'], 'This kind has no credential.'],
  ])('%j is refused with the remedy, and adds nothing', async (options, problem) => {
    cli.env.KEY = 'key-4711';
    const { code, err } = await cli.run([...add, ...options]);
    expect(code).toBe(1);
    expect(err).toContain(problem);
    expect((await cli.run(['source', 'list'])).err).toContain('No sources yet.');
  });

  it.each([
    [null, '"Slack" is read with the bot token, and SLACK_BOT_TOKEN isn’t set or isn’t valid here.'],
    ['xoxb-unknown-token', 'Slack refuses the bot token.'],
  ])('the token %j adds nothing', async (token, problem) => {
    useToken(token);
    const { code, err } = await cli.run([...add, '--no-role-rules']);
    expect(code).toBe(1);
    expect(err).toContain(`Nothing was added. ${problem}`);
  });
});

it('the preview says who is left out, and why', async () => {
  await cli.run([...add, ...suggested.split(' ')]);
  const { out } = await cli.run(['source', 'preview', 'Slack', '--limit', '100']);
  expect(out).toMatch(/skip +gina@guest\.example +Gina Guest +a guest/);
  expect(out).toMatch(/skip +- +Bot Builder +a bot or an app/);
  expect(out).toMatch(/skip +estelle@partner\.example +Estelle External +from another company/);
  expect(out).toMatch(/skip +- +Evan Evil +the email address isn’t confirmed/);
  expect(out).toMatch(/add +adam@acme\.test +Adam Admin +.*Organization Admin.*/);
  expect((await cli.run(['source', 'sync', 'Slack'])).code).toBe(0);
  await sandbox.changePerson('UMIA', { isRestricted: true });
  const again = await cli.run(['source', 'preview', 'Slack', '--limit', '100']);
  expect(again.out).toMatch(
    /deactivate +mia@acme\.test +Mia Member +a guest; status: confirmed -> deactivated/,
  );
});
