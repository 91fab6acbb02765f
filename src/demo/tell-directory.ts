import { setTimeout as wait } from 'node:timers/promises';
import { createSourceConnectors } from '../compose/source-connectors.ts';
import type { System } from '../compose.ts';
import { Secret } from '../domain/crypto/secret.ts';
import type { Source } from '../domain/directory/source.ts';
import { startBambooFake } from '../sandbox/vendors/bamboohr.ts';
import { startJumpCloudFake } from '../sandbox/vendors/jumpcloud.ts';
import type { NewSource } from '../services/sources/add-source.ts';
import { createSourceServices } from '../services/sources/source-services.ts';
import { openSyncStaging } from '../system/open-sync-staging.ts';
import { findCode, toPlainText } from './plain-text.ts';
import { redeemByHttp } from './redeem-by-http.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** BambooHR hires Nora, who can then be helped; JumpCloud suspends Theo, whose code ends. Both vendors are fakes on this machine. */
export async function tellDirectory(demo: Demo, system: System, story: Storyteller): Promise<void> {
  story.chapter('The directory fills itself: BambooHR hires Nora, JumpCloud suspends Theo');
  const now = system.clock.now;
  const bamboo = await startBambooFake({ now });
  const jumpCloud = await startJumpCloudFake({ now });
  try {
    const directory = openDirectory(demo, system, story);
    bamboo.hire({ firstName: 'Nora', lastName: 'Newcomer', workEmail: 'nora@acme.test' });
    const hr = await directory.add({
      kind: 'bamboohr',
      name: 'HR',
      settings: { company: 'acme', url: bamboo.origin },
      secret: new Secret('bamboo_fake'),
    });
    await directory.sync(hr, 'created');
    await tellHired(demo, story);

    const theo = jumpCloud.add({ email: 'theo@acme.test', displayname: 'Theo Traveller' });
    const it = await directory.add({
      kind: 'jumpcloud',
      name: 'Directory',
      settings: { url: jumpCloud.origin },
      secret: new Secret('jca_fake'),
    });
    await directory.sync(it, 'created');
    const code = await tellTheosCode(demo, story);
    jumpCloud.suspend(theo._id);
    await directory.sync(it, 'suspended');
    const attempt = await redeemByHttp(demo, 'theo@acme.test', code);
    story.line(`   POST /v1/codes/redeem -> ${attempt.status} ${attempt.summary}`);
    story.check(attempt.status !== 200, 'the code that Theo had ended with his account');
  } finally {
    await Promise.all([bamboo.stop(), jumpCloud.stop()]);
  }
}

/** What an operator would type. */
function openDirectory({ store, keys, organization }: Demo, system: System, story: Storyteller) {
  const connectors = createSourceConnectors({
    ...system,
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
    allowLoopback: true,
  });
  const services = createSourceServices({ ...system, store, keys, connectors, openSyncStaging });
  const { signal } = new AbortController();
  return {
    async add(source: NewSource): Promise<Source> {
      story.line(`   An operator types: backupcode source add ${source.kind} ${source.name}`);
      const added = await services.addSource(organization.id, source, signal);
      if (added.kind !== 'added') throw new Error(`The source could not be added: ${added.kind}`);
      return added.source;
    },
    async sync({ id, name }: Source, expected: 'created' | 'suspended'): Promise<void> {
      const options = { isFull: false, signal, onAbort: 'cancel' } as const;
      const result = await services.runSync(organization.id, id, options);
      const count = result.kind === 'done' ? result.counts[expected] : 0;
      story.check(count === 1, `backupcode source sync ${name} -> ${result.kind}, ${expected} ${count}`);
    },
  };
}

async function tellHired({ sandbox }: Demo, story: Storyteller): Promise<void> {
  const adam = sandbox.actAs('adam');
  await adam.command('it-help', '/backupcode @nora lost phone');
  const prompt = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes('for Nora Newcomer?'),
  );
  story.screen('Adam, about @nora', toPlainText(prompt));
  story.check(findCode(prompt) === null, 'Nora can be helped, though no one has entered her here');
}

/** @returns a live code of Theo's */
async function tellTheosCode({ sandbox }: Demo, story: Storyteller): Promise<string> {
  const adam = sandbox.actAs('adam');
  const { teamId } = sandbox.person('nora');
  await sandbox.joinTeam({
    id: 'UTHEO',
    teamId,
    handle: 'theo',
    realName: 'Theo Traveller',
    email: 'theo@acme.test',
    isEmailConfirmed: true,
  });
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
