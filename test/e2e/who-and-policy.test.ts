import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { ask, changeUser, listEvents, waitForEvent } from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const tell = async (who: string, typed: string) =>
  toPlainText(await ask(world, who, typed, who === 'gina' ? 'guests' : 'general'));

describe.each(storeKinds)('who, on %s', (store) => {
  it.each(deliveryModes)('U2: %s: says who may do what, by role of the asker', async (mode) => {
    world = await startWorld({ store, mode });
    const owner = await tell('olivia', 'who');
    expect(owner).toContain(
      'You’re an Organization Owner. You may issue codes for Owners, Admins, the help desk and members',
    );
    expect(owner).toContain(
      'Organization Admins (2): Adam Admin and Amina Admin. They may issue codes for Admins',
    );
    expect(owner).toContain('Help desk (1): Hugo Helpdesk.');
    const admin = await tell('adam', 'who');
    expect(admin).toContain('You may issue codes for Admins, the help desk and members');
    for (const who of ['mia', 'hugo']) {
      const text = await tell(who, 'who');
      expect(text).toContain('so you can’t issue codes');
      expect(text).toContain('ask an Organization Owner: Olivia Owner.');
      expect(text).not.toMatch(/Adam|Amina|\(\d\)/);
    }
    await changeUser(world, 'mia', { status: 'suspended' });
    expect(await tell('mia', 'who')).toContain('Your directory account isn’t active');
    expect(await listEvents(world, 'request.refused')).toEqual([]);
  });

  it('N1: a guest and someone who is in no directory learn why, and no name', async () => {
    world = await startWorld({ store });
    for (const [who, why] of [
      ['gina', 'Guests can’t use Backupcode.'],
      ['nora', 'You aren’t in the organization’s directory.'],
    ] as const) {
      const text = await tell(who, 'who');
      expect(text).toContain(why);
      expect(text).not.toMatch(/Olivia|Adam/);
    }
  });
});

describe('policy', () => {
  it('U5: is told in sentences to issuers; owners read how to change it, admins whom to ask', async () => {
    world = await startWorld({ policy: { codeLifetimeMinutes: 120, securityChannelId: 'CSECURITY' } });
    const owner = await tell('olivia', 'policy');
    for (const part of [
      'Admins: for Admins, the help desk and members.',
      'For Owners and Admins: no verification of the caller and one approval. Who may approve: Owners and Admins.',
      'For everyone else: no verification of the caller and no approval.',
      'It works once, for 2 hours.',
      '20 requests an hour by one person, 10 a day for one person, 200 an hour in all.',
      '10 wrong codes in 10 minutes lock a person’s codes for 15 minutes',
      'backupcode policy set NAME=VALUE',
    ])
      expect(owner).toContain(part);
    const admin = await tell('adam', 'policy');
    expect(admin).toContain('To change it, ask an Organization Owner: Olivia Owner.');
    expect(admin).not.toContain('policy set');
  });

  it.each(['mia', 'hugo', 'gina'])('N1 N14: %s is not shown it, and that is logged', async (who) => {
    world = await startWorld();
    const text = await tell(who, 'policy');
    expect(text).toContain('The policy wasn’t shown.');
    expect(text).not.toContain('wrong codes');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ details: { asked: 'policy' } });
  });
});
