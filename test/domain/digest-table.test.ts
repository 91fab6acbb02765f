import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDigestTable } from '../../src/domain/digest-table.ts';

const digestOf = (name: string): Buffer => createHash('sha256').update(name).digest();

it('finds what was noted and nothing else, as a map would', () => {
  const table = createDigestTable();
  const map = new Map<string, number>();
  for (let step = 1; step <= 60_000; step += 1) {
    // Every name comes up to three times.
    const name = `name ${(step * 7919) % 20_011}`;
    expect(table.note(digestOf(name), step)).toBe(map.get(name) ?? null);
    if (!map.has(name)) map.set(name, step);
  }
  expect(table.size).toBe(map.size);
  for (const [name, number] of map) expect(table.find(digestOf(name))).toBe(number);
  for (let i = 0; i < 20_000; i += 1) expect(table.find(digestOf(`other ${i}`))).toBeNull();
});

it('tells digests apart that begin alike, and takes the largest number', () => {
  const table = createDigestTable();
  const one = Buffer.alloc(32);
  const two = Buffer.concat([Buffer.alloc(4), Buffer.from([1]), Buffer.alloc(27)]);
  expect(table.find(one)).toBeNull();
  expect(table.note(one, 2 ** 32 - 1)).toBeNull();
  expect(table.note(two, 1)).toBeNull();
  expect([table.find(one), table.find(two), table.note(one, 5)]).toEqual([2 ** 32 - 1, 1, 2 ** 32 - 1]);
});

it('forgets everything, and takes as much again', () => {
  const table = createDigestTable(10);
  for (let round = 0; round < 3; round += 1) {
    for (let i = 1; i <= 100; i += 1) expect(table.note(digestOf(`name ${i}`), i)).toBeNull();
    expect([table.size, table.find(digestOf('name 7'))]).toEqual([100, 7]);
    table.clear();
    expect([table.size, table.find(digestOf('name 7'))]).toEqual([0, null]);
  }
});
