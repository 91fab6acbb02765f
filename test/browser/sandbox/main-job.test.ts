import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listCodes, waitForEvent } from '../../support/act-in-slack.ts';
import { type PageWorld, shownCode, startPage } from '../support/start-page.ts';
import {
  actAs,
  CODE,
  CONTINUE,
  expectClean,
  followToDirectMessage,
  launchBrowser,
  tabTo,
  type Visitor,
  visit,
} from '../support/visitor.ts';

let browser: Browser;
let world: PageWorld;
let adam: Visitor;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await startPage();
  adam = await visit(browser, world.page.url);
});
afterEach(async () => {
  expectClean(adam);
  await adam.close();
  await world.stop();
});

describe('the whole story of the main job', () => {
  it('N3 N13 U1: by mouse: asked, confirmed, shown, told to Lena beside it, hidden, disowned', async () => {
    const { page } = adam;
    await adam.button(/Lena lost her phone/).click();
    await adam.button('Send').click();
    await followToDirectMessage(page);
    const prompt = adam.message('Generate a one-time backup code for Lena Lockedout?');
    await expect.poll(() => prompt.textContent()).toContain('Only visible to you');
    await prompt.getByRole('button', { name: 'Generate code' }).click();
    const reveal = adam.message('won’t be shown again');
    expect(await reveal.locator('pre').textContent()).toBe(shownCode(world));
    expect(await page.getByRole('button', { name: 'Generate code' }).count()).toBe(0);

    await adam.button('Side by side').click();
    const lena = page.getByRole('region', { name: 'Slack of Lena Lockedout' });
    const notice = lena
      .getByRole('article')
      .filter({ hasText: 'issued a one-time backup code for your Acme account' });
    await notice.waitFor();
    expect(await lena.textContent()).not.toMatch(CODE);

    await reveal.getByRole('button', { name: 'Hide now' }).click();
    await adam.message('can’t be shown again').waitFor();
    expect(await page.textContent('body')).not.toMatch(CODE);

    await notice.getByRole('button', { name: 'This wasn’t me' }).click();
    const question = lena.getByRole('dialog', { name: 'You didn’t ask for this?' });
    await question.getByRole('button', { name: 'Go back' }).click();
    expect((await listCodes(world, 'lena'))[0]).toMatchObject({ state: 'active' });
    await notice.getByRole('button', { name: 'This wasn’t me' }).click();
    await question.getByRole('button', { name: 'This wasn’t me' }).click();
    await lena.getByRole('article').filter({ hasText: 'no longer works' }).waitFor();
    await waitForEvent(world, 'code.revoked');
    expect((await listCodes(world, 'lena'))[0]).toMatchObject({
      state: 'revoked',
      revocationReason: 'disowned',
    });
  });

  it('N3 U1: by keyboard alone: completion, buttons, dialogs, and the focus is never lost', async () => {
    const { page } = adam;
    const { keyboard } = page;
    const manifest = JSON.parse(await readFile('manifests/socket-mode.json', 'utf8'));
    const [{ usage_hint }] = manifest.features.slash_commands;
    await tabTo(page, adam.composer);
    await keyboard.type('/ba');
    await page.getByRole('option', { name: /\/backupcode/ }).waitFor();
    await keyboard.press('Enter');
    expect(await adam.composer.inputValue()).toBe('/backupcode ');
    expect(await page.locator('.usage').textContent()).toContain(usage_hint);
    await keyboard.type('@l');
    await page.getByRole('option', { name: /Lena Lockedout/ }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await keyboard.type('lost phone');
    await keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: CONTINUE }), 'Shift+Tab');
    await keyboard.press('Enter');
    await tabTo(page, adam.button('Generate code'));
    await keyboard.press('Enter');
    const reveal = adam.message('won’t be shown again');
    await reveal.waitFor();
    expect(await reveal.locator('pre').textContent()).toBe(shownCode(world));
    // The button that was pressed is gone; the focus stays with its message.
    expect(await reveal.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(
      true,
    );

    await tabTo(page, adam.button('Revoke'));
    await keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: 'Revoke this code?' });
    await question.waitFor();
    for (let presses = 0; presses < 6; presses += 1) {
      await keyboard.press('Tab');
      expect(
        await question.evaluate((element) => element.contains(element.ownerDocument.activeElement)),
      ).toBe(true);
    }
    await keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        adam.button('Revoke').evaluate((element) => element === element.ownerDocument.activeElement),
      )
      .toBe(true);
    await keyboard.press('Enter');
    await question.waitFor();
    // The focus is on what answers the question.
    await keyboard.press('Enter');
    await adam.message('You revoked the backup code').waitFor();
    expect((await listCodes(world, 'lena'))[0]).toMatchObject({ state: 'revoked' });

    await tabTo(page, adam.button(/^Act as/), 'Shift+Tab');
    await keyboard.press('ArrowDown');
    await keyboard.type('lena');
    await keyboard.press('Enter');
    const lena = page.getByRole('navigation', { name: 'Workspace of Lena Lockedout' });
    await tabTo(page, lena.getByRole('button', { name: /Backupcode.*unread/ }));
    await keyboard.press('Enter');
    await adam.message('was revoked and no longer works').waitFor();
  });
});

