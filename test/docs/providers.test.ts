import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Capabilities, capabilities } from '../../src/domain/providers/capabilities.ts';
import { providerKinds, vendorNames } from '../../src/domain/providers/provider.ts';

/** A lifetime, in the unit in which it is whole. */
function write(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

const yes = (is: boolean) => (is ? 'yes' : 'no');
const rows: readonly (readonly [string, (of: Capabilities) => string])[] = [
  ['one issue makes', ({ makes }) => (makes === 'set' ? 'a set' : 'one code')],
  ['the vendor shows it again', ({ isReadableAgain }) => yes(isReadableAgain)],
  ['a new one ends the old', ({ replaces }) => (replaces === null ? 'not known' : yes(replaces))],
  ['can be ended', ({ ends }) => ({ one: 'alone', all: 'all together', none: 'no' })[ends]],
  ['lifetime', ({ lifetimeMinutes }) => lifetimeMinutes?.map(write).join(' to ') ?? 'unlimited'],
  ['can start later', ({ startsLater }) => yes(startsLater)],
  ['works once', ({ isOneTime }) => (isOneTime === 'asked' ? 'as asked' : 'always')],
  ['tells its use', ({ tellsUse }) => yes(tellsUse)],
  ['tells a new factor', ({ tellsEnrolment }) => yes(tellsEnrolment)],
  ['sessions can be ended', ({ endsSessions }) => yes(endsSessions)],
];

test('docs/PROVIDERS.md compares the vendors by what the program knows of them', () => {
  const names = ['Backupcode', ...providerKinds.map((kind) => vendorNames[kind])];
  const all = [capabilities.own, ...providerKinds.map((kind) => capabilities[kind])];
  const lines = [
    `| | ${names.join(' | ')} |`,
    `| --- |${' --- |'.repeat(names.length)}`,
    ...rows.map(([title, read]) => `| ${title} | ${all.map(read).join(' | ')} |`),
  ];
  expect(readFileSync('docs/PROVIDERS.md', 'utf8')).toContain(lines.join('\n'));
});
