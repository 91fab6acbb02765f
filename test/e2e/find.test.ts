import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import {
  ask,
  changeUser,
  findUser,
  forgeClick,
  lastClick,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const tell = async (who: string, typed: string) => toPlainText(await ask(world, who, typed));

describe.each(storeKinds)('find, on %s', (store) => {
  it.each(deliveryModes)(
    'U1 U2: %s: a choice of people by name, address and number; Status and Generate code…',
    async (mode) => {
      world = await startWorld({ store, mode });
      await changeUser(world, 'lena', {
        displayName: 'Léna Löckedout',
        department: 'Sales',
        employeeNumber: '00417',
      });
      for (const typed of [
        'find lockedout',
        'find LÉNA',
        'find lo le',
        'find 004',
        'find lena@acme',
        'find lena@acme.test',
      ]) {
        const text = await tell('adam', typed);
        expect(text, typed).toContain('Léna Löckedout (lena@acme.test)');
        expect(text, typed).toContain('Member · active · Department: Sales · Employee number: 00417');
        expect(text, typed).not.toContain('Mia');
      }
      // Met by no one yet, so not linked: Slack is asked for the account of the address.
      const unlinked = await ask(world, 'adam', 'find lena');
      expect(toPlainText(unlinked)).toContain('no Slack account linked here');
      const continued = await press(world, 'adam', unlinked, 'issue_for_found');
      expect(toPlainText(continued)).toContain('Léna Löckedout');
      await waitForEvent(world, 'request.opened');
      await ask(world, 'adam', 'status @lena');
      const linked = await ask(world, 'adam', 'find lena', world.sandbox.actAs('adam').directChannel());
      expect(toPlainText(linked)).toContain('Slack: @ULENA');
      const status = await press(world, 'adam', linked, 'show_status');
      expect(toPlainText(status)).toContain('No backup code has been issued for Léna');
      const prompt = await press(world, 'adam', linked, 'issue_for_found');
      expect(toPlainText(prompt)).toContain('Generate a one-time backup code for Léna Löckedout?');
      const reveal = await press(world, 'adam', prompt, 'generate_code');
      expect(findCode(reveal)).not.toBeNull();
      await waitForEvent(world, 'code.delivered');
    },
  );

  it('N1 N14: shows only people whom the asker may see, and nothing to others; buttons decide again', async () => {
    world = await startWorld({ store });
    expect(await tell('adam', 'find o')).not.toContain('Olivia');
    expect(await tell('adam', 'find olivia@acme.test')).toContain('I found no one');
    expect(await tell('olivia', 'find olivia')).toContain('Olivia Owner');
    for (const who of ['mia', 'hugo']) {
      const text = await tell(who, 'find lena');
      expect(text).toContain('No one was looked up.');
      expect(text).not.toContain('acme.test');
    }
    expect(await waitForEvent(world, 'request.refused', 2)).toMatchObject({
      reason: 'requester_role',
      target: null,
      details: { asked: 'find' },
    });
    await press(world, 'adam', await ask(world, 'adam', 'find mia'), 'show_status');
    const { id } = await findUser(world, 'olivia');
    const before = world.sandbox.responseUrlPosts().length;
    await forgeClick(world, lastClick(world), { value: id });
    await forgeClick(world, lastClick(world), { actionId: 'issue_for_found', value: id });
    await forgeClick(world, lastClick(world), { user: 'UMIA' });
    await expect.poll(() => world.sandbox.responseUrlPosts().length).toBe(before + 3);
    const posts = JSON.stringify(world.sandbox.responseUrlPosts().slice(before));
    expect(posts).not.toContain('Olivia');
    expect(posts.match(/:no_entry:/g)).toHaveLength(3);
  });

  it('N6 N14: what was typed is repeated without codes and markup, and stored nowhere', async () => {
    world = await startWorld({ store });
    const answer = await ask(world, 'adam', 'find K7QX-3MNP-9RTV-2WXY');
    expect(JSON.stringify(answer)).not.toContain('9RTV');
    const marked = await ask(world, 'adam', 'find *x* <!channel>');
    expect(JSON.stringify(marked)).not.toContain('<!channel>');
    const { audit } = world.store.read;
    const events = await audit.list(world.organization.id, { after: 0, limit: 1000 });
    expect(JSON.stringify(events)).not.toMatch(/9RTV|channel>/);
    expect(world.log()).not.toMatch(/9RTV/);
  });
});
