import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { HELP_LIFETIME_MS, type HelpRequest } from '../../src/domain/requests/help-request.ts';
import type { VisibleMessage, VisibleView } from '../../src/sandbox/sandbox.ts';
import {
  answerTo,
  ask,
  changeUser,
  directMessage,
  findUser,
  forgeClick,
  isPrompt,
  issue,
  lastClick,
  listCodes,
  listEvents,
  modalAfter,
  press,
  seenInDirectMessage,
  submitModal,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const textOf = async (message: VisibleMessage | Promise<VisibleMessage>) => toPlainText(await message);
const wordsOf = (view: VisibleView) => JSON.stringify(view.blocks);
const clickOn = (who: string, message: VisibleMessage, action: string) =>
  press(world, who, message, action, { confirm: true, stale: true });

async function listHelp(): Promise<HelpRequest[]> {
  const { id } = world.organization;
  const ids = (await listEvents(world, 'help.asked')).map(({ details }) => details.helpRequestId);
  const found = await Promise.all(
    ids.map((each) => world.store.read.helpRequests.find(id, each as HelpRequest['id'])),
  );
  return found.filter((each) => each !== null);
}

/** Presses **Take** in a message, and the prompt that it leads to. */
async function take(who: string, message: VisibleMessage): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  const direct = person.directChannel();
  const before = new Set(person.visibleMessages(direct).map(({ ts }) => ts));
  await person.click(message, 'take_help', { stale: true });
  return person.waitForMessage(direct, (each) => isPrompt(each) && !before.has(each.ts));
}

async function generate(who: string, prompt: VisibleMessage): Promise<void> {
  const before = (await listEvents(world, 'code.delivered')).length;
  const shown = await answerTo(
    world.sandbox.actAs(who),
    prompt.channel,
    () => world.sandbox.actAs(who).click(prompt, 'generate_code'),
    ({ ts }) => ts === prompt.ts,
  );
  expect(findCode(shown)).not.toBeNull();
  await waitForEvent(world, 'code.delivered', before + 1);
}

for (const [store, mode] of [
  ...storeKinds.map((kind) => [kind, 'socket'] as const),
  ['sqlite', 'http'] as const,
]) {
  describe(`a request for help, on ${store}, by ${mode}`, () => {
    it('from the command to the code: a number, one who takes it, and nothing of a code to the person', async () => {
      world = await startWorld({ store, mode });
      await ask(world, 'mia', 'request');
      const answer = await ask(world, 'lena', 'request lost my phone');
      expect(answer.ephemeral).toBe(true);
      const words = await textOf(answer);
      expect(words).toContain('You are number 2 in the queue for help.');
      expect(words).toContain('will call you on the number in your company’s directory');
      expect(words).toContain('No one from IT will ever ask for a password or a code.');
      expect(await textOf(ask(world, 'lena', 'request again'))).toContain(
        'already in the queue, as number 2',
      );
      const told = await directMessage(world, 'lena', 'You asked for help because you are locked out');
      expect(await textOf(told)).toContain('someone may be using your Slack');

      const queue = await ask(world, 'adam', 'list queue');
      expect(await textOf(queue)).toMatch(/1\. Mia Member.*\n[\s\S]*2\. Lena Lockedout.*lost my phone/);
      const waiting = await directMessage(world, 'adam', 'Mia Member is locked out');
      expect(JSON.stringify(seenInDirectMessage(world, 'adam'))).not.toContain(
        'Lena Lockedout is locked out',
      );
      const prompt = await take('adam', waiting);
      expect(await textOf(prompt)).toContain('Generate a one-time backup code for Mia Member?');
      expect(await textOf(waitForChange(world, 'adam', waiting))).toContain(
        'You’re taking care of Mia Member.',
      );
      expect(await textOf(directMessage(world, 'mia', 'is taking care of you and will call'))).toContain(
        'Adam Admin is taking care of you and will call you on the number in your company’s directory.',
      );
      expect(await textOf(ask(world, 'lena', 'request'))).toContain('as number 1');
      expect(await textOf(ask(world, 'amina', 'list queue'))).toContain('Adam Admin is taking care of it.');
      await generate('adam', prompt);
      await waitForEvent(world, 'help.done');
      expect((await listHelp()).map(({ state }) => state)).toEqual(['done', 'waiting']);
      expect(await textOf(ask(world, 'adam', 'list queue'))).not.toContain('Mia Member');
      expect(JSON.stringify(seenInDirectMessage(world, 'mia'))).not.toContain(world.codes[0] ?? '-');
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N3: of two administrators who press Take at the same moment on two instances one gets it', async () => {
      world = await startWorld({ store, mode });
      await world.startAnother();
      await ask(world, 'lena', 'request');
      const notices = [
        await directMessage(world, 'adam', 'take_help'),
        await directMessage(world, 'amina', 'take_help'),
      ] as const;
      await Promise.all([
        world.sandbox.actAs('adam').click(notices[0], 'take_help', { stale: true }),
        world.sandbox.actAs('amina').click(notices[1], 'take_help', { stale: true }),
      ]);
      const [taken] = [await waitForEvent(world, 'help.taken')];
      const [winner, loser] =
        taken.actor.id === (await findUser(world, 'adam')).id ? ['adam', 'amina'] : ['amina', 'adam'];
      const name = winner === 'adam' ? 'Adam Admin' : 'Amina Admin';
      await directMessage(world, loser ?? '', `${name} is taking care of`);
      await directMessage(world, winner ?? '', 'please confirm');
      expect(await listEvents(world, 'help.taken')).toHaveLength(1);
      expect(await listEvents(world, 'request.opened')).toHaveLength(1);
      expect(await listHelp()).toMatchObject([{ state: 'taken', takenBy: taken.actor.id }]);
    });

    it('a manager asks for a report, who may say “This wasn’t me”: it ends, with the requests for a code, and alarms', async () => {
      world = await startWorld({ store, mode });
      await changeUser(world, 'lena', { manager: 'mia@acme.test' });
      const answer = await ask(world, 'mia', 'request @lena phone stolen');
      expect(await textOf(answer)).toContain('Lena Lockedout is number 1 in the queue for help.');
      const prompt = await take('adam', await directMessage(world, 'adam', 'Mia Member, the manager, asked'));
      await directMessage(world, 'mia', 'Lena Lockedout and will call');
      const told = await directMessage(world, 'lena', 'and will call you');
      expect(await textOf(clickOn('lena', told, 'disown_help'))).toContain('we alerted your administrators');
      expect(
        await textOf(directMessage(world, 'olivia', 'about a request for help for their account')),
      ).toContain('It was made');
      expect(await textOf(directMessage(world, 'adam', 'that you took'))).toContain('Stop the call');
      const late = await answerTo(
        world.sandbox.actAs('adam'),
        prompt.channel,
        () => world.sandbox.actAs('adam').click(prompt, 'generate_code', { stale: true }),
        ({ ts }) => ts === prompt.ts,
      );
      expect(findCode(late)).toBeNull();
      expect(await listCodes(world, 'lena')).toEqual([]);
      expect(await listHelp()).toMatchObject([{ state: 'cancelled', cancelReason: 'disowned' }]);
    });
  });
}

