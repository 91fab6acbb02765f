import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../src/domain/directory/source-person.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { somebody } from '../domain/people.ts';

const record = (externalId: string, displayName = 'Grace'): SourceRecord => ({
  externalId,
  displayName,
  email: null,
  mobile: null,
  alias: null,
  status: 'confirmed',
  manager: null,
  department: null,
  employeeNumber: null,
  groups: null,
  attributes: {},
  hasTwoPrimaries: false,
});
const staged = (externalId: string, displayName?: string) => ({
  externalId,
  record: record(externalId, displayName),
});

describe('the staging of a sync', () => {
  it('keeps the later record of a person, in the order of the ids by code points', () => {
    const staging = openSyncStaging();
    // UTF-16 would sort the emoji before U+FF5E.
    staging.put([
      staged('b', 'Old'),
      staged('\u{1F600}'),
      staged('\uff5e'),
      { externalId: 'a', record: null },
    ]);
    staging.put([staged('b', 'New')]);
    expect(staging.list(null, 10)).toEqual([
      { externalId: 'a', record: null },
      staged('b', 'New'),
      staged('\uff5e'),
      staged('\u{1F600}'),
    ]);
    expect(staging.list('a', 1)).toEqual([staged('b', 'New')]);
    expect(staging.count()).toBe(4);
    staging.close();
  });

  it('names those who are not staged', () => {
    const staging = openSyncStaging();
    staging.put([staged('a'), { externalId: 'gone', record: null }]);
    expect(staging.findMissing(['a', 'x', 'gone', 'y'])).toEqual(['x', 'y']);
    staging.close();
  });

  it('lists people in their turns, and no one without a turn', () => {
    const staging = openSyncStaging();
    staging.put(['a', 'b', 'c', 'd'].map((id) => staged(id)));
    staging.note([
      { externalId: 'b', turn: 'others' },
      { externalId: 'a', turn: 'losses' },
      { externalId: 'd', turn: 'others' },
    ]);
    expect(staging.listToWrite('owners', null, 10)).toEqual([]);
    expect(staging.listToWrite('others', null, 1)).toEqual([staged('b')]);
    expect(staging.listToWrite('others', 'b', 10)).toEqual([staged('d')]);
    expect(staging.listToWrite('losses', null, 10)).toEqual([staged('a')]);
    staging.close();
  });

  it('finds a planned user by id, and by any login', () => {
    const staging = openSyncStaging();
    const grace = somebody('grace', { alias: 'g@acme.test' });
    const alan = somebody('alan');
    staging.plan([grace, alan]);
    expect(staging.listPlanned({ ids: [], logins: ['g@acme.test', 'x@acme.test'] })).toEqual([grace]);
    expect(staging.listPlanned({ ids: [alan.id, 'usr_3'], logins: ['grace@acme.test'] })).toEqual([
      alan,
      grace,
    ]);
    expect(staging.listPlanned({ ids: [], logins: [] })).toEqual([]);
    staging.close();
  });
});
