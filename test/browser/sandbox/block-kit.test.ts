import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GalleryWorld, startGallery } from '../support/gallery.ts';
import { expectClean, launchBrowser, type Visitor, visit } from '../support/visitor.ts';

let browser: Browser;
let world: GalleryWorld;
let adam: Visitor;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await startGallery();
  adam = await visit(browser, world.page.url, { permissions: ['clipboard-read', 'clipboard-write'] });
});
afterEach(async () => {
  expectClean(adam);
  await adam.close();
  await world.stop();
});

async function showGallery(): Promise<Locator> {
  await adam.composer.fill('/gallery');
  await adam.composer.press('Escape');
  await adam.composer.press('Enter');
  const message = adam.message('Everything');
  await message.waitFor();
  return message;
}

async function openForm(): Promise<Locator> {
  const message = await showGallery();
  await message.getByRole('button', { name: 'Open a form' }).click();
  const form = adam.page.getByRole('dialog', { name: 'A form' });
  await form.getByRole('textbox', { name: 'Subject' }).waitFor();
  return form;
}

const heard = (id: string) => expect.poll(() => world.heard.get(id));

describe('what is shown', () => {
  it('mrkdwn: styles, mentions, links, quotes, code, dates, emoji and escapes', async () => {
    const message = await showGallery();
    expect(await message.locator('strong', { hasText: /^bold$/ }).count()).toBe(1);
    expect(await message.locator('em', { hasText: /^italic$/ }).count()).toBe(1);
    expect(await message.locator('s').textContent()).toBe('strike');
    expect(await message.locator('p code').textContent()).toBe('code <b>');
    expect(await message.getByText('@Lena Lockedout').count()).toBe(2);
    expect(await message.getByText('#general').count()).toBe(1);
    expect(await message.getByRole('link', { name: 'the docs' }).getAttribute('href')).toBe(
      'https://docs.example/a?b=1&c=2',
    );
    expect(await message.getByRole('link', { name: 'https://bare.example/x' }).count()).toBe(1);
    expect(await message.textContent()).toContain('2*3*4 & snake_case_name');
    expect(await message.locator('blockquote').first().textContent()).toBe('quoted twice');
    expect(await message.locator('pre').first().textContent()).toBe('kept *as* is\n  <tag>');
    expect(await message.locator('time[datetime^="2025-01-01T00:00"]').textContent()).toMatch(
      /^20\d\d-\d\d-\d\d at \d+:\d\d/,
    );
    expect(await message.getByRole('img', { name: 'rotating light' }).textContent()).toBe('🚨');
    expect(await message.textContent()).toContain(':not_an_emoji:');
    expect(await message.textContent()).toContain('Right *not bold*');
    expect(await message.locator('ol li').allTextContents()).toEqual(['first', 'second']);
  });

  it('a code block is copied by its button, which says so', async () => {
    const message = await showGallery();
    await message.getByRole('button', { name: 'Copy this text' }).last().click();
    await message.getByText('Copied').waitFor();
    expect(await adam.page.evaluate('navigator.clipboard.readText()')).toBe('npm ci');
  });

  it('pictures from elsewhere are named, not loaded', async () => {
    const message = await showGallery();
    await message.getByRole('img', { name: 'a big picture' }).waitFor();
    expect(await message.locator('img').count()).toBe(0);
  });
});

