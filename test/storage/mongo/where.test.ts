import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyWhere,
  isFoundBy,
  mayBeFoundBy,
  mergeWheres,
  sortOut,
} from '../../../src/storage/mongo/where.ts';

const values = fc.constantFrom('a', 'b', 'c');
const wheres = fc.record(
  { organizationId: values, userId: values, isLive: fc.boolean(), logins: values },
  { requiredKeys: [] },
);
const rows = fc.record({
  organizationId: values,
  userId: values,
  isLive: fc.boolean(),
  logins: fc.array(values, { maxLength: 2 }),
});

/** As a server would: `$in` and equality are all that is made here. */
function matches(filter: AnyWhere, row: object): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    const anyOf = typeof wanted === 'object' && wanted !== null && '$in' in wanted ? wanted.$in : [wanted];
    return (anyOf as unknown[]).some((value) => isFoundBy({ [field]: value }, row));
  });
}

describe('whose question a row answers', () => {
  it('N3: a row of which only a part is known is never taken for one that is not found', () => {
    fc.assert(
      fc.property(
        wheres,
        rows,
        fc.subarray(['organizationId', 'userId', 'isLive', 'logins']),
        (where, row, known) => {
          const part = Object.fromEntries(Object.entries(row).filter(([field]) => known.includes(field)));
          if (isFoundBy(where, row)) expect(mayBeFoundBy(where, part)).toBe(true);
          if (known.length === 4) expect(mayBeFoundBy(where, part)).toBe(isFoundBy(where, row));
        },
      ),
    );
  });

  it('a field that is known to differ settles it, and one of a list is enough', () => {
    expect(mayBeFoundBy({ userId: 'ann' }, { userId: 'bob' })).toBe(false);
    expect(mayBeFoundBy({ userId: 'ann', isLive: true }, { isLive: true })).toBe(true);
    expect(mayBeFoundBy({ logins: 'ann@acme.test' }, { logins: ['x', 'ann@acme.test'] })).toBe(true);
    expect(mayBeFoundBy({ logins: 'ann@acme.test' }, { logins: [] })).toBe(false);
    expect(isFoundBy({ userId: 'ann' }, {})).toBe(false);
  });
});

describe('filters put together', () => {
  it('find for each what it would have found by itself, and nothing is left out', () => {
    fc.assert(
      fc.property(fc.array(wheres, { maxLength: 8 }), fc.array(rows, { maxLength: 8 }), (some, stored) => {
        const merged = mergeWheres(some);
        expect(merged.flatMap(({ of }) => of)).toHaveLength(some.length);
        expect(new Set(merged.flatMap(({ of }) => of))).toEqual(new Set(some));
        for (const { filter, of, varying } of merged) {
          const rowsOfOne = sortOut(
            { varying },
            stored.filter((row) => matches(filter, row)),
          );
          for (const where of of)
            expect(rowsOfOne(where)).toEqual(stored.filter((row) => isFoundBy(where, row)));
        }
      }),
    );
  });

  it('are one where the value of one field differs, whatever the order in which the fields are named', () => {
    const merged = mergeWheres([
      { organizationId: 'o', slackUserId: 'U1' },
      { slackUserId: 'U2', organizationId: 'o' },
      { organizationId: 'o', slackUserId: 'U3' },
      { organizationId: 'other', slackUserId: 'U1' },
      { organizationId: 'o' },
    ]);
    expect(merged.map(({ filter }) => filter)).toEqual([
      { organizationId: 'o', slackUserId: { $in: ['U1', 'U2', 'U3'] } },
      { organizationId: 'other', slackUserId: 'U1' },
      { organizationId: 'o' },
    ]);
  });
});
