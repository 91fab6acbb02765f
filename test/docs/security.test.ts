import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const document = await readFile('docs/SECURITY.md', 'utf8');
const threats = document
  .split('\n')
  .filter((line) => /^\| T\d+ \|/.test(line))
  .map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return { name: cells[1] ?? '', proofs: cells[4] ?? '' };
  });

/** The file of a reference such as `e2e/leaks`. */
function findTestFile(reference: string): string | null {
  return [`test/${reference}.test.ts`, `test/${reference}.ts`].find((path) => existsSync(path)) ?? null;
}

describe('docs/SECURITY.md', () => {
  it('every threat has a control and a test', () => {
    expect(threats.length).toBeGreaterThanOrEqual(19);
    for (const { name, proofs } of threats) expect(proofs, name).toMatch(/`[\w/-]+`/);
  });

  it.each(threats)('$name: its tests exist, and their titles name what they prove', async ({ proofs }) => {
    for (const [, reference = '', ids = ''] of proofs.matchAll(/`([\w/-]+)`([^`]*)/g)) {
      const path = findTestFile(reference);
      expect(path, reference).not.toBeNull();
      const source = path === null ? '' : await readFile(path, 'utf8');
      for (const [id] of ids.matchAll(/\b[NSU]\d+\b/g))
        expect(source, `${reference} ${id}`).toMatch(new RegExp(`\\b${id}\\b`));
    }
  });
});
