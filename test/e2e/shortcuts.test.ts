import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleView } from '../../src/sandbox/sandbox.ts';
import {
  directMessage,
  listCodes,
  listEvents,
  modalAfter,
  press,
  requestByShortcut,
  submitModal,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const wordsOf = (view: VisibleView) => JSON.stringify(view.blocks);

for (const store of storeKinds) {
  describe.each(deliveryModes)(`the shortcuts over %s on ${store}`, (mode) => {
    it('S3 S9: from the menu: a form, the prompt in the direct message, and the code', async () => {
      world = await startWorld({ mode, store });
      const prompt = await requestByShortcut(world, 'adam', {
        person: 'ULENA',
        reason: 'lost <phone> & *keys*',
      });
      expect(toPlainText(prompt)).toContain('Generate a one-time backup code for Lena Lockedout?');
      expect(toPlainText(prompt)).toContain('lost <phone>');
      const reveal = await press(world, 'adam', prompt, 'generate_code');
      expect(findCode(reveal)).not.toBeNull();
      await waitForEvent(world, 'code.delivered');
      await directMessage(world, 'lena', 'Adam Admin issued');
      const [opened] = await listEvents(world, 'request.opened');
      expect(opened).toMatchObject({ source: 'slack:TACME/modal', reason: 'lost <phone> & *keys*' });
    });
  });
}

describe('the shortcuts', () => {
  it('S9: from a message: its author is chosen, and the requester sees who', async () => {
    world = await startWorld();
    await world.sandbox.actAs('lena').say('general', 'my phone is gone, please help');
    const adam = world.sandbox.actAs('adam');
    const said = await adam.waitForMessage('general', ({ text }) => text.includes('please help'));
    const form = await modalAfter(world, 'adam', () =>
      adam.useMessageShortcut(said, 'Backup code for author'),
    );
    expect(wordsOf(form)).toContain('"initial_user":"ULENA"');
    // What was written there is the author's word, and may be an attacker's: it fills in no field.
    expect(wordsOf(form)).not.toContain('please help');
    const answer = await modalAfter(world, 'adam', () => submitModal(world, 'adam', {}));
    expect(wordsOf(answer)).toContain('Lena Lockedout');
  });

  it('U2: a message of an app has no author who could need a code', async () => {
    world = await startWorld({ policy: { securityChannelId: 'CSECURITY' } });
    await press(world, 'adam', await requestByShortcut(world, 'adam', { person: 'ULENA' }), 'generate_code');
    const adam = world.sandbox.actAs('adam');
    const posted = await adam.waitForMessage('security-alerts', () => true);
    const answer = await modalAfter(world, 'adam', () =>
      adam.useMessageShortcut(posted, 'Backup code for author'),
    );
    expect(wordsOf(answer)).toContain('An app wrote this message');
  });

  it('S9 N11: a member, a guest, and an admin for themselves are refused in the form', async () => {
    world = await startWorld();
    for (const [who, person, said] of [
      ['mia', 'ULENA', 'Only Organization Owners'],
      ['gina', 'ULENA', 'Guests'],
      ['adam', 'UADAM', 'yourself'],
    ] as const) {
      await modalAfter(world, who, (each) => each.useShortcut('Generate a backup code'));
      const answer = await modalAfter(world, who, () => submitModal(world, who, { person }));
      expect(wordsOf(answer), who).toContain(said);
    }
    expect(await listEvents(world, 'request.opened')).toEqual([]);
    expect((await listEvents(world, 'request.refused')).map(({ source }) => source)).toEqual([
      'slack:TACME/modal',
      'slack:TACME/modal',
      'slack:TACME/modal',
    ]);
  });

  it('S11: a form that Slack delivers ten times makes one request', async () => {
    world = await startWorld();
    await requestByShortcut(world, 'adam', { person: 'ULENA' });
    const submitted = world.sandbox
      .envelopes({ kind: 'interactive' })
      .findLast(({ payload }) => payload.type === 'view_submission');
    if (submitted === undefined) throw new Error('nothing was submitted');
    await world.sandbox.redeliver(submitted, 10);
    await world.sandbox.redeliver(
      { ...submitted, payload: { ...submitted.payload, trigger_id: 'another.trigger' } },
      1,
    );
    expect(await listEvents(world, 'request.opened')).toHaveLength(1);
  });

  it('U3: a request from a form that expires says so in the direct message', async () => {
    world = await startWorld();
    await requestByShortcut(world, 'adam', { person: 'ULENA' });
    world.clock.advance(30 * 60_000);
    await directMessage(world, 'adam', 'expired');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S3: too late for a form, the person reads so in the direct message', async () => {
    world = await startWorld();
    world.sandbox.faults.inject({
      match: { method: 'views.open' },
      kind: 'error',
      error: 'expired_trigger_id',
    });
    await world.sandbox.actAs('adam').useShortcut('Generate a backup code');
    expect(toPlainText(await directMessage(world, 'adam', 'didn’t open in time'))).toContain('three seconds');
  });
});
