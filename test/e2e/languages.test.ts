import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  answerTo,
  ask,
  directMessage,
  issue,
  press,
  seenInDirectMessage,
  waitForChange,
} from '../support/act-in-slack.ts';
import { findEnglish } from '../support/find-english.ts';
import { startWorld, storeKinds, type World, type WorldOptions } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** A world in which these people have chosen German in Slack. */
async function startWith(germans: readonly string[], options: WorldOptions = {}): Promise<void> {
  world = await startWorld(options);
  for (const who of germans) await world.sandbox.changePerson(who, { locale: 'de-DE', tz: 'Europe/Berlin' });
}

const read = (message: VisibleMessage) => `${message.text}\n${toPlainText(message)}`;

describe.each(storeKinds)('German and English side by side, on %s', (store) => {
  it('U2: an admin with a German Slack goes the whole way in German, from the first prompt', async () => {
    await startWith(['adam'], { store });
    const adam = world.sandbox.actAs('adam');
    const seen: VisibleMessage[] = [];
    const prompt = await ask(world, 'adam', '@lena Handy verloren');
    seen.push(prompt, ...adam.visibleMessages('general'));
    expect(read(prompt)).toContain('[ Code erzeugen ]  [ Optionen ]  [ Abbrechen ]');
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    seen.push(reveal);
    expect(read(reveal)).toContain('Nur Sie sehen ihn. Er wird nicht noch einmal angezeigt.');
    seen.push(await press(world, 'adam', reveal, 'hide_code'));
    seen.push(await ask(world, 'adam', 'status @lena'));
    seen.push(await ask(world, 'adam', '@olivia'));
    seen.push(await ask(world, 'adam', 'list'));
    seen.push(await ask(world, 'adam', 'help'));
    seen.push(await ask(world, 'adam', 'lena'));
    for (const message of seen) expect(findEnglish(read(message))).toEqual([]);
  });

  it('U2 N19: of one event each reads in their own language, and many in the organization’s', async () => {
    await startWith(['lena', 'olivia'], {
      store,
      policy: { securityChannelId: 'CSECURITY', language: 'de' },
    });
    const { reveal } = await issue(world, 'adam', 'lena');
    expect(findEnglish(read(reveal))).not.toEqual([]);

    const notice = await directMessage(world, 'lena', 'Backup-Code für Ihr Konto');
    expect(findEnglish(read(notice))).toEqual([]);
    expect(read(notice)).toContain('[ Das war ich nicht ]');

    const answer = await press(world, 'lena', notice, 'disown_code', { confirm: true });
    expect(findEnglish(read(answer))).toEqual([]);
    const hidden = await waitForChange(world, 'adam', reveal);
    expect(read(hidden)).toContain('said “This wasn’t me”');
    expect(findEnglish(read(await directMessage(world, 'adam', 'Lena Lockedout says')))).not.toEqual([]);
    const security = await world.sandbox
      .actAs('olivia')
      .waitForMessage('security-alerts', (message) => read(message).includes('Das war ich nicht'));
    expect(findEnglish(read(security))).toEqual([]);
  });

  it('U2: a person who is no one here is refused in the language that Slack has just told', async () => {
    await startWith(['evan'], { store });
    const refusal = await ask(world, 'evan', '@lena');
    expect(read(refusal)).toContain('Es wurde kein Code erzeugt.');
    expect(findEnglish(read(refusal))).toEqual([]);
  });
});

describe('a language that changes', () => {
  it('U2: counts from the next look-up, for notices too', async () => {
    await startWith([]);
    await issue(world, 'adam', 'lena');
    await directMessage(world, 'lena', 'issued a one-time backup code');
    await world.sandbox.changePerson('lena', { locale: 'de-AT', tz: 'Europe/Vienna' });
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'für Ihr Konto bei Acme');
    // What is read where Slack shows no time of its own.
    expect(JSON.stringify(notice.blocks)).toMatch(
      /\^\{date_short_pretty\} um \{time\}\|\d+\. \p{L}+\.? \d{4}, \d\d:\d\d (MEZ|MESZ)>/u,
    );
  });

  it('U2: a person whom Slack was never asked about is written to in the organization’s language', async () => {
    await startWith([], { policy: { language: 'de', privilegedRoles: ['owner', 'admin'] } });
    const prompt = await ask(world, 'olivia', '@amina broken phone');
    expect(read(prompt)).toContain('Ask for approval');
    await press(world, 'olivia', prompt, 'ask_approval');
    const question = await directMessage(world, 'adam', 'bittet Sie um die Freigabe');
    expect(findEnglish(read(question))).toEqual([]);
    // Slack is asked about Adam as soon as he clicks: he turns out to speak English.
    const adam = world.sandbox.actAs('adam');
    const answer = await answerTo(adam, question.channel, () =>
      adam.click(question, 'approve_request', { confirm: true }),
    );
    expect(read(answer)).toContain('You approved');
  });

  it('N14: no message of an English conversation has a German word while a German one goes on', async () => {
    await startWith(['olivia']);
    const [german, english] = await Promise.all([
      ask(world, 'olivia', '@lena Handy verloren'),
      ask(world, 'adam', '@mia lost phone'),
    ]);
    expect(findEnglish(read(german))).toEqual([]);
    expect(read(english)).toContain('Generate a one-time backup code for Mia Member?');
    expect(seenInDirectMessage(world, 'adam').map(read).join('\n')).not.toContain('Backup-Code');
  });
});
