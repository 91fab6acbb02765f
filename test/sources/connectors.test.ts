import { expect, it } from 'vitest';
import { sourceKinds } from '../../src/domain/directory/source.ts';
import { createSourceConnector } from '../../src/sources/index.ts';
import { testWorld } from './source-worlds.ts';

it('a connector is of the kind that it was asked for; SCIM has none, because its client writes', () => {
  const { world } = testWorld();
  for (const kind of sourceKinds) {
    expect(createSourceConnector(kind, world)?.kind ?? kind).toBe(kind);
  }
  expect(createSourceConnector('scim', world)).toBeNull();
});