describe('what can be done', () => {
  it('a button that asks first: no sends nothing, yes sends the click', async () => {
    const message = await showGallery();
    await message.getByRole('button', { name: 'Delete' }).click();
    const question = adam.page.getByRole('dialog', { name: 'Sure?' });
    await question.getByRole('button', { name: 'Keep it' }).click();
    expect(world.sandbox.envelopes({ kind: 'interactive' })).toEqual([]);
    await message.getByRole('button', { name: 'Delete' }).click();
    await question.getByRole('button', { name: 'Do it' }).click();
    await heard('danger').toMatchObject({ action_id: 'danger' });
  });

  it('menus, selects, pickers, checkboxes and radio buttons tell the app what was chosen', async () => {
    const message = await showGallery();
    const { page } = adam;
    await message.getByRole('button', { name: /^More/ }).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heard('more').toMatchObject({ selected_option: { value: 'archive' } });
    await message.getByRole('button', { name: /^Fruit/ }).press('ArrowDown');
    await page.keyboard.type('pe');
    await page.keyboard.press('Enter');
    await heard('fruit').toMatchObject({ selected_option: { value: 'pear' } });
    await message.getByRole('button', { name: 'Fruit: Pear' }).waitFor();
    await message.getByRole('button', { name: /^Somebody/ }).click();
    await page.getByRole('option', { name: /Mia Member/ }).click();
    await heard('who').toMatchObject({ selected_user: 'UMIA' });
    await message.locator('input[type=date]').fill('2026-02-03');
    await heard('day').toMatchObject({ selected_date: '2026-02-03' });
    await message.locator('input[type=time]').fill('10:45');
    await heard('hour').toMatchObject({ selected_time: '10:45' });
    await message.getByRole('checkbox', { name: 'Milk' }).check();
    await message.getByRole('checkbox', { name: 'Sugar' }).check();
    await heard('extras').toMatchObject({ selected_options: [{ value: 'milk' }, { value: 'sugar' }] });
    await message.getByRole('radio', { name: 'Large' }).check();
    await heard('size').toMatchObject({ selected_option: { value: 'large' } });
  });

  it('a click that is never acknowledged shows operation_timeout at the message', async () => {
    const message = await showGallery();
    await message.getByRole('button', { name: 'Never answered' }).click();
    await expect
      .poll(() => message.getByRole('alert').textContent(), { timeout: 8000 })
      .toContain('operation_timeout');
  });

  it('a command that is never acknowledged is told by Slackbot', async () => {
    await adam.composer.fill('/late ');
    await adam.composer.press('Enter');
    await adam.message('/late failed with the error "operation_timeout"').waitFor();
  });

  it('a thread takes replies, but no commands', async () => {
    await adam.composer.fill('hello <b> @lena');
    await adam.composer.press('Escape');
    await adam.composer.press('Enter');
    const message = adam.message('hello <b> @Lena Lockedout');
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    const thread = adam.page.getByRole('region', { name: 'Thread' });
    const reply = thread.getByRole('textbox', { name: 'Reply…' });
    await reply.fill('/gallery now');
    await reply.press('Enter');
    await thread.getByText('/gallery is not supported in threads. Sorry!').waitFor();
    await reply.fill('a reply');
    await reply.press('Enter');
    await thread.getByRole('article').filter({ hasText: 'a reply' }).waitFor();
    await reply.press('Escape');
    await message
      .getByRole('button', { name: /repl(y|ies)/ })
      .first()
      .waitFor();
    expect(world.sandbox.envelopes()).toEqual([]);
  });
});

describe('modals', () => {
  it('a required field and the app’s own error stand at their field; then the values arrive', async () => {
    const form = await openForm();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => form.getByRole('alert').allTextContents())
      .toEqual(['Please complete this required field.', 'Please complete this required field.']);
    const subject = form.getByRole('textbox', { name: 'Subject' });
    await subject.fill('wrong');
    await form.getByRole('button', { name: /^Fruit/ }).click();
    await adam.page.getByRole('option', { name: 'Apple' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Not that, please.').waitFor();
    expect(await subject.getAttribute('aria-invalid')).toBe('true');
    expect(await subject.inputValue()).toBe('wrong');
    await subject.fill('right');
    await form.getByRole('checkbox', { name: 'Milk' }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await heard('form').toMatchObject({
      subject_block: { subject: { value: 'right' } },
      fruit_block: { fruit: { selected_option: { value: 'apple' } } },
      extras_block: { extras: { selected_options: [{ value: 'milk' }] } },
    });
  });

  it('a button in it takes along what is typed and chosen by then, though nothing was submitted', async () => {
    const form = await openForm();
    await form.getByRole('textbox', { name: 'Subject' }).fill('half done');
    await form.getByRole('button', { name: /^Fruit/ }).click();
    await adam.page.getByRole('option', { name: 'Apple' }).click();
    await form.getByRole('button', { name: 'More details' }).click();
    await adam.page.getByRole('dialog', { name: /Details/ }).waitFor();
    const click = world.sandbox.envelopes({ kind: 'interactive' }).at(-1)?.payload;
    expect(click).toMatchObject({
      type: 'block_actions',
      view: {
        state: {
          values: {
            subject_block: { subject: { value: 'half done' } },
            fruit_block: { fruit: { selected_option: { value: 'apple' } } },
          },
        },
      },
    });
  });

  it('one opens over another; closing it leads back, with what was typed', async () => {
    const form = await openForm();
    await form.getByRole('textbox', { name: 'Subject' }).fill('half done');
    await form.getByRole('button', { name: 'More details' }).click();
    const deeper = adam.page.getByRole('dialog', { name: /Details/ });
    await deeper.getByText('Deeper down').waitFor();
    await adam.page.keyboard.press('Escape');
    await deeper.waitFor({ state: 'detached' });
    await expect.poll(() => form.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('half done');
    await adam.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });
});

it('an app has its Home, a Messages tab that may be read-only, and says what it is', async () => {
  const { page } = adam;
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Gallery/ })
    .click();
  await page.getByText('Sending messages to this app has been turned off.').waitFor();
  await page.getByRole('tab', { name: 'Messages' }).press('ArrowLeft');
  await page.getByText('Welcome home').waitFor();
  await page.getByRole('button', { name: 'Ring' }).click();
  await heard('home_button').toMatchObject({ action_id: 'home_button' });
  await page.getByRole('button', { name: /^Room/ }).click();
  await page.getByRole('option', { name: 'Cellar' }).click();
  await heard('home_select').toMatchObject({ selected_option: { value: 'cellar' } });
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByText('One of everything', { exact: true }).waitFor();
});
