import { hasField } from './has-field.ts';
import { findCode, toPlainText } from './plain-text.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** An owner can't wait for the second person. Everyone hears of it, and another person has to close the review. */
export async function tellBreakGlass({ sandbox }: Demo, story: Storyteller): Promise<void> {
  story.chapter('Break-glass: no one is there to approve. Adam reviews it afterwards');
  const olivia = sandbox.actAs('olivia');
  const direct = olivia.directChannel();
  await olivia.command('it-help', '/backupcode @amina locked out, the on-call admin');
  const prompt = await olivia.waitForMessage(direct, (message) =>
    toPlainText(message).includes('Break glass'),
  );
  story.screen('Olivia', toPlainText(prompt));
  story.line('   Olivia presses “Break glass”, gives her reason, and types the words “break glass”.');
  await olivia.click(prompt, 'break_glass');
  await olivia.waitForModal(hasField('words'));
  await olivia.submitView({
    reason: 'Adam is on a plane, and the shop is down',
    words: 'break glass',
    mode: [],
  });
  const ready = await olivia.waitForMessage(direct, (message) =>
    toPlainText(message).includes('You broke the glass'),
  );
  await olivia.closeView();
  const alarm = await olivia.waitForMessage('security-alerts', (message) =>
    toPlainText(message).includes('broke the glass'),
  );
  story.screen('#security-alerts', toPlainText(alarm));
  await olivia.click(ready, 'generate_code');
  const reveal = await olivia.waitForMessage(
    direct,
    (message) => findCode(message) !== null && message.ts === ready.ts,
  );
  story.check(reveal.ephemeral, 'Olivia gets the code without an approval');
  const adam = sandbox.actAs('adam');
  const notice = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes('broke the glass'),
  );
  story.screen('Adam, after his flight,', toPlainText(notice));
  await adam.click(notice, 'review_break_glass');
  await adam.waitForModal(hasField('verdict'));
  await adam.submitView({ verdict: 'justified', note: 'I called Olivia and Amina' });
  const closed = await olivia.waitForMessage('security-alerts', (message) =>
    toPlainText(message).includes('found the break-glass'),
  );
  await adam.closeView();
  story.screen('#security-alerts', toPlainText(closed));
  story.check(toPlainText(closed).includes('justified'), 'another person closed the review, with a note');
}
