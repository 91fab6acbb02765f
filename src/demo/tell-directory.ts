import type { SyncResult } from '../services/sources/run/sync-result.ts';
import { startAcmeVendors } from './acme-vendors.ts';
import { findCode, toPlainText } from './plain-text.ts';
import { redeemByHttp } from './redeem-by-http.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** BambooHR hires Nora, who can then be helped; JumpCloud suspends Theo, whose code ends. Both vendors are fakes on this machine. */
export async function tellDirectory(demo: Demo, story: Storyteller): Promise<void> {
  story.chapter('The directory fills itself: BambooHR hires Nora, JumpCloud suspends Theo');
  const vendors = await startAcmeVendors(demo);
  const check = (name: string, result: SyncResult, expected: 'created' | 'suspended') => {
    const count = result.kind === 'done' ? result.counts[expected] : 0;
    story.check(count === 1, `backupcode source sync ${name} -> ${result.kind}, ${expected} ${count}`);
  };
  try {
    const { hr, directory } = vendors;
    for (const { kind, name } of [hr, directory])
      story.line(`   An operator types: backupcode source add ${kind} ${name}`);
    check(hr.name, await vendors.employNora(true), 'created');
    await tellHired(demo, story);
    const code = await tellTheosCode(demo, story);
    check(directory.name, await vendors.suspendTheo(true), 'suspended');
    const attempt = await redeemByHttp(demo, 'theo@acme.test', code);
    story.line(`   POST /v1/codes/redeem -> ${attempt.status} ${attempt.summary}`);
    story.check(attempt.status !== 200, 'the code that Theo had ended with his account');
  } finally {
    await vendors.stop();
  }
}

async function tellHired({ sandbox }: Demo, story: Storyteller): Promise<void> {
  const adam = sandbox.actAs('adam');
  await adam.command('it-help', '/backupcode @nora lost phone');
  const prompt = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes('for Nora Newcomer?'),
  );
  story.screen('Adam, who asks for Nora,', toPlainText(prompt));
  story.check(findCode(prompt) === null, 'Nora can be helped, though no one has entered her here');
}

/** @returns a live code of Theo's */
async function tellTheosCode({ sandbox }: Demo, story: Storyteller): Promise<string> {
  const adam = sandbox.actAs('adam');
  await adam.command('it-help', '/backupcode @theo lost phone');
  const direct = adam.directChannel();
  const prompt = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes('for Theo Traveller?'),
  );
  await adam.click(prompt, 'generate_code');
  const reveal = await adam.waitForMessage(
    direct,
    (message) => findCode(message) !== null && toPlainText(message).includes('Theo'),
  );
  story.line('   Adam issues a code for Theo. Then JumpCloud suspends Theo, and the next sync reads it.');
  return findCode(reveal) ?? '';
}
