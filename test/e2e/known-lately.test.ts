import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { RECENT_MS } from '../../src/slack/api/recent-facts.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { ask, findUser, issue, listCodes, listEvents, press, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const LOOK_UPS = ['users.info', 'conversations.info'];
const countLookUps = (): number =>
  world.sandbox.apiCalls().filter(({ method }) => LOOK_UPS.includes(method)).length;

describe('what Slack said in the last half minute', () => {
  it('S6 S9: is enough for a prompt; the click asks for clicker and target again', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const before = countLookUps();
    const prompt = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(prompt)).toContain('[ Generate code ]');
    expect(countLookUps() - before).toBe(0);
    await press(world, 'adam', prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered', 2);
    const asked = world.sandbox.apiCalls({ method: 'users.info' }).slice(-2);
    expect(asked.map(({ args }) => args.user).sort()).toEqual(['UADAM', 'ULENA']);
    expect(countLookUps() - before).toBe(2);
  });

  it('S6 S7: is asked for again when it is older', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const before = countLookUps();
    world.clock.advance(RECENT_MS + 1);
    await ask(world, 'adam', '@lena lost phone');
    expect(countLookUps() - before).toBe(3);
  });

  it('S6 S9: a person deactivated since gets a prompt at most: the click refuses', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { isDeleted: true });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('No code was generated.');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({
      reason: 'target_slack_deactivated',
    });
    expect(await listCodes(world, 'lena')).toHaveLength(1);
    // And what the click learned holds for the next command.
    expect(toPlainText(await ask(world, 'adam', '@lena lost phone'))).not.toContain('[ Generate code ]');
  });

  it('S6 N14: refuses nobody: the refusal rests on what Slack says now, and stands on record once', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { isRestricted: true });
    world.clock.advance(RECENT_MS + 1);
    await ask(world, 'adam', '@lena lost phone');
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
    await world.sandbox.changePerson('lena', { isRestricted: false });
    // Known lately to be a guest, who is none any more.
    expect(toPlainText(await ask(world, 'adam', '@lena lost phone'))).toContain('[ Generate code ]');
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
  });

  it('S6: links nobody by e-mail: the address is read at that moment', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    // Looked up, and refused for want of a directory entry, so nobody was linked.
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
