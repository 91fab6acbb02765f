import { afterEach, describe, expect, it } from 'vitest';
import { ask, issue, listCodes, listEvents, press, waitForEvent } from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const deactivate = (who: string) => world.sandbox.changePerson(who, { isDeleted: true });

for (const store of storeKinds) {
  describe.each(deliveryModes)(`a lost Slack account over %s on ${store}`, (mode) => {
    it('N18: a deactivated requester loses what they asked for, at once and for good', async () => {
      world = await startWorld({ mode, store });
      const prompt = await ask(world, 'adam', '@lena lost phone');
      await deactivate('adam');
      const ended = await waitForEvent(world, 'request.cancelled');
      expect(ended).toMatchObject({ reason: 'slack_account_lost', source: 'slack:TACME/user_change' });
      await world.sandbox.changePerson('adam', { isDeleted: false });
      await press(world, 'adam', prompt, 'generate_code', { stale: true });
      expect(await listCodes(world, 'lena')).toEqual([]);
    });
  });
}

describe('a lost Slack account', () => {
  it('N18: of an approver voids the approval; of a guest, what was for them', async () => {
    world = await startWorld();
    await press(world, 'adam', await ask(world, 'adam', '@amina'), 'ask_approval');
    const olivia = world.sandbox.actAs('olivia');
    const question = await olivia.waitForMessage(olivia.directChannel(), (each) =>
      JSON.stringify(each).includes('approve_request'),
    );
    await press(world, 'olivia', question, 'approve_request', { confirm: true });
    await waitForEvent(world, 'request.approved');
    await deactivate('olivia');
    await waitForEvent(world, 'request.cancelled');

    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { isRestricted: true });
    await waitForEvent(world, 'code.revoked');
    expect(await listCodes(world, 'lena')).toMatchObject([
      { state: 'revoked', revocationReason: 'not_allowed' },
    ]);
  });

  it('an event that is old ends nothing, one that comes again does nothing more, and one whose account Slack doesn’t show counts', async () => {
    world = await startWorld();
    await ask(world, 'adam', '@lena');
    await deactivate('mia');
    const event = world.sandbox
      .envelopes({ kind: 'events_api' })
      .findLast(({ payload }) => (payload.event as { type: string }).type === 'user_change');
    if (event === undefined) throw new Error('no event');
    const body = JSON.parse(JSON.stringify(event.payload).replaceAll('UMIA', 'UADAM'));
    // Slack says that Adam's account is as it was.
    await world.sandbox.redeliver({ ...event, payload: { ...body, event_id: 'Ev1' } });
    await expect.poll(() => world.sandbox.apiCalls({ method: 'users.info' }).at(-1)?.args.user).toBe('UADAM');
    expect(await listEvents(world, 'request.cancelled')).toEqual([]);
    world.sandbox.faults.inject({
      match: { method: 'users.info' },
      kind: 'error',
      error: 'fatal_error',
      times: 9,
    });
    await world.sandbox.redeliver({ ...event, payload: { ...body, event_id: 'Ev2' } }, 3);
    await waitForEvent(world, 'request.cancelled');
    expect(await listEvents(world, 'request.cancelled')).toHaveLength(1);
  });
});
