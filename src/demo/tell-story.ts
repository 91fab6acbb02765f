import { createVerifyAudit } from '../services/audit/verify-audit.ts';
import { findCode, toPlainText } from './plain-text.ts';
import { redeemByHttp } from './redeem-by-http.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';
import { tellBreakGlass } from './tell-break-glass.ts';
import { tellDesk, tellFreeze } from './tell-desk.ts';
import { tellDirectory } from './tell-directory.ts';
import { tellExecutive } from './tell-executive.ts';
import { tellPortal } from './tell-portal.ts';
import { tellProviders } from './tell-providers.ts';

/** Walks through the whole of the main job, by real clicks, real messages and real HTTP. */
export async function tellStory(demo: Demo, story: Storyteller): Promise<void> {
  story.line(
    'Acme’s Slack is a sandbox on this machine; the bot, its store and its HTTP service are the real ones.',
  );
  const code = await tellIssue(demo, story);
  await tellPortal(demo, story, code);
  await tellRedeem(demo, story, code);
  await tellRefusals(demo, story);
  await tellDisowned(demo, story);
  await tellApproval(demo, story);
  await tellExecutive(demo, story);
  await tellBreakGlass(demo, story);
  await tellDesk(demo, story);
  await tellFreeze(demo, story);
  await tellDirectory(demo, story);
  await tellProviders(demo, story);
  await tellAudit(demo, story);
}

async function tellIssue({ sandbox }: Demo, story: Storyteller): Promise<string> {
  story.chapter('Lena lost her phone. Adam, an Organization Admin, issues a backup code');
  const adam = sandbox.actAs('adam');
  const lena = sandbox.actAs('lena');
  story.line('   Adam types: /backupcode @lena lost phone');
  await adam.command('it-help', '/backupcode @lena lost phone');
  const way = await adam.waitForMessage('it-help', (message) => message.text.includes('Continue in'));
  story.screen('Adam, in #it-help,', toPlainText(way));
  const direct = adam.directChannel();
  const prompt = await adam.waitForMessage(direct, (message) => message.text.includes('please confirm'));
  story.screen('Adam, in his direct message with Backupcode,', toPlainText(prompt));
  story.line('   Adam presses “Generate code”.');
  await adam.click(prompt, 'generate_code');
  const reveal = await adam.waitForMessage(direct, (message) => findCode(message) !== null);
  story.screen('Adam', toPlainText(reveal));
  story.check(
    reveal.ephemeral && sandbox.actAs('mia').visibleMessages('it-help').length === 0,
    'no one else sees anything, in the channel or elsewhere',
  );
  const notice = await lena.waitForMessage(lena.directChannel(), (message) =>
    message.text.includes('issued a backup code'),
  );
  story.screen('Lena', toPlainText(notice));
  const code = findCode(reveal) ?? '';
  story.check(findCode(notice) === null, 'the notice to Lena does not hold the code');
  story.line('   Adam calls Lena, makes sure it’s her, reads her the code, and presses “Hide now”.');
  await adam.click(reveal, 'hide_code');
  const hidden = await adam.waitForMessage(direct, (message) => message.text.includes('hidden'));
  story.check(findCode(hidden) === null, 'the code is off Adam’s screen');
  return code;
}

async function tellRedeem(demo: Demo, story: Storyteller, code: string): Promise<void> {
  story.chapter('The same by HTTP, for a login page of one’s own; and Adam is notified');
  const again = await redeemByHttp(demo, 'lena@acme.test', code);
  story.line(
    `   POST /v1/codes/redeem (the code that was used at the portal) -> ${again.status} ${again.summary}`,
  );
  story.check(again.code === 'code_used', 'a code that was used over OpenID Connect is used here as well');
  const adam = demo.sandbox.actAs('adam');
  const told = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes('was used'),
  );
  story.screen('Adam', toPlainText(told));
}

const refusals = [
  ['Adam', '@ivan', 'hasn’t accepted the invitation', 'an invited user'],
  ['Adam', '@uma', 'which your organization hasn’t verified', 'a person on an unverified domain'],
  ['Mia', '@lena', 'Only Organization Owners', 'a member asking'],
  ['Adam', '@adam', 'for yourself', 'oneself'],
  ['Adam', '@olivia', 'You can’t issue codes for Owners', 'an admin asking for the owner'],
  ['Adam', 'lena', 'I need a mention', 'a plain name instead of a mention'],
] as const;

async function tellRefusals({ sandbox }: Demo, story: Storyteller): Promise<void> {
  story.chapter('What is refused, and why');
  for (const [asker, target, expected, what] of refusals) {
    const person = sandbox.actAs(asker.toLowerCase());
    const before = new Set(person.visibleMessages('general').map(({ ts }) => ts));
    await person.command('general', `/backupcode ${target} lost phone`);
    const answer = await person.waitForMessage('general', (message) => !before.has(message.ts));
    story.line(`   ${asker} types: /backupcode ${target} lost phone`);
    story.screen(asker, toPlainText(answer));
    story.check(toPlainText(answer).includes(expected) && findCode(answer) === null, `refused: ${what}`);
  }
}

