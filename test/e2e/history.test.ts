import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { wrongCode } from '../redeeming/open-client-world.ts';
import { ask, forgeClick, issue, lastClick, press, waitForEvent } from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

describe.each(storeKinds)('history on %s', (store) => {
  it('N14 U5: says what was done about a person, by name and newest first, and nothing about others', async () => {
    world = await startWorld({ store });
    // Met for the first time, she is linked.
    const linked = toPlainText(await ask(world, 'adam', 'history @mia'));
    expect(linked).toMatch(/^History of Mia Member\n.* A Slack account was linked\.\n/);

    const { code } = await issue(world, 'adam', 'lena');
    await ask(world, 'hugo', '@lena let me');
    await issue(world, 'amina', 'mia');
    const portal = await openPortal(world);
    for (let count = 0; count < 3; count += 1) await portal.redeem('lena@acme.test', wrongCode());
    await portal.redeem('lena@acme.test', code);
    await waitForEvent(world, 'code.redeemed');
    const shown = await ask(world, 'adam', 'history @lena');
    const [title, ...lines] = toPlainText(shown).split('\n');
    expect(title).toBe('History of Lena Lockedout');
    const expected = [
      /The code was used at /,
      /Refused codes at .*: 3 wrong\./,
      /Hugo Helpdesk was refused a code: not allowed for this role\./,
      /Adam Admin issued a code\./,
      /Adam Admin asked for a code\. Reason: lost phone\./,
    ];
    const places = expected.map((form) => lines.findIndex((line) => form.test(line)));
    expect(
      places.every((place) => place >= 0),
      lines.join('\n'),
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(JSON.stringify(shown)).not.toContain('Amina');
    expect(JSON.stringify(shown)).not.toContain(code);
  });

  it('S9 N14: pages go back to the beginning; another’s click and a forged page show nothing', async () => {
    world = await startWorld({ store });
    for (let count = 0; count < 6; count += 1) {
      const prompt = await ask(world, 'adam', `@lena try ${count}`);
      await press(world, 'adam', prompt, 'cancel_request');
      world.clock.advance(10_000);
    }
    await ask(world, 'adam', '@lena the last');
    const first = await ask(world, 'amina', 'history @lena');
    expect(toPlainText(first)).toContain('Reason: the last.');
    const second = await press(world, 'amina', first, 'history_older');
    expect(toPlainText(second)).toContain('Reason: try 0.');
    expect(toPlainText(second)).not.toContain('[ Older ]');
    const again = await press(world, 'amina', second, 'history_newest');
    expect(toPlainText(again)).toBe(toPlainText(first));

    const before = world.sandbox.responseUrlPosts().length;
    await forgeClick(world, lastClick(world), { user: 'UMIA' });
    await forgeClick(world, lastClick(world), { value: 'usr_nobody|<!channel>' });
    await expect.poll(() => world.sandbox.responseUrlPosts().length).toBe(before + 2);
    const posts = JSON.stringify(world.sandbox.responseUrlPosts().slice(before));
    expect(posts).not.toContain('Lockedout');
    expect(posts).toContain('No history was shown.');
  });

  it.each([
    ['adam', 'olivia', 'role_not_allowed'],
    ['mia', 'lena', 'requester_role'],
    ['mia', 'mia', 'requester_role'],
    ['hugo', 'lena', 'requester_role'],
  ])('N1 N14: %s may not see the history of %s', async (who, target, reason) => {
    world = await startWorld({ store });
    const answer = toPlainText(await ask(world, who, `history @${target}`));
    expect(answer).toContain('No history was shown.');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({
      reason,
      details: { asked: 'history' },
    });
  });
});