it('U1 S9: an admin’s code takes two people: asked for on one side, approved on the other, seen by the asker alone', async () => {
  const { page } = adam;
  await adam.button('Side by side').click();
  await actAs(page, 'Olivia Owner', /^Act as \(right\)/);
  const left = page.getByRole('region', { name: 'Slack of Adam Admin' });
  const right = page.getByRole('region', { name: 'Slack of Olivia Owner' });
  await left.getByRole('textbox').fill('/backupcode @amina broken phone');
  await left.getByRole('textbox').press('Enter');
  await followToDirectMessage(left);
  await left.getByRole('button', { name: 'Ask for approval' }).click();
  await right.getByRole('button', { name: 'Approve' }).click();
  const question = right.getByRole('dialog', { name: 'Approve?' });
  // Only the one who is asked is held up.
  expect(await left.locator('.client-inner').getAttribute('inert')).toBeNull();
  await question.getByRole('button', { name: 'Approve' }).click();
  await left.getByRole('button', { name: 'Continue' }).click();
  await left.getByRole('button', { name: 'Generate code' }).click();
  await left.getByRole('article').filter({ hasText: 'won’t be shown again' }).waitFor();
  expect(await left.textContent()).toContain(shownCode(world));
  expect(await right.textContent()).not.toMatch(CODE);
});

describe('what can go otherwise', () => {
  it('U2 N12: a refusal names its reason and offers no button', async () => {
    await adam.composer.fill('/backupcode @ivan lost phone');
    await adam.composer.press('Enter');
    const refusal = adam.message('No code was generated.');
    await expect.poll(() => refusal.textContent()).toContain('hasn’t accepted the invitation');
    expect(await refusal.getByRole('button').count()).toBe(0);
    expect(world.codes).toEqual([]);
  });

  it('S11 N3: a double click makes one code, and leaves it on the screen', async () => {
    await adam.composer.fill('/backupcode @lena lost phone');
    await adam.composer.press('Enter');
    await followToDirectMessage(adam.page);
    await adam.button('Generate code').waitFor();
    // The answer takes a while, so that both clicks find the button.
    world.sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'latency', ms: 500 });
    await adam.button('Generate code').dblclick();
    await adam.message('won’t be shown again').waitFor();
    await waitForEvent(world, 'code.delivered');
    expect(world.sandbox.envelopes({ kind: 'interactive' })).toHaveLength(2);
    expect(await listCodes(world, 'lena')).toHaveLength(1);
    expect(await adam.message('won’t be shown again').locator('pre').textContent()).toMatch(CODE);
    expect(await adam.page.getByRole('alert').count()).toBe(0);
  });

  it('S12: a reload in the middle: the ephemeral is gone, the request is not', async () => {
    await adam.composer.fill('/backupcode @lena lost phone');
    await adam.composer.press('Enter');
    await followToDirectMessage(adam.page);
    await adam.button('Generate code').waitFor();
    await adam.page.reload();
    await adam.composer.waitFor();
    expect(await adam.page.getByRole('article').count()).toBe(0);
    const opened = await waitForEvent(world, 'request.opened');
    const id = String(opened.details.requestId);
    const request = await world.store.read.requests.find(world.organization.id, id as never);
    expect(request).toMatchObject({ state: 'pending' });
  });

  it('a dropped connection is said, comes back by itself, and nothing is missed', async () => {
    const { page } = adam;
    await page.context().setOffline(true);
    world.page.dropConnections();
    await page.getByText('Connection lost. Trying again…').waitFor();
    await world.sandbox.actAs('mia').say('it-help', 'said while the line was down');
    await page.context().setOffline(false);
    await adam.message('said while the line was down').waitFor();
    await expect.poll(() => page.getByText('Connection lost').count()).toBe(0);
    adam.complaints.length = 0;
  });
});
