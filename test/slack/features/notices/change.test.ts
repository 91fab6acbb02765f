import { expect, it } from 'vitest';
import { unknownReader } from '../../../../src/domain/organization/language.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import { chooseReader, speakTo } from '../../../../src/messages/reader.ts';
import { systemActor } from '../../../../src/services/deps.ts';
import { buildChange } from '../../../../src/slack/features/notices/change.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';

const make = createStoreFixtures('change');
const organization = make.organization();
const owner = make.user(organization.id, { role: 'owner' });

function readLines(changes: string): string[] {
  const to = { channelId: 'D1', user: owner } as never;
  const message = buildChange({
    kind: 'security_change',
    to,
    organization,
    action: 'directory.user_changed',
    by: 'operator/cli',
    target: 'Ada Byron',
    changes,
  });
  return JSON.stringify(message.blocks)
    .split(/\\n|"/)
    .filter((text) => text.startsWith('• '));
}

it('U5: a change names its field in words, and says how many lines are left out', () => {
  expect(readLines('role: member -> owner\nemail: ada@acme.test -> ada@acme.example\n+3')).toEqual([
    '• Role: member -&gt; owner',
    '• Email address: ada@acme.test -&gt; ada@acme.example',
    '• and 3 more changes',
  ]);
  expect(readLines('+1')).toEqual(['• and 1 more change']);
});

it('U5: values are in words, in the reader’s language; what people called something stays as it is', () => {
  const lines = [
    'revealIn: "direct_message" -> "prompt"',
    'reasonRequired: false -> true',
    'riskSignals: ["night"] -> []',
    'otherVerification: none -> video owner',
    'name: owner -> admin',
  ].join('\n');
  expect(readLines(lines).slice(0, 3)).toEqual([
    expect.stringMatching(/: in the direct message -&gt; where the command was typed$/),
    expect.stringMatching(/: no -&gt; yes$/),
    expect.stringMatching(/: \[It’s night where the person is\] -&gt; \[\]$/),
  ]);
  const german = speakTo(chooseReader({ ...unknownReader, language: 'de' }), () => readLines(lines));
  expect(german[0]).toMatch(/: in der Direktnachricht -&gt; wo der Befehl eingegeben wurde$/);
  expect(german[1]).toMatch(/: nein -&gt; ja$/);
  expect(german[2]).toMatch(/: \[Bei der Person ist Nacht\] -&gt; \[\]$/);
  expect(german.at(-2)).toContain('video owner');
  expect(german.at(-1)).toBe('• Name: owner -&gt; admin');
});

it('U5: every setting of the policy has words', () => {
  for (const name of Object.keys(defaultPolicy)) {
    expect(readLines(`${name}: 1 -> 2`), name).toEqual([expect.stringMatching(/^• \S+ .*\S: 1 -&gt; 2$/)]);
  }
});

it('S14: a line without a known field is shown as it is, escaped', () => {
  expect(readLines('<b>: x')).toEqual(['• &lt;b&gt;: x']);
});

it.each([
  [
    'domain.verification_missed',
    [
      'The TXT record of acme.test is gone.',
      '`_backupcode.acme.test`',
      '`backupcode-verification=a_b-c_`',
      '<!date^1770000000^',
      'If it isn’t restored by then',
    ],
  ],
  [
    'domain.unverified',
    [
      'acme.test is no longer verified.',
      'Looks that didn’t find it: 4',
      'backupcode domain verify acme.test',
    ],
  ],
  ['domain.verification_restored', ['The TXT record of acme.test is back.', 'stays verified']],
] as const)('N12: owners read what %s means, with the record and the next step', (action, parts) => {
  const message = buildChange({
    kind: 'security_change',
    to: { channelId: 'D1', user: owner } as never,
    organization,
    action,
    by: systemActor.id,
    target: 'acme.test',
    changes:
      'record: _backupcode.acme.test\nvalue: backupcode-verification=a_b-c_\nuntil: 2026-02-02T02:40:00.000Z\nmissedLooks: 4',
  });
  const text = JSON.stringify(message);
  for (const part of parts) expect(text).toContain(part);
});
