import { afterEach, expect, it } from 'vitest';
import { createHttpBrowser, readPage } from '../../src/demo/http-browser.ts';
import { startVendorSignIn, type VendorSignIn } from '../../src/portal/start-vendor-sign-in.ts';

const factors: string[] = [];
const codes = new Set(['pass-1']);
let site: VendorSignIn | undefined;
afterEach(() => site?.stop());

async function start() {
  factors.length = 0;
  site = await startVendorSignIn([
    {
      id: 'vendor',
      name: 'Vendor & Co',
      codeName: 'Temporary <Pass>',
      login: 'erik@acme.test',
      signIn: (login, code) => login === 'erik@acme.test' && codes.delete(code),
      addFactor: (login) => void factors.push(login),
    },
  ]);
  return site.urlOf('vendor');
}

it('a code lets its person in once; then they add a factor', async () => {
  const url = await start();
  const browser = createHttpBrowser();
  const asked = await browser.open(url);
  expect(asked.html).toContain('Vendor &#38; Co');
  expect(asked.html).not.toContain('<Pass>');
  const login = 'Erik@acme.test ';
  const inside = await browser.submit(asked, { login, code: ' pass-1' });
  expect(readPage(inside)).toContain('You are in');
  const again = await browser.submit(asked, { login, code: 'pass-1' });
  expect([again.status, readPage(again)]).toEqual([401, expect.stringContaining('doesn’t work')]);
  const done = await browser.press(inside, 'Set up');
  expect(readPage(done)).toContain('is set up');
  expect(factors).toEqual(['erik@acme.test']);
  // Pressed twice, or without having signed in: back to the sign-in.
  await browser.press(inside, 'Set up');
  expect(factors).toHaveLength(1);
});