describe('who may ask', () => {
  it('N20: a stranger to the report, a guest, a bot and a suspended person are refused, and learn nothing', async () => {
    world = await startWorld({});
    const refusal = await textOf(ask(world, 'mia', 'request @lena'));
    expect(refusal).toContain('You can ask for yourself, and for people who report to you');
    const ofOthers = [
      await textOf(ask(world, 'mia', 'request @sam')),
      await textOf(ask(world, 'mia', 'request @nora')),
      await textOf(ask(world, 'mia', 'request @dan')),
      await textOf(ask(world, 'adam', 'request @lena')),
    ];
    expect(new Set([refusal, ...ofOthers]).size).toBe(1);
    expect(await textOf(ask(world, 'gina', 'request', 'guests'))).toContain('Guests can’t use Backupcode.');
    expect(await textOf(ask(world, 'sam', 'request'))).toContain('Your directory account isn’t active.');
    expect(await textOf(ask(world, 'nora', 'request'))).toContain(
      'You aren’t in the organization’s directory.',
    );
    expect(await listHelp()).toEqual([]);
    expect((await listEvents(world, 'help.refused')).length).toBeGreaterThan(5);
  });

  it('the policy’s switch turns it off, and then nothing is offered', async () => {
    world = await startWorld({ policy: { selfService: false } });
    expect(await textOf(ask(world, 'lena', 'request'))).toContain('doesn’t take requests for help in Slack');
    const lena = world.sandbox.actAs('lena');
    await lena.openHome();
    await lena.waitForHome((view) => wordsOf(view).includes('home_locked_out'));
    const help = await modalAfter(world, 'lena', () => lena.clickInHome('home_locked_out'));
    expect(wordsOf(help)).not.toContain('ask_for_help');
  });

  it('N20: five times a day, and a member sees no queue', async () => {
    world = await startWorld({});
    for (let nth = 0; nth < 5; nth += 1) {
      const answer = await ask(world, 'lena', 'request');
      expect(await textOf(clickOn('lena', answer, 'cancel_help'))).toContain(
        'You cancelled your request for help',
      );
    }
    expect(await textOf(ask(world, 'lena', 'request'))).toContain('You asked for help 5 times within a day.');
    expect(await textOf(ask(world, 'lena', 'list queue'))).toContain('Nothing was listed.');
    world.clock.advance(24 * 3_600_000);
    expect(await textOf(ask(world, 'lena', 'request'))).toContain('You are number 1');
  });

  it('S11: a command and a press that Slack delivers again count once', async () => {
    world = await startWorld({});
    await ask(world, 'lena', 'request');
    const command = world.sandbox.envelopes({ kind: 'slash_commands' }).at(-1);
    if (command !== undefined) await world.sandbox.redeliver(command);
    const waiting = await directMessage(world, 'adam', 'take_help');
    await take('adam', waiting);
    await world.sandbox.redeliver(lastClick(world));
    await ask(world, 'adam', 'list queue');
    expect(await listEvents(world, 'help.asked')).toHaveLength(1);
    expect(await listEvents(world, 'request.opened')).toHaveLength(1);
  });
});

