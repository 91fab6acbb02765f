import { afterEach, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import {
  ask,
  changeUser,
  directMessage,
  findRequest,
  listEvents,
  press,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const tier = { ...defaultPolicy.tiers.standard, verificationsRequired: 1 };
const policy = { tiers: { ...defaultPolicy.tiers, standard: tier }, twoWayWords: ['standard'] as const };
const cells = storeKinds.flatMap((store) => deliveryModes.map((mode) => [store, mode] as const));

it.each(cells)(
  'S3 S9 N14: the form, the number, the manager’s word, the two words, and then the code: %s, %s',
  async (store, mode) => {
    world = await startWorld({ store, mode, policy });
    await changeUser(world, 'lena', { mobile: '+491700000089', manager: 'mia@acme.test' });
    const adam = world.sandbox.actAs('adam');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const text = toPlainText(prompt);
    expect(text).toContain('[ Verify caller ]');
    expect(text).not.toContain('[ Generate code ]');
    const words = /these two words: \*?([a-z]+ [a-z]+)/.exec(text)?.[1] ?? expect.unreachable(text);
    expect(toPlainText(await directMessage(world, 'lena', 'Your two words'))).toContain(words);

    await adam.click(prompt, 'verify_caller');
    await expect.poll(() => JSON.stringify(adam.modal())).toContain('+49 … 89');
    expect(JSON.stringify(adam.modal())).not.toContain('+491700000089');
    await adam.clickInView('show_number');
    await expect.poll(() => JSON.stringify(adam.modal())).toContain('+491700000089');
    await waitForEvent(world, 'request.number_shown');
    await adam.closeView();
    const before = prompt;
    await adam.submitView({ reason: 'lost phone', methods: ['manager'] });
    const waiting = await waitForChange(world, 'adam', before);
    expect(toPlainText(waiting)).toContain('I asked Mia Member');

    const question = await directMessage(world, 'mia', 'Is it really');
    expect(toPlainText(question)).toContain(words);
    await press(world, 'mia', question, 'vouch_for_caller', { confirm: true });
    const answered = await directMessage(world, 'adam', 'The manager confirmed');
    const ready = await press(world, 'adam', answered, 'show_prompt');
    expect(toPlainText(ready)).toContain('Confirmed by the manager');
    const reveal = await press(world, 'adam', ready, 'generate_code');
    const history = toPlainText(await ask(world, 'adam', 'history @lena'));
    expect(history).toContain('Mia Member verified the caller.');
    expect(history).not.toContain('request.');
    expect(findCode(reveal)).not.toBeNull();
    expect((await listEvents(world, 'request.verified')).at(-1)).toMatchObject({
      details: { methods: 'manager' },
    });
  },
);

it('S9: a form whose metadata names another’s request, and a stale one, store nothing', async () => {
  world = await startWorld({ policy });
  const adam = world.sandbox.actAs('adam');
  const others = await findRequest(world, await ask(world, 'amina', '@lena lost phone'));
  const prompt = await ask(world, 'adam', '@mia lost phone');
  await adam.click(prompt, 'verify_caller');
  await expect.poll(() => adam.modal() !== undefined).toBe(true);
  await adam.submitView({ methods: ['video'], evidence_video: 'blue badge' });
  await waitForEvent(world, 'request.verified');
  const [submitted] = world.sandbox.envelopes({ kind: 'interactive' }).slice(-1);
  const view = { ...(submitted?.payload.view as object), id: 'VFORGED', private_metadata: others.id };
  if (submitted === undefined) return expect.unreachable();
  await world.sandbox.redeliver({ ...submitted, payload: { ...submitted.payload, view } });
  expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'request_not_yours' });
  // Delivered again as it was: once is once (S11).
  await world.sandbox.redeliver(submitted);
  expect(await listEvents(world, 'request.verified')).toHaveLength(1);
  expect((await world.store.read.requests.find(world.organization.id, others.id))?.verifications).toEqual([]);
});
