import { setTimeout as wait } from 'node:timers/promises';
import { dana, erik, startAcmeProviders, type VendorPerson } from './acme-providers.ts';
import { createHttpBrowser, readPage } from './http-browser.ts';
import { findVendorCode, toPlainText } from './plain-text.ts';
import type { Demo } from './start-demo.ts';
import type { Storyteller } from './storyteller.ts';

/** Erik signs in at Entra ID, Dana with Duo. Their own vendor makes their codes, and tells when one was used. */
export async function tellProviders(demo: Demo, story: Storyteller): Promise<void> {
  story.chapter('Erik signs in at Entra ID, Dana with Duo: their vendor makes their codes');
  const providers = await startAcmeProviders(demo);
  try {
    for (const { kind, name } of [providers.entra, providers.duo])
      story.line(`   An operator types: backupcode provider add ${kind} ${name}`);
    story.line('   And: backupcode policy set providers="group:Office=Entra, group:Field=Duo"');
    await tellVendorCode(demo, story, erik, 'Entra ID', providers.signIn.urlOf('entra'));
    await tellVendorCode(demo, story, dana, 'Duo', providers.signIn.urlOf('duo'));
  } finally {
    await providers.stop();
  }
}

async function tellVendorCode(
  demo: Demo,
  story: Storyteller,
  { handle, realName, login }: VendorPerson,
  vendor: string,
  url: string,
): Promise<void> {
  const { sandbox } = demo;
  const adam = sandbox.actAs('adam');
  const direct = adam.directChannel();
  const [name = ''] = realName.split(' ');
  await adam.command('it-help', `/backupcode @${handle} lost phone`);
  const prompt = await adam.waitForMessage(direct, (message) =>
    toPlainText(message).includes(`for ${realName}?`),
  );
  story.screen(`Adam, who typed /backupcode @${handle} lost phone,`, toPlainText(prompt));
  await adam.click(prompt, 'generate_code');
  const reveal = await adam.waitForMessage(
    direct,
    (message) => findVendorCode(message) !== null && toPlainText(message).includes(realName),
  );
  story.screen('Adam', toPlainText(reveal));
  const code = findVendorCode(reveal) ?? '';
  const person = sandbox.actAs(handle);
  const notice = await person.waitForMessage(person.directChannel(), ({ text }) =>
    text.includes('issued a backup code'),
  );
  story.screen(name, toPlainText(notice));
  story.line(`   Adam calls ${name}, makes sure it is really ${name}, and reads out the code.`);
  demo.skip(CALL_MS);
  const browser = createHttpBrowser();
  const asked = await browser.open(url);
  const inside = await browser.submit(asked, { login, code });
  story.screen(`${name}, at ${vendor},`, readPage(inside));
  const again = await createHttpBrowser().submit(asked, { login, code });
  story.check(inside.status === 200 && again.status === 401, `${vendor} lets ${name} in with it, once`);
  story.line(`   ${name} sets up a new authenticator there. A minute passes.`);
  await browser.press(inside, 'Set up a new authenticator');
  demo.skip(A_MINUTE_MS);
  const used = await adam.waitForMessage(direct, (message) => {
    const text = toPlainText(message);
    return text.includes('was used') && text.includes(realName);
  });
  story.screen('Adam', toPlainText(used));
  story.check(
    await waitForEnrolment(demo, login),
    `${vendor} says that ${name} has a new authenticator: no one needs to be reminded`,
  );
  const events = JSON.stringify(await demo.store.read.audit.listLatest(demo.organization.id, 100));
  story.check(
    code !== '' && !events.includes(code) && !demo.log().includes(code),
    'the code itself is in no log and in no audit event',
  );
}

const CALL_MS = 30_000;
const A_MINUTE_MS = 61_000;
const TRIES = 100;
const WAIT_MS = 100;

/** Whether the vendor's word of a new factor arrives. */
async function waitForEnrolment({ store, organization }: Demo, login: string): Promise<boolean> {
  const [person] = await store.read.directory.listUsersByLogins(organization.id, [login]);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const events = await store.read.audit.listLatest(organization.id, 20);
    if (events.some(({ action, target }) => action === 'factor.enrolled' && target === person?.id))
      return true;
    await wait(WAIT_MS);
  }
  return false;
}
