import { afterEach, describe, expect, it } from 'vitest';
import { createSourceConnectors } from '../../src/compose/source-connectors.ts';
import { createSourceServices } from '../../src/services/sources/source-services.ts';
import { neededScopes, scopelessMethods, scopeUses } from '../../src/slack/api/scopes.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import {
  ask,
  changeUser,
  directMessage,
  issue,
  press,
  requestByShortcut,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** A working day: every kind of conversation, every kind of message. */
async function liveThroughADay(): Promise<void> {
  const adam = world.sandbox.actAs('adam');
  await adam.openHome();
  await adam.waitForHome();
  await adam.sendDirectMessage('hello');
  await requestByShortcut(world, 'adam', { person: 'ULENA' });
  await adam.say('general', `<@${world.sandbox.app().botUserId}> hello`);
  await ask(world, 'adam', 'help');
  await ask(world, 'mia', '@lena');
  await issue(world, 'adam', 'lena', 'general');
  await directMessage(world, 'lena', 'This wasn’t me');
  await issue(world, 'adam', 'hugo', 'admins-only');
  await issue(world, 'adam', 'mia', adam.directChannel());
  await ask(world, 'adam', 'status @mia', 'it-help');
  await ask(world, 'olivia', '@lena', 'board');
  await press(world, 'olivia', await ask(world, 'olivia', '@amina'), 'ask_approval');
  const question = await directMessage(world, 'adam', 'asks you to approve');
  await press(world, 'adam', question, 'approve_request', { confirm: true });
  const approved = await directMessage(world, 'olivia', 'was approved');
  await press(world, 'olivia', await press(world, 'olivia', approved, 'show_prompt'), 'generate_code');
  // Uma has never used the bot: she is found by her address.
  await changeUser(world, 'uma@unverified.example', { role: 'owner' });
  await press(world, 'olivia', await ask(world, 'olivia', '@adam', 'it-help'), 'ask_approval');
  await directMessage(world, 'uma', 'asks you to approve');
  await waitForEvent(world, 'request.approval_asked', 2);
  await readMembers();
}

/** Slack as a source of people. */
async function readMembers(): Promise<void> {
  const { store, keys, clock, organization } = world;
  const connectors = createSourceConnectors({
    clock,
    random: systemRandom,
    sleep: async () => {},
    allowLoopback: false,
    slack: world.config.slack,
  });
  const sources = createSourceServices({
    store,
    keys,
    clock,
    random: systemRandom,
    connectors,
    openSyncStaging,
  });
  const { signal } = new AbortController();
  const source = { kind: 'slack', name: 'Slack', settings: {}, secret: null } as const;
  expect((await sources.addSource(organization.id, source, signal)).kind).toBe('added');
  const options = { shownMax: 0, signal };
  expect((await sources.previewSource(organization.id, 'Slack', options)).kind).toBe('planned');
}

/** Under which scope a call goes, where that depends on the conversation. */
function scopesOf(method: string, channel: unknown): string[] {
  const possible = Object.entries(scopeUses).flatMap(([scope, methods]: [string, readonly string[]]) =>
    methods.includes(method) ? [scope] : [],
  );
  if (method !== 'conversations.info') return possible;
  const id = String(channel);
  if (id.startsWith('D')) return ['im:read'];
  return ['admins-only', 'board'].some((name) => world.sandbox.channelId(name) === id)
    ? ['groups:read']
    : ['channels:read'];
}

describe.each(deliveryModes)('what the program asks of Slack, over %s', (mode) => {
  it('S10: every method has its scope or needs none, every scope is used, and Slack refused nothing for want of one', async () => {
    world = await startWorld({ mode });
    await liveThroughADay();
    const calls = world.sandbox.apiCalls();
    const methods = new Set(calls.map(({ method }) => method));
    const known = new Set<string>([...Object.values(scopeUses).flat(), ...scopelessMethods]);
    expect([...methods].filter((method) => !known.has(method))).toEqual([]);
    expect(calls.filter(({ response }) => response.error === 'missing_scope')).toEqual([]);
    const used = new Set(calls.flatMap(({ method, args }) => scopesOf(method, args.channel)));
    used.add('commands');
    for (const { payload } of world.sandbox.envelopes({ kind: 'events_api' })) {
      const { type } = payload.event as { type: string };
      const event = type === 'message' ? 'message.im' : type;
      methods.add(event);
      for (const scope of scopesOf(event, null)) used.add(scope);
    }
    // For commands typed in a group's direct message, which the sandbox does not imitate.
    used.add('mpim:read');
    // In a modal of ours that is answered on top of it: none has such a button yet.
    methods.add('views.push');
    expect([...used].sort()).toEqual([...neededScopes].sort());
    const uncalled = [...known].filter((method) => method.includes('.') && !methods.has(method));
    expect(uncalled).toEqual(mode === 'socket' ? [] : ['apps.connections.open']);
  });
});
