import { expect, it } from 'vitest';
import type { GroupId } from '../../../src/domain/ids.ts';
import { type Language, unknownReader } from '../../../src/domain/organization/language.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import { chooseReader, speakTo } from '../../../src/messages/reader.ts';
import { describePolicy } from '../../../src/slack/blocks/policy.ts';

const [COUNCIL, BOARD, GONE] = [
  'grp_aaaaaaaaaaaaaaaa',
  'grp_bbbbbbbbbbbbbbbb',
  'grp_cccccccccccccccc',
] as GroupId[];
const named = [
  { id: COUNCIL, name: 'Council <!here>', source: 'HR', isOnlyOne: true },
  { id: BOARD, name: 'Board', source: 'HR', isOnlyOne: true },
] as Parameters<typeof describePolicy>[1];
const { tiers } = defaultPolicy;
const rule = (
  groups: readonly (GroupId | undefined)[],
  manager: boolean,
  roles: readonly 'owner'[] = [],
) => ({
  roles,
  groups: groups.filter((id) => id !== undefined),
  manager,
});
const policy: Policy = {
  ...defaultPolicy,
  executiveGroups: rule([BOARD], false).groups,
  tiers: {
    standard: { ...tiers.standard, approvalsRequired: 1, approvers: rule([], true) },
    privileged: {
      ...tiers.privileged,
      approvers: rule([COUNCIL, GONE], true, ['owner']),
      fallbackApprovers: rule([BOARD], false),
      escalateAfterMinutes: 20,
    },
    executive: tiers.executive,
  },
};

const tell = (language: Language) =>
  speakTo(chooseReader({ ...unknownReader, language }), () =>
    describePolicy(policy, named, []).flatMap(({ lines }) => lines),
  );

it('U2: who may approve is named: roles, the manager, and groups by name; later also the fallback', () => {
  const lines = tell('en');
  for (const line of [
    'For members of Board: 2 verifications of the caller and approvals by 2 people. Who may approve: Owners and Admins.',
    'For Owners and Admins: one verification of the caller and one approval. Who may approve: Owners, the person’s manager and members of Council &lt;!here&gt; and grp_cccccccccccccccc; after 20 minutes also members of Board.',
    'For everyone else: no verification of the caller and one approval. Who may approve: the person’s manager.',
  ])
    expect(lines).toContain(line);
});

it('the same in German', () => {
  expect(tell('de')).toContain(
    'Für alle anderen: keine Prüfung des Anrufers und eine Freigabe. Freigeben dürfen: die Führungskraft der Person.',
  );
});
