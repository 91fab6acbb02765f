import { afterEach, describe, expect, it } from 'vitest';
import { issue, listCodes, listEvents, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  it('N14: what a command and a click have caused names each of them, and what nobody asked for names none', async () => {
    world = await startWorld({ mode });
    const before = await listEvents(world);
    expect(before.filter(({ details }) => 'causedBy' in details)).toEqual([]);
    await issue(world, 'adam', 'lena');
    await waitForEvent(world, 'code.delivered');
    const events = (await listEvents(world)).slice(before.length);
    const idOf = (wanted: string) => events.find(({ action }) => action === wanted)?.details.causedBy;
    expect(idOf('request.opened')).toMatch(/^\w{10}$/);
    expect(idOf('code.generated')).toMatch(/^\w{10}$/);
    expect(idOf('code.generated')).toBe(idOf('code.delivered'));
    expect(idOf('code.generated')).not.toBe(idOf('request.opened'));
    // And the request for a code is named as ever.
    const [code] = await listCodes(world, 'lena');
    for (const { details } of events.filter(({ action }) =>
      ['request.opened', 'code.generated'].includes(action),
    ))
      expect(details.requestId).toBe(code?.requestId);
  });
});
