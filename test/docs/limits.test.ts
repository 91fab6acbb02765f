import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPolicy, policyLimits } from '../../src/domain/organization/policy.ts';

interface Row {
  readonly what: string;
  readonly limit: string;
  readonly setBy: string;
}

const page = readFileSync('docs/REFERENCE.md', 'utf8');
const section = page.slice(
  page.indexOf('\n## Limits'),
  page.indexOf('\n## ', page.indexOf('\n## Limits') + 1),
);
const rows: Row[] = section.split('\n').flatMap((line) => {
  const [, what, limit, setBy] = line.split('|').map((cell) => cell.trim());
  const isRow = what !== undefined && limit !== undefined && setBy?.includes('`') === true;
  return isRow ? [{ what, limit, setBy }] : [];
});

/** What `status` looks at, and how far back open requests are searched for: neither refuses anything. */
const inner = ['ATTEMPTS_COUNTED', 'REQUEST_LIFETIME_MS_MAX'];

const unitsMs: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000, days: 86_400_000 };

/** The first number of a cell: of a duration milliseconds, of a size bytes, of anything else itself. */
function readLimit(cell: string): number {
  const [, digits = '', unit = ''] = /(\d+)(?: (\w+))?/.exec(cell) ?? [];
  return Number(digits) * (unit === 'KiB' ? 1024 : (unitsMs[unit] ?? 1));
}

/** What a constant or a property of this name is set to, wherever the file sets it. */
function readConstants(source: string, name: string): number[] {
  const set = new RegExp(`\\b${name}\\b\\s*[=:]\\s*([\\d_*A-Z ]+)(?=[,;\\n ])`, 'g');
  return [...source.matchAll(set)].map(([, text = '']) =>
    text
      .split('*')
      .map((factor) => factor.trim())
      .map((factor) =>
        /^[\d_]+$/.test(factor)
          ? Number(factor.replaceAll('_', ''))
          : (readConstants(source, factor)[0] ?? Number.NaN),
      )
      .reduce((product, factor) => product * factor, 1),
  );
}

/** One of a unit of the constant, in that of {@link readLimit}. */
function unitOf(name: string): number {
  if (name.startsWith('lifetimes.') || name.includes('SECONDS')) return 1000;
  return name.includes('MINUTES') ? 60_000 : 1;
}

const ofPolicy = rows.filter(({ setBy }) => setBy.startsWith('policy '));
const ofCode = rows.filter(({ setBy }) => !setBy.startsWith('policy '));

describe('docs/REFERENCE.md, limits', () => {
  it.each(ofPolicy)('$what: default and range of $setBy', ({ limit, setBy }) => {
    const name = setBy.replace(/^policy `|`$/g, '') as keyof typeof policyLimits;
    const [value, low, high] = [...limit.matchAll(/\d+/g)].map(Number);
    expect([value, low, high]).toEqual([defaultPolicy[name], ...policyLimits[name]]);
  });

  it('has every number of the policy', () => {
    const names = ofPolicy.map(({ setBy }) => setBy.replace(/^policy `|`$/g, ''));
    expect(names.sort()).toEqual(Object.keys(policyLimits).sort());
  });

  it.each(ofCode)('$what: as $setBy says', ({ limit, setBy }) => {
    const [, name = '', path = ''] = /^`([\w.]+)` in `([\w./-]+)`$/.exec(setBy) ?? [];
    const found = readConstants(readFileSync(`src/${path}`, 'utf8'), name.replace('lifetimes.', ''));
    // 0 is "without a limit", for work that prepares something.
    const set = found.filter((value) => value !== 0).map((value) => value * unitOf(name));
    expect(new Set(set)).toEqual(new Set([readLimit(limit)]));
  });

  it('has every constant whose name says that it is a limit', () => {
    const kinds =
      /const ([A-Z_]*(?:PER_MINUTE|LIFETIME|REFUSALS_OF|OPENINGS_OF|_KEPT_|TRIES|ATTEMPTS|_EACH\b)[A-Z_]*) =/g;
    const limits = globSync('src/{domain,services,http,oidc,slack}/**/*.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(kinds)].map(([, name = '']) => name),
    );
    const listed = ofCode.map(({ setBy }) => /`(\w+)`/.exec(setBy)?.[1]);
    expect(limits.length).toBeGreaterThan(15);
    expect(limits.filter((name) => !listed.includes(name) && !inner.includes(name))).toEqual([]);
  });
});
