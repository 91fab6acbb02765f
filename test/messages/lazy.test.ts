import { readdir } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { forEveryone } from '../../src/messages/catalogue.ts';

const said = vi.hoisted(() => [] as string[]);
vi.mock('../../src/messages/say.ts', () => ({
  say: (key: string) => {
    said.push(key);
    return key;
  },
}));

/** The rooms that speak to people in their language. */
const rooms = ['slack', 'oidc', 'http', 'mail', 'pages'];

it.each(rooms)(
  'U2: importing %s says nothing: a sentence that is made before its reader is known is in English for everyone',
  async (room) => {
    const root = new URL(`../../src/${room}/`, import.meta.url);
    const files = await readdir(root, { recursive: true });
    for (const file of files.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts')))
      await import(new URL(file, root).href);
    expect(said.filter((key) => Object.hasOwn(forEveryone, key))).toEqual([]);
  },
  60_000,
);
