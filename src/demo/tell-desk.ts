import { toPlainBlocks, toPlainText } from './plain-text.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** What the help desk sees: the list, and App Home, which speaks the language of its reader. */
export async function tellDesk({ sandbox }: Demo, story: Storyteller): Promise<void> {
  story.chapter('What is going on: the list, and App Home, in English and in German');
  const adam = sandbox.actAs('adam');
  await adam.command('it-help', '/backupcode list');
  const list = await adam.waitForMessage('it-help', ({ text }) => text.startsWith('Codes that work now'));
  story.screen('Adam, who typed /backupcode list,', toPlainText(list));
  story.check(list.ephemeral, 'the list is for his eyes only');
  await adam.openHome();
  const home = await adam.waitForHome(({ blocks }) => toPlainBlocks(blocks).includes('Codes that work'));
  story.screen('Adam, in App Home,', toPlainBlocks(home.blocks));
  await sandbox.changePerson('amina', { locale: 'de-DE', tz: 'Europe/Berlin' });
  const amina = sandbox.actAs('amina');
  await amina.openHome();
  const german = await amina.waitForHome(({ blocks }) => toPlainBlocks(blocks).includes('Gültige Codes'));
  story.screen('Amina, whose Slack is in German,', toPlainBlocks(german.blocks));
  story.check(
    !toPlainBlocks(german.blocks).includes('Codes that work'),
    'Amina reads German, and no word of English',
  );
}

/** An owner stops all issuing; it takes two people to resume it. */
export async function tellFreeze({ sandbox }: Demo, story: Storyteller): Promise<void> {
  story.chapter('Olivia freezes all issuing. Two people resume it');
  const olivia = sandbox.actAs('olivia');
  const adam = sandbox.actAs('adam');
  story.line('   Olivia types: /backupcode freeze an admin’s laptop was stolen');
  await olivia.command('it-help', '/backupcode freeze an admin’s laptop was stolen');
  const question = await olivia.waitForMessage('it-help', ({ text }) =>
    text.startsWith('Freeze all issuing'),
  );
  story.screen('Olivia', toPlainText(question));
  await olivia.click(question, 'freeze_issuing', { confirm: true });
  const done = await olivia.waitForMessage('it-help', (message) =>
    toPlainText(message).includes('You froze'),
  );
  story.screen('Olivia', toPlainText(done));
  await adam.command('it-help', '/backupcode @lena lost phone');
  const refused = await adam.waitForMessage('it-help', (message) =>
    toPlainText(message).includes('is frozen'),
  );
  story.screen('Adam, who asks for Lena,', toPlainText(refused));
  await olivia.command('it-help', '/backupcode unfreeze');
  const proposed = await olivia.waitForMessage('it-help', (message) =>
    toPlainText(message).includes('A second person has to agree'),
  );
  story.screen('Olivia, who typed /backupcode unfreeze,', toPlainText(proposed));
  await adam.command('it-help', '/backupcode unfreeze');
  const goesOn = await adam.waitForMessage('it-help', (message) =>
    toPlainText(message).includes('Issuing has resumed'),
  );
  story.screen('Adam, who typed it too,', toPlainText(goesOn));
  story.check(goesOn.ephemeral, 'issuing has resumed, as two people agreed');
}
