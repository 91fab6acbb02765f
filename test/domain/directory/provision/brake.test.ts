import { describe, expect, it } from 'vitest';
import { type UserStatus, userStatuses } from '../../../../src/domain/directory/directory-user.ts';
import {
  decideBrake,
  digestLosing,
  type Losing,
  takesAway,
} from '../../../../src/domain/directory/provision/brake.ts';
import { type Role, roles } from '../../../../src/domain/directory/roles.ts';
import { somebody } from '../../people.ts';

const losing = (count: number): Losing[] =>
  Array.from({ length: count }, (_, index) => somebody(`p${index}`, { status: 'deactivated' }));

describe('the brake', () => {
  it.each([
    [10, 4, 10, 'go'], // 40 %, but fewer than five people
    [50, 5, 10, 'go'], // exactly the share
    [49, 5, 10, 'stop'],
    [5, 5, 10, 'stop'],
    [100, 10, 10, 'go'],
    [100, 11, 10, 'stop'],
    [1000, 5, 0, 'stop'],
    [5, 5, 100, 'go'],
    [0, 5, 10, 'stop'],
    [0, 0, 0, 'go'],
  ] as const)('of %d people, taking from %d, at %d %%: %s', (live, count, brakePercent, kind) => {
    expect(decideBrake({ live, losing: losing(count), brakePercent }).kind).toBe(kind);
  });

  it('stops with a digest of exactly this set, in whatever order', () => {
    const set = losing(6);
    const decision = decideBrake({ live: 6, losing: set, brakePercent: 10 });
    expect(decision).toEqual({ kind: 'stop', digest: digestLosing(set.toReversed()) });
    expect(digestLosing(set.slice(1))).not.toBe(digestLosing(set));
    const [first, ...rest] = set as [Losing, ...Losing[]];
    expect(digestLosing([{ ...first, status: 'suspended' }, ...rest])).not.toBe(digestLosing(set));
    expect(digestLosing([{ ...first, role: 'admin' }, ...rest])).not.toBe(digestLosing(set));
  });

  it('counts whatever takes a status or a role away, and nothing else', () => {
    const statusesDown: UserStatus[] = ['confirmed', 'invited', 'suspended', 'deactivated'];
    expect([...statusesDown].sort()).toEqual([...userStatuses].sort());
    const isLower = <T>(order: readonly T[], before: T, after: T) =>
      order.indexOf(after) > order.indexOf(before);
    for (const status of statusesDown)
      for (const statusAfter of statusesDown)
        expect(takesAway({ status, role: 'member' }, { status: statusAfter, role: 'member' })).toBe(
          isLower(statusesDown, status, statusAfter),
        );
    for (const role of roles)
      for (const roleAfter of roles)
        expect(takesAway({ status: 'confirmed', role }, { status: 'confirmed', role: roleAfter })).toBe(
          isLower<Role>(roles, role, roleAfter),
        );
    // A role gained doesn't make up for a status lost.
    expect(takesAway({ status: 'confirmed', role: 'member' }, { status: 'suspended', role: 'admin' })).toBe(
      true,
    );
  });
});
