import { riskSignals } from '../domain/requests/risk-signal.ts';
import { createSetPolicy } from '../services/organization/set-policy.ts';
import { hasField } from './has-field.ts';
import { findCode, toPlainText } from './plain-text.ts';
import { seedGroup } from './seed-group.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** A code for a member of the board: the caller is verified, both sides hear the same two words, and two people approve. */
export async function tellExecutive(demo: Demo, story: Storyteller): Promise<void> {
  story.chapter('Mia is on the board: the caller is verified, and two people approve');
  const { sandbox, organization } = demo;
  const board = await seedGroup(demo, organization, {
    source: 'Headquarters',
    name: 'Board',
    members: ['mia@acme.test'],
  });
  const set = await createSetPolicy(demo)(organization.id, {
    executiveGroups: [board],
    twoWayWords: ['executive'],
    // The story asks for Mia a second time within the hour, at any time of day.
    riskSignals: riskSignals.filter((signal) => signal === 'wrong_codes'),
  });
  story.check(
    set.kind === 'changed',
    'an owner decided: members of the group Board are of the tier executive',
  );
  const adam = sandbox.actAs('adam');
  const direct = adam.directChannel();
  await adam.command('it-help', '/backupcode @mia new laptop');
  const prompt = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes('Verify caller'),
  );
  story.screen('Adam', toPlainText(prompt));
  const mia = sandbox.actAs('mia');
  const words = await mia.waitForMessage(mia.directChannel(), (message) =>
    toPlainText(message).includes('two words'),
  );
  story.screen('Mia', toPlainText(words));
  story.line(
    '   Adam calls Mia by video, tells her the two words, and sees her badge. He presses “Verify caller”.',
  );
  await adam.click(prompt, 'verify_caller');
  await adam.waitForModal(hasField('methods'));
  await adam.submitView({
    reason: 'new laptop',
    methods: ['video', 'in_person'],
    evidence_video: 'badge 4711, same face',
    evidence_in_person: 'met at reception',
  });
  const verified = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes('Ask for approval'),
  );
  story.screen('Adam', toPlainText(verified));
  await adam.click(verified, 'ask_approval');
  for (const [name, person] of [
    ['Amina', sandbox.actAs('amina')],
    ['Olivia', sandbox.actAs('olivia')],
  ] as const) {
    const question = await person.waitForMessage(person.directChannel(), (message) =>
      toPlainText(message).includes('Approve a backup code for Mia'),
    );
    if (name === 'Amina') story.screen(name, toPlainText(question));
    await person.click(question, 'approve_request', { confirm: true });
    story.line(`   ${name} presses “Approve”.`);
    if (name === 'Amina')
      story.check(
        !adam.visibleMessages(direct).some(({ text }) => text.includes('was approved')),
        'one approval is not enough',
      );
  }
  const approved = await adam.waitForMessage(direct, ({ text }) => text.includes('was approved'));
  await adam.click(approved, 'show_prompt');
  const ready = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes('Generate a one-time backup code for Mia Member?'),
  );
  await adam.click(ready, 'generate_code');
  const reveal = await adam.waitForMessage(
    direct,
    (message) => findCode(message) !== null && message.ts === ready.ts,
  );
  story.check(
    reveal.ephemeral,
    'Adam, who verified the caller, gets the code; neither of the two who approved does',
  );
}
