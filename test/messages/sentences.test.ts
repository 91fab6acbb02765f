import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSentences } from './find-sentences.ts';

const source = resolve('src');

/** Rooms that speak to no one who runs or uses the service: the catalogue itself, the local Slack, and the demo. */
const otherRooms = ['messages', 'sandbox', 'portal', 'demo'];
/** The one source of `.env.example`, and SQL. */
const otherFiles = ['config/variables.ts', 'storage/sqlite/repositories'];
/**
 * Not in the catalogue yet. May only get shorter.
 * - `http`: descriptions in the OpenAPI document, beside the schemas that they describe.
 * - `oidc`: reasons that go into the log and the protocol's `error_description`.
 */
const notYet = ['backupcode.js', 'http', 'oidc/entra', 'oidc/hints', 'oidc/record-refusals.ts'];

/** What has a name of its own: a check of `doctor --json`, a column of a file, the subject of a certificate; and SQL. */
const names = new Set([
  'Slack app token',
  'Last Name, First Name',
  'Backupcode ID tokens 0',
  'ROLLBACK TO job; RELEASE job',
]);

/** A filter that a vendor's API takes. */
const filter = /^\w+ (?:eq|ge) ['"]?0/;

function isIn(path: string, rooms: readonly string[]): boolean {
  return rooms.some((room) => path === room || path.startsWith(`${room}/`));
}

async function listFiles(): Promise<string[]> {
  const files = await readdir(source, { recursive: true });
  return files.filter((path) => /\.(js|ts)$/.test(path) && !isIn(path, [...otherRooms, ...otherFiles]));
}

async function listSentences(path: string): Promise<string[]> {
  const found = findSentences(path, await readFile(resolve(source, path), 'utf8'));
  return found
    .filter(({ text }) => !names.has(text) && !filter.test(text))
    .map(({ line, text }) => `${path}:${line} ${text}`);
}

describe('sentences that people read', () => {
  it('U2: stand in the catalogue, and nowhere else', async () => {
    const files = (await listFiles()).filter((path) => !isIn(path, notYet));
    expect((await Promise.all(files.map(listSentences))).flat()).toEqual([]);
  });

  it('what is not in the catalogue yet is still there: nothing is listed in vain', async () => {
    const files = await listFiles();
    for (const room of notYet) {
      const its = files.filter((path) => isIn(path, [room]));
      expect((await Promise.all(its.map(listSentences))).flat(), room).not.toEqual([]);
    }
  });

  it.each([
    ["runtime.fail('No clients yet. Add one.');", 'No clients yet. Add one.'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source text
    ['runtime.print(`Removed ${name} from everything`);', 'Removed 0 from everything'],
    ['const words = { what: "nothing was changed here." };', 'nothing was changed here.'],
    ["throw new ConfigError('The file is missing');", 'The file is missing'],
  ])('finds %s', (text, sentence) => {
    expect(findSentences('a.ts', text).map((found) => found.text)).toEqual([sentence]);
  });

  it.each([
    "say('cli.client.none');",
    "deps.log.warn({ err }, 'The store did not answer. It is tried again');",
    "throw new RangeError('A refusal needs a reason');",
    "type Title = 'No code was generated.';",
    'addExamples(command, [\'client add "Single sign-on service"\']);',
    'const page = html`<p class="Lead">A text</p>`;',
  ])('passes over %s', (text) => {
    expect(findSentences('a.ts', text)).toEqual([]);
  });
});
