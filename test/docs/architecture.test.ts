import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/ARCHITECTURE.md', 'utf8');
const files = globSync(['*', '.*.js', '{src,test,docs,manifests}/**/*'], { exclude: ['node_modules'] }).map(
  (path) => path.replaceAll('\\', '/'),
);

/** Whether there is something of this name: a file, or a folder, wherever it is. */
function isThere(name: string): boolean {
  const bare = name.replace(/\/$/, '');
  return files.some((path) => path === bare || path.endsWith(`/${bare}`));
}

it('docs/ARCHITECTURE.md names no file or folder that is not there', () => {
  const quoted = [...page.matchAll(/`((?:[\w.-]+\/)*[\w.-]+(?:\.(?:ts|js|json|md)|\/))`/g)].map(
    ([, name]) => name,
  );
  const listed = [...page.matchAll(/^ {2}([\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|js))) /gm)].map(
    ([, name]) => name,
  );
  const names = [...quoted, ...listed].filter((name) => name !== undefined);
  expect(listed.length).toBeGreaterThan(10);
  expect(quoted.length).toBeGreaterThan(15);
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

it('docs/ARCHITECTURE.md has each folder of src/ once, and each library of package.json', () => {
  const tree = /```\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const folders = [...tree.matchAll(/^ {2}([\w-]+)\//gm)].map(([, name]) => name);
  const known = globSync('src/*/').map((path) => path.replaceAll('\\', '/').replace(/^src\/|\/$/g, ''));
  // storage/ stands there by its two stores; compose/ with compose.ts.
  const expected = known.flatMap((name) =>
    name === 'storage' ? [name, name] : name === 'compose' ? [] : [name],
  );
  expect(folders.sort()).toEqual(expected.sort());
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const rows = page.slice(page.indexOf('## Libraries'));
  const missing = Object.keys(dependencies).filter((name) => !rows.includes(`\`${name}\``));
  expect(missing).toEqual([]);
  const names = rows.split('\n').map((line) => line.split('|')[1] ?? '');
  const libraries = names.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(libraries).toEqual([...new Set(libraries)]);
});
