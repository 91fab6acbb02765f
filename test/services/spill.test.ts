import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSpill } from '../../src/services/spill.ts';
import { createMemoryScratches } from '../support/memory-scratch.ts';

it('gives back what was put into it, in pieces no longer than what it may hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 30 }),
      async (parts, pieceBytes) => {
        const scratches = createMemoryScratches();
        const spill = createSpill(scratches.open, pieceBytes);
        for (const part of parts) await spill.append(part);
        const all = Buffer.concat(parts);
        for (let reading = 0; reading < 2; reading += 1) {
          const pieces: Buffer[] = [];
          for await (const piece of spill.pieces()) pieces.push(Buffer.from(piece));
          expect(Buffer.concat(pieces).equals(all)).toBe(true);
          expect(pieces.slice(0, -1).every(({ length }) => length === pieceBytes)).toBe(true);
          expect(pieces.every(({ length }) => length <= pieceBytes)).toBe(true);
        }
        await spill.close();
        const isSpilled = all.length > pieceBytes ? 1 : 0;
        expect(scratches).toMatchObject({ opened: isSpilled, closed: isSpilled });
      },
    ),
  );
});
