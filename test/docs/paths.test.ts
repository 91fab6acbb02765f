import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

const pages = globSync(['*.md', 'docs/*.md']);
const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const path = new RegExp(`\`((?:src|test|docs|manifests|${rooms.join('|')})/[\\w./-]*)\``, 'g');

/** A page may name a file from the root or from `src/`, and a test without its ending. */
function isThere(name: string): boolean {
  return [name, `src/${name}`, `${name}.ts`, `${name}.test.ts`, `test/${name}.test.ts`].some((each) =>
    existsSync(each),
  );
}

it.each(pages)('%s names no path that is not there', (page) => {
  const names = [...readFileSync(page, 'utf8').matchAll(path)].map(([, name = '']) => name);
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

const files = new Set(globSync('{src,test,manifests}/**/*.*').map((each) => basename(each)));

it.each(pages)('%s names no file that is not there', (page) => {
  const named = readFileSync(page, 'utf8').matchAll(/`(?:[\w./-]+\/)?([\w.-]+\.ts)`/g);
  expect([...named].map(([, name = '']) => name).filter((name) => !files.has(name))).toEqual([]);
});

it('the pages name many paths, so the test above can fail', () => {
  const names = pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(path)]);
  expect(names.length).toBeGreaterThan(50);
  expect(isThere('services/held-notices.ts')).toBe(false);
});
