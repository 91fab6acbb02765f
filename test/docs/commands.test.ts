import { globSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePolicySettings } from '../../src/cli/settings/policy-settings.ts';
import { variables } from '../../src/config/variables.ts';
import type { GroupId, ProviderId } from '../../src/domain/ids.ts';
import { findPolicyProblems } from '../../src/domain/organization/find-policy-problems.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { openTestCli } from '../cli/open-test-cli.ts';

const cli = await openTestCli();
afterAll(() => cli.close());

const commandGroups = 'organization|directory|source|provider|domain|client|code|policy|user|workspace|audit';
const command = new RegExp(
  `(?:^|\`|backupcode |backupcode -- )((?:${commandGroups}) [a-z]+|init|start|doctor|demo)(?![\\w.:/])([^\`\\n|]*)`,
  'gm',
);
const groups = ['Board', 'Leadership', 'Security', 'Sales', 'Support', 'Finance'].map((name, at) => ({
  id: `grp_${'0'.repeat(19)}${at}` as GroupId,
  name,
  source: 'HR',
  isOnlyOne: true,
}));
const providers = ['Entra main', 'Duo'].map((name, at) => ({
  id: `prv_${'0'.repeat(19)}${at}` as ProviderId,
  name,
}));
const pages = globSync(['*.md', 'docs/*.md']).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** What stands in code, in a line or in a block of its own. */
function readCode(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)];
  return [...blocks, ...inline.map(([, code = '']) => code.replaceAll(/\s+/g, ' '))];
}

function readCommands(text: string): { words: string; options: string[] }[] {
  return readCode(text).flatMap((code) =>
    [...code.matchAll(command)].map(([, words = '', rest = '']) => ({
      words,
      options: [...rest.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option),
    })),
  );
}

describe.each(pages)('$path', ({ text }) => {
  const commands = readCommands(text);

  it('names only commands and options that there are', async () => {
    const missing: string[] = [];
    for (const { words, options } of commands) {
      const { out } = await cli.run([...words.split(' '), '--help']);
      if (!out.startsWith(`Usage: backupcode ${words}`)) missing.push(words);
      missing.push(...options.filter((option) => !out.includes(option)).map((each) => `${words} ${each}`));
    }
    expect(missing).toEqual([]);
  });

  it('names only settings of the policy that there are', () => {
    const names = [...text.matchAll(/policy set (\w+)=/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !Object.hasOwn(defaultPolicy, name) && name !== 'NAME')).toEqual([]);
  });

  it('has only lines of `policy set` that the program takes', () => {
    const lines = readCode(text).flatMap((code) => [...code.matchAll(/policy set ([^\n#|]*=.*)/g)]);
    for (const [line, settings = ''] of lines) {
      const texts = [...settings.matchAll(/[\w.]+=(?:"[^"]*"|\S+)/g)].map(([each]) =>
        each.replaceAll('"', ''),
      );
      const whole = texts.filter((each) => !/\.\.\.|^NAME=|^authority\./.test(each));
      const parsed = parsePolicySettings(whole, defaultPolicy, { sources: [], providers, groups });
      expect(parsed, line).toMatchObject({ kind: 'changes' });
      const changes = parsed.kind === 'changes' ? parsed.changes : {};
      expect(findPolicyProblems({ ...defaultPolicy, ...changes }, true), line).toEqual([]);
    }
  });

  it('names only variables that are read', () => {
    const ours = variables.map(({ name }) => name).join('|');
    const prefixes = /`((?:DATABASE|MASTER|SLACK(?!_VALIDATE)|HTTP|PUBLIC|TRUSTED|LOG)_[A-Z_]+)/g;
    const names = [...text.matchAll(prefixes)].map(([, name = '']) => name);
    expect(names.filter((name) => !new RegExp(`^(?:${ours})(?:_FILE)?$`).test(name))).toEqual([]);
  });
});

it('the pages name many commands, so the tests above can fail', () => {
  expect(pages.flatMap(({ text }) => readCommands(text)).length).toBeGreaterThan(40);
});
