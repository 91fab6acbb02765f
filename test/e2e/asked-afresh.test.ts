import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { ask, findUser, issue, listCodes, listEvents, press, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** What Slack was asked since the last look. */
function takeLookUps(): string[] {
  const asked = world.sandbox.apiCalls().flatMap(({ method, args }) => {
    if (method === 'users.info') return [String(args.user)];
    return method === 'conversations.info' ? ['channel'] : [];
  });
  const since = asked.slice(seen);
  seen = asked.length;
  return since.sort();
}
let seen = 0;

describe('Slack is asked afresh who requester and target are, and whom the channel is shared with', () => {
  it('S6 S7 S8 S9: by each command and each click, once each', async () => {
    world = await startWorld();
    seen = 0;
    await issue(world, 'adam', 'lena');
    takeLookUps();
    const prompt = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(prompt)).toContain('[ Generate code ]');
    expect(takeLookUps()).toEqual(['UADAM', 'ULENA', 'channel']);
    await press(world, 'adam', prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered', 2);
    expect(takeLookUps()).toEqual(['UADAM', 'ULENA', 'channel']);
  });

  it.each([
    ['their first command', 0],
    ['a later one', 1],
  ])('S8 N11: a person who asks for themselves is looked up once, at %s', async (_when, before) => {
    world = await startWorld();
    seen = 0;
    for (let count = 0; count < before; count += 1) await ask(world, 'adam', '@lena lost phone');
    takeLookUps();
    expect(toPlainText(await ask(world, 'adam', '@adam lost phone'))).not.toContain('[ Generate code ]');
    expect(takeLookUps()).toEqual(['UADAM', 'channel']);
  });

  it('S6 S9: a person deactivated a moment ago gets no prompt', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { isDeleted: true }, 'lost');
    expect(toPlainText(await ask(world, 'adam', '@lena lost phone'))).not.toContain('[ Generate code ]');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({
      reason: 'target_slack_deactivated',
    });
  });

  it('S6 S9: a person deactivated after the prompt gets no code', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await world.sandbox.changePerson('lena', { isDeleted: true }, 'lost');
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('No code was generated.');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({
      reason: 'target_slack_deactivated',
    });
    expect(await listCodes(world, 'lena')).toHaveLength(1);
  });

  it('S6 N14: a person who is no longer a guest gets a prompt; the refusal before is recorded once', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { isRestricted: true }, 'lost');
    await ask(world, 'adam', '@lena lost phone');
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
    await world.sandbox.changePerson('lena', { isRestricted: false });
    expect(toPlainText(await ask(world, 'adam', '@lena lost phone'))).toContain('[ Generate code ]');
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
  });

  it('S6: no one is linked by an address that is no longer confirmed', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    // Looked up, and refused for lack of a directory entry, so not linked.
    await ask(world, 'adam', '@nora lost phone');
    const lena = await findUser(world, 'lena');
    const nora = { ...lena, id: systemRandom.id('user'), email: 'nora@acme.test' };
    await world.store.transact(world.organization.id, (tx) => tx.directory.insert(nora));
    await world.sandbox.changePerson('nora', { isEmailConfirmed: false });
    const answer = await ask(world, 'adam', '@nora lost phone');
    expect(toPlainText(answer)).not.toContain('[ Generate code ]');
    expect(await waitForEvent(world, 'request.refused', 2)).toMatchObject({
      reason: 'target_email_unconfirmed',
    });
  });
});
