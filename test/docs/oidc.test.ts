import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { oidc } from '../../src/messages/en/oidc.ts';

const page = readFileSync('docs/OIDC.md', 'utf8');
const points = page
  .slice(page.indexOf('## Conformance points'), page.indexOf('## Limits'))
  .split('\n')
  .filter((line) => (line.startsWith('| ') && line.includes('`: ')) || /`pages`|`test\//.test(line))
  .map((line) => line.split('|')[2]?.trim() ?? '');

/** `file`: words; more words; `file` */
const proofs = points.flatMap((cell) =>
  [...cell.matchAll(/`([\w/-]+)`(?:: ([^`]*))?/g)].map(([, file = '', words = '']) => ({
    file,
    words: words
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== '' && each !== 'all of it'),
  })),
);

it('docs/OIDC.md names a test for each point of conformance', () => {
  expect(proofs.length).toBeGreaterThan(20);
});

it.each(proofs)('$file has the tests $words', ({ file, words }) => {
  const [path = ''] = [
    `test/oidc/${file}.test.ts`,
    `test/oidc/page/${file}.test.ts`,
    `${file}.test.ts`,
  ].filter((each) => existsSync(each));
  expect(path, file).not.toBe('');
  const source = readFileSync(path, 'utf8');
  const missing = words.filter((each) => !source.toLowerCase().includes(each.toLowerCase()));
  expect(missing).toEqual([]);
});

it('docs/CONNECT.md names pages by their titles', () => {
  const titles = Object.entries<string>(oidc).flatMap(([key, text]) =>
    key.startsWith('oidc.error.') ? [text] : [],
  );
  const named = [...readFileSync('docs/CONNECT.md', 'utf8').matchAll(/our page: \*([^*]+)\*/g)];
  expect(named.length).toBeGreaterThan(2);
  expect(named.map(([, title = '']) => title).filter((title) => !titles.includes(title))).toEqual([]);
});