describe('at the desk', () => {
  it('Home: the form, the queue, give back and decline with a reason', async () => {
    world = await startWorld({});
    const [lena, adam] = [world.sandbox.actAs('lena'), world.sandbox.actAs('adam')];
    await lena.openHome();
    await lena.waitForHome((view) => wordsOf(view).includes('home_locked_out'));
    const helpers = await modalAfter(world, 'lena', () => lena.clickInHome('home_locked_out'));
    expect(wordsOf(helpers)).toContain('ask_for_help');
    await modalAfter(world, 'lena', () => lena.clickInView('ask_for_help'));
    const answer = await modalAfter(world, 'lena', () =>
      submitModal(world, 'lena', { reason: 'lost phone' }),
    );
    expect(wordsOf(answer)).toContain('You are number 1');
    await lena.closeView();
    await lena.waitForHome((view) => wordsOf(view).includes('You are number 1'), { timeoutMs: 10_000 });

    await adam.openHome();
    await adam.waitForHome((view) => wordsOf(view).includes('lost phone'));
    const continued = await modalAfter(world, 'adam', () => adam.clickInHome('take_help'));
    expect(wordsOf(continued)).toContain('Continue in your direct message');
    await adam.closeView();
    await adam.waitForHome((view) => wordsOf(view).includes('give_back_help'), { timeoutMs: 10_000 });
    await lena.waitForHome((view) => wordsOf(view).includes('Adam Admin is taking care of you'), {
      timeoutMs: 10_000,
    });
    expect(wordsOf(await modalAfter(world, 'adam', () => adam.clickInHome('give_back_help')))).toContain(
      'You gave back',
    );
    await adam.closeView();
    await directMessage(world, 'lena', 'You’re waiting again');
    await directMessage(world, 'amina', 'Lena Lockedout is locked out');

    await adam.waitForHome(
      (view) => wordsOf(view).includes('take_help') && !wordsOf(view).includes('give_back'),
      { timeoutMs: 10_000 },
    );
    await modalAfter(world, 'adam', () => adam.clickInHome('decline_help'));
    const declined = await modalAfter(world, 'adam', () =>
      submitModal(world, 'adam', { reason: 'come to the desk with your badge' }),
    );
    expect(wordsOf(declined)).toContain('You declined');
    expect(await textOf(directMessage(world, 'lena', 'Reason: come to the desk'))).toContain(
      'come to the desk with your badge',
    );
  });

  it('a refused prompt takes nothing, and the person is not told that someone will call', async () => {
    world = await startWorld({});
    await ask(world, 'lena', 'request');
    const waiting = await directMessage(world, 'adam', 'take_help');
    const question = await ask(world, 'olivia', 'freeze');
    await press(world, 'olivia', question, 'freeze_issuing');
    expect(await textOf(clickOn('adam', waiting, 'take_help'))).toContain('All issuing is frozen.');
    expect(await listHelp()).toMatchObject([{ state: 'waiting' }]);
    expect(JSON.stringify(seenInDirectMessage(world, 'lena'))).not.toContain('taking care of');
  });

  it('it ends with a code that another issues, and when its time is over', async () => {
    world = await startWorld({});
    await ask(world, 'lena', 'request');
    await issue(world, 'amina', 'lena');
    await waitForEvent(world, 'help.done');
    await ask(world, 'mia', 'request');
    world.clock.advance(HELP_LIFETIME_MS);
    await waitForEvent(world, 'help.expired');
    expect(await textOf(directMessage(world, 'mia', 'The request for help expired'))).toContain(
      'type /backupcode request again',
    );
    expect((await listHelp()).map(({ state }) => state)).toEqual(['done', 'expired']);
  });

  it('S9: forged presses take, return, decline and cancel nothing', async () => {
    world = await startWorld({});
    const answer = await ask(world, 'lena', 'request');
    await clickOn('lena', answer, 'cancel_help');
    await ask(world, 'lena', 'request');
    const [, help] = await listHelp();
    const original = lastClick(world);
    for (const user of ['UMIA', 'UGINA', 'UHUGO', 'ULENA'])
      for (const actionId of ['take_help', 'give_back_help', 'decline_help'])
        await forgeClick(world, original, { user, actionId, value: help?.id });
    for (const user of ['UMIA', 'UADAM'])
      for (const actionId of ['cancel_help', 'disown_help'])
        await forgeClick(world, original, { user, actionId, value: help?.id });
    for (const value of ['', 'req_1', 'hlp_7sK2mPq9XcVb4nTzLw3R'])
      await forgeClick(world, original, { user: 'UADAM', actionId: 'take_help', value });
    await ask(world, 'adam', 'list queue');
    expect(await listHelp()).toMatchObject([{ state: 'cancelled' }, { state: 'waiting' }]);
  });
});
