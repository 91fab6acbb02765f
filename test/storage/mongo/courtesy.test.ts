import { expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { createCourtesy } from '../../../src/storage/mongo/courtesy.ts';

const [acme, globex] = ['org_acme', 'org_globex'] as OrganizationId[] as [OrganizationId, OrganizationId];

function open(remembered?: Parameters<typeof createCourtesy>[1]) {
  const clock = { now: 1_000_000 };
  return Object.assign(
    clock,
    createCourtesy(() => clock.now, remembered),
  );
}

it('whoever is alone waits for nobody', () => {
  const courtesy = open();
  for (let turn = 0; turn < 3; turn += 1) {
    expect(courtesy.waitMs(acme)).toBe(0);
    courtesy.won(acme);
  }
});

it('whoever has had a turn after a conflict gives way for a moment, and whoever has lost one does not', () => {
  const courtesy = open();
  courtesy.lost(acme);
  expect(courtesy.waitMs(acme)).toBe(0);
  courtesy.now += 10;
  courtesy.won(acme);
  expect(courtesy.waitMs(acme)).toBe(5);
  expect(courtesy.waitMs(globex)).toBe(0);
  courtesy.now += 3;
  expect(courtesy.waitMs(acme)).toBe(2);
  courtesy.lost(acme);
  expect(courtesy.waitMs(acme)).toBe(0);
});

it('half a second after the last conflict nobody is given way to', () => {
  const courtesy = open();
  courtesy.lost(acme);
  courtesy.now += 499;
  courtesy.won(acme);
  expect(courtesy.waitMs(acme)).toBe(5);
  courtesy.now += 1;
  expect(courtesy.waitMs(acme)).toBe(0);
});

it('conflicts of any number of organizations are remembered for as long as they count, and not for ever', () => {
  const remembered = new Map();
  const courtesy = open(remembered);
  const ids = Array.from({ length: 3000 }, (_, index) => `org_${index}` as OrganizationId);
  for (const id of ids) {
    courtesy.lost(id);
    courtesy.now += 1;
    courtesy.won(id);
  }
  expect(ids.filter((id) => courtesy.waitMs(id) > 0)).toEqual(ids.slice(-5));
  expect(remembered.size).toBeLessThanOrEqual(1000);
});

it('an organization counts as contended for half a second after a conflict', () => {
  const courtesy = open();
  expect(courtesy.isContended(acme)).toBe(false);
  courtesy.lost(acme);
  courtesy.won(acme);
  courtesy.now += 499;
  expect([courtesy.isContended(acme), courtesy.isContended(globex)]).toEqual([true, false]);
  courtesy.now += 1;
  expect(courtesy.isContended(acme)).toBe(false);
});