async function tellDisowned(demo: Demo, story: Storyteller): Promise<void> {
  story.chapter('A stranger talks Adam into a code for Mia. Mia says: “This wasn’t me”');
  const { sandbox } = demo;
  const adam = sandbox.actAs('adam');
  const mia = sandbox.actAs('mia');
  await adam.command('it-help', '/backupcode @mia new phone, very urgent');
  const direct = adam.directChannel();
  const prompt = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes('for Mia Member?'),
  );
  await adam.click(prompt, 'generate_code');
  const reveal = await adam.waitForMessage(direct, (message) => findCode(message) !== null);
  const notice = await mia.waitForMessage(mia.directChannel(), (message) =>
    message.text.includes('issued a backup code'),
  );
  story.line('   Mia presses “This wasn’t me”.');
  await mia.click(notice, 'disown_code', { confirm: true });
  const answer = await mia.waitForMessage(mia.directChannel(), (message) =>
    toPlainText(message).includes('no longer works'),
  );
  story.screen('Mia', toPlainText(answer));
  const attempt = await redeemByHttp(demo, 'mia@acme.test', findCode(reveal) ?? '');
  story.line(`   The stranger tries the code: POST /v1/codes/redeem -> ${attempt.status} ${attempt.summary}`);
  story.check(attempt.status !== 200, 'the code is worthless');
  const olivia = sandbox.actAs('olivia');
  const alert = await olivia.waitForMessage('security-alerts', (message) =>
    toPlainText(message).includes('This wasn’t me'),
  );
  story.screen('#security-alerts', toPlainText(alert));
  const warned = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes('This wasn’t me'),
  );
  story.check(toPlainText(warned).includes('may be an impostor'), 'Adam is warned as well');
  await releaseAdam(olivia, story);
}

/** Adam can't issue codes, nor approve, until an owner has looked. */
async function releaseAdam(olivia: ReturnType<Demo['sandbox']['actAs']>, story: Storyteller): Promise<void> {
  story.line('   Olivia calls Adam and Mia. Then she types: /backupcode unfreeze @adam');
  await olivia.command('it-help', '/backupcode unfreeze @adam');
  const released = await olivia.waitForMessage('it-help', (message) =>
    toPlainText(message).includes('can issue codes again'),
  );
  story.screen('Olivia', toPlainText(released));
  story.check(released.ephemeral, 'Adam can issue again, once an owner has looked');
}

async function tellApproval({ sandbox }: Demo, story: Storyteller): Promise<void> {
  story.chapter('A code for an admin takes two people');
  const olivia = sandbox.actAs('olivia');
  const adam = sandbox.actAs('adam');
  await olivia.command('it-help', '/backupcode @amina broken phone');
  const prompt = await olivia.waitForMessage(olivia.directChannel(), (message) =>
    toPlainText(message).includes('Amina Admin?'),
  );
  await olivia.click(prompt, 'ask_approval');
  const question = await adam.waitForMessage(adam.directChannel(), (message) =>
    message.text.includes('asks you to approve'),
  );
  story.screen('Adam', toPlainText(question));
  await adam.click(question, 'approve_request', { confirm: true });
  const approved = await olivia.waitForMessage(olivia.directChannel(), (message) =>
    message.text.includes('was approved'),
  );
  await olivia.click(approved, 'show_prompt');
  const confirm = await olivia.waitForMessage(olivia.directChannel(), (message) =>
    toPlainText(message).includes('Generate a one-time backup code for Amina Admin?'),
  );
  await olivia.click(confirm, 'generate_code');
  const reveal = await olivia.waitForMessage(olivia.directChannel(), (message) => findCode(message) !== null);
  story.check(reveal.ephemeral, 'Olivia gets the code, for her eyes only; Adam, who approved, never sees it');
  const amina = sandbox.actAs('amina');
  await amina.waitForMessage(amina.directChannel(), (message) =>
    message.text.includes('issued a backup code'),
  );
  story.line('   Amina is notified as well.');
}

async function tellAudit({ store, keys, organization }: Demo, story: Storyteller): Promise<void> {
  story.chapter('Every action is logged');
  const events = await store.read.audit.listLatest(organization.id, 8);
  for (const event of events.reverse()) {
    story.line(
      `   ${String(event.sequence).padStart(3)}  ${event.at.slice(0, 19)}Z  ${event.action.padEnd(22)} ${event.outcome.padEnd(8)} ${event.reason ?? ''}`.trimEnd(),
    );
  }
  const verified = await createVerifyAudit({ store, keys })(organization.id);
  const length = verified.kind === 'sound' ? verified.head.sequence : 0;
  story.check(verified.kind === 'sound', `audit verify: ${length} events, every link of the chain holds`);
}
