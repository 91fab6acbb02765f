import { describe, expect, it } from 'vitest';
import { auditActions } from '../../src/domain/audit/audit-event.ts';
import type { BackupCode, CodeState } from '../../src/domain/codes/backup-code.ts';
import type { CodeHash } from '../../src/domain/codes/code-hash.ts';
import { maskCodes } from '../../src/domain/codes/mask-codes.ts';
import { spellCode } from '../../src/domain/codes/spell-code.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { type DirectoryUser, userStatuses } from '../../src/domain/directory/directory-user.ts';
import { approvalAskings } from '../../src/domain/notices/notice.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { cancelReasons, type IssueRequest, requestStates } from '../../src/domain/requests/issue-request.ts';
import { refusalCodes, refuse } from '../../src/domain/requests/refusals.ts';
import { say } from '../../src/messages/say.ts';
import { readMessageBlocks } from '../../src/sandbox/blocks/read-blocks.ts';
import { parseMrkdwn } from '../../src/sandbox/page/client/text/mrkdwn.ts';
import type { Reveal } from '../../src/services/codes/generate-code.ts';
import type { DescribedNotice } from '../../src/services/notices/described-notice.ts';
import { buildInternalError } from '../../src/slack/blocks/internal-error.ts';
import type { SlackMessage } from '../../src/slack/blocks/message.ts';
import { buildRefusal } from '../../src/slack/blocks/records.ts';
import { formatDuration } from '../../src/slack/blocks/term.ts';
import { buildDisownedAnswer, buildDisownedBefore } from '../../src/slack/features/disown/disowned.ts';
import { buildCodeInMessage, buildHelp, buildOnlyCommands } from '../../src/slack/features/help/help.ts';
import { buildUnclear } from '../../src/slack/features/help/unclear.ts';
import { subcommandNames, usageLines } from '../../src/slack/features/index.ts';
import { buildContinue, buildNoDirectMessage } from '../../src/slack/features/issue/continue.ts';
import { buildGeneratedBefore } from '../../src/slack/features/issue/generated-before.ts';
import { buildHiddenCode } from '../../src/slack/features/issue/hidden-code.ts';
import { buildPrompt } from '../../src/slack/features/issue/prompt.ts';
import { buildReveal } from '../../src/slack/features/issue/reveal.ts';
import { buildNotice } from '../../src/slack/features/notices/notices.ts';
import type { UnclearCommand } from '../../src/slack/features/parse-command.ts';
import { buildStatus } from '../../src/slack/features/status/status.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { termsWith } from '../support/terms.ts';

const CODE = '2345-6789-ABCD-EFGH';
const fixtures = createStoreFixtures('b');
const organization = fixtures.organization();

/** As hostile as a name and a reason may be. */
const EVIL = '<!channel> *x* `y` _z_ ~z~ :key2: & <https://evil.example|click>';

function nasty(change: Partial<DirectoryUser> = {}): DirectoryUser {
  return fixtures.user(organization.id, { displayName: EVIL, ...change });
}

const requester = nasty({ role: 'owner' });
const target = nasty();
const request = fixtures.request(requester, target, { reason: `${EVIL}${'&'.repeat(120)}` });

function code(change: Partial<BackupCode> = {}): BackupCode {
  const hash: CodeHash = { algorithm: 'scrypt-hmac-sha256', cost: 1024, salt: 's', keyId: 'k', digest: 'd' };
  return fixtures.code(target, { hash, issuedBy: requester.id, ...change });
}

const reveal: Reveal = {
  vendor: null,
  code: new Secret(CODE),
  record: code(),
  request,
  requester,
  target,
  policy: defaultPolicy,
  hasSuperseded: true,
  isShortened: false,
  lockout: { kind: 'admitted' },
};
const states: CodeState[] = ['undelivered', 'active', 'redeemed', 'revoked', 'superseded', 'expired'];
const factsIn = (state: CodeState, change: Partial<BackupCode> = {}) => ({
  code: code({ state, settledAt: T0, ...change }),
  state,
  target,
  issuedBy: requester,
  reason: request.reason,
  approver: nasty(),
  revoker: nasty(),
  glass:
    state === 'active' ? { by: requester.id, reason: EVIL, at: T0, isRehearsal: false, actDigest: '' } : null,
});
const requestFacts = (of: IssueRequest, approver: DirectoryUser | null) => ({
  request: of,
  state: of.state,
  requester,
  target,
  approver,
  inPlaceOf: approver,
});
const untried = {
  byReason: {},
  since: T0,
  lastAt: null,
  isCut: false,
  lockout: { kind: 'admitted' },
} as const;
const to = { kind: 'person', slackUserId: 'UADAM' } as const;

const codeNotices = states.flatMap((state) =>
  (
    [
      'target_code_issued',
      'target_code_redeemed',
      'target_code_revoked',
      'requester_code_redeemed',
      'requester_code_revoked',
      'requester_target_not_told',
      'security_code_issued',
      'security_code_revoked',
      'security_target_not_told',
      'hide_reveal',
    ] as const
  ).map((kind): DescribedNotice => ({ kind, to, organization, facts: factsIn(state) })),
);
const requestNotices = [null, nasty()].flatMap((approver) =>
  (
    [
      'requester_request_approved',
      'requester_request_rejected',
      'requester_request_disowned',
      'security_request_approved',
      'security_request_rejected',
      'prompt_expired',
      'close_prompt',
    ] as const
  ).map((kind): DescribedNotice => ({ kind, to, organization, facts: requestFacts(request, approver) })),
);
const approverRequests = approvalAskings.map(
  (asking): DescribedNotice => ({
    kind: 'approver_request',
    to,
    organization,
    facts: requestFacts(request, null),
    asking,
    provider: null,
    inPlaceOf: nasty(),
    words: 'maple river',
  }),
);
const endings = [null, nasty()].flatMap((approver) =>
  requestStates.flatMap((state) =>
    ([null, ...cancelReasons] as const).map(
      (cancelReason): DescribedNotice => ({
        kind: 'close_message',
        to,
        organization,
        facts: requestFacts({ ...request, state, cancelReason, settledAt: T0 }, approver),
        readerId: target.id,
      }),
    ),
  ),
);
const disownings = states.flatMap((state) =>
  [null, { code: code(), issuedBy: requester }].flatMap((ended) =>
    [null, requester.id].map(
      (readerId): DescribedNotice => ({
        kind: 'security_code_disowned',
        to,
        organization,
        facts: factsIn(state),
        disowning: { ended, requestsCancelled: 100, signInsStopped: 1 },
        issuing: { frozen: [requester, nasty()], unfreezable: [nasty()], codesLive: 3, presses: 4 },
        readerId,
      }),
    ),
  ),
);
const disownedAnswers = states.flatMap((state) => [
  buildDisownedBefore({ kind: 'disowned_before', code: code({ state }), at: T0 }),
  ...[null, { code: code(), issuedBy: requester }].map((ended) =>
    buildDisownedAnswer(
      {
        kind: 'disowned',
        code: code({ state }),
        disowning: { ended, requestsCancelled: 100, signInsStopped: 1 },
        frozen: [nasty(), nasty()],
        alerted: Array.from({ length: 20 }, nasty),
        isChannelAlerted: true,
      },
      organization.name,
    ),
  ),
]);
const alarms = (['frozen', 'disabled', 'strangers'] as const).flatMap((alarm) =>
  (['security_redeem_alarm', 'target_redeem_alarm'] as const).map(
    (kind): DescribedNotice => ({ kind, to, organization, user: target, alarm }),
  ),
);
const issuersLost = userStatuses.map(
  (status): DescribedNotice => ({
    kind: 'security_issuer_lost',
    to,
    organization,
    issuer: { ...target, status },
    codes: [{ code: factsIn('active').code, target }],
    readerId: status === 'suspended' ? null : target.id,
  }),
);
const changes = auditActions.map(
  (action): DescribedNotice => ({
    kind: 'security_change',
    to,
    organization,
    action,
    by: EVIL,
    target: EVIL,
    changes: Array.from({ length: 10 }, () => `${EVIL}${'&'.repeat(120)}`).join('\n'),
  }),
);
const failedChannel: DescribedNotice = {
  kind: 'security_channel_failed',
  to,
  organization,
  channelId: 'CSECURITY',
  why: 'not_in_channel',
};
const reasonsOfRevocation = (['admin', 'disowned', 'delivery_failed', 'never_delivered'] as const).map(
  (revocationReason): DescribedNotice => ({
    kind: 'requester_code_revoked',
    to,
    organization,
    facts: factsIn('revoked', { revocationReason }),
  }),
);
const notices = [
  ...codeNotices,
  ...requestNotices,
  ...approverRequests,
  ...endings,
  ...disownings,
  ...alarms,
  ...issuersLost,
  ...changes,
  failedChannel,
  ...reasonsOfRevocation,
];

const prompts = [true, false].flatMap((approval) =>
  [null, code()].map((liveCode) =>
    buildPrompt({
      request: { ...request, terms: termsWith({ approval }) },
      target,
      policy: defaultPolicy,
      liveCode,
      lockout: liveCode === null ? { kind: 'admitted' } : { kind: 'disabled' },
      words: 'maple river',
      waitingFor: liveCode === null ? null : target,
      provider: null,
      mayBreakGlass: approval,
    }),
  ),
);
const reveals = [
  buildReveal(reveal),
  buildReveal({ ...reveal, lockout: { kind: 'delayed', retryAfterSeconds: 900 } }),
];
/** The one link of ours. */
const LINK = '<https://slack.test/app_redirect?channel=D1&amp;team=T1|';
const ways = [
  buildContinue(target, 'https://slack.test/app_redirect?channel=D1&team=T1'),
  buildNoDirectMessage(target, 'is_archived'),
];
const refusals = refusalCodes.map((code) => buildRefusal([refuse(code)], 'No code was generated.'));
const unclear = subcommandNames.flatMap((meant) =>
  (
    [
      'nobody',
      'plain_name',
      'mention_first',
      'word_first',
      'unknown_word',
      'several',
      'group',
      'special_mention',
    ] as const
  ).map((problem): UnclearCommand => ({ kind: 'unclear', problem, meant, word: EVIL })),
);
const everything: readonly SlackMessage[] = [
  ...prompts,
  ...reveals,
  ...ways,
  buildInternalError('r1'),
  ...states.map((state) =>
    buildGeneratedBefore({ kind: 'generated_before', code: code({ state, settledAt: T0 }), state, target }),
  ),
  ...refusals,
  buildRefusal(
    refusalCodes.slice(0, 10).map((code) => refuse(code)),
    'No code was generated.',
  ),
  ...notices.map(buildNotice),
  ...states.map((state) => buildHiddenCode(factsIn(state))),
  ...states.map((state) => buildStatus(factsIn(state), target, untried, null)),
  buildStatus(null, target, untried, null),
  ...disownedAnswers,
  buildHelp(usageLines()),
  buildOnlyCommands(usageLines()),
  buildCodeInMessage(),
  ...unclear.map(buildUnclear),
];

/** Every mrkdwn text of a message. */
function textsOf({ blocks }: SlackMessage): string[] {
  const texts: string[] = [];
  JSON.parse(JSON.stringify(blocks), (_key, value) => {
    if (value?.type === 'mrkdwn') texts.push(value.text);
    return value;
  });
  return texts;
}

/** Every button of a message. */
function buttonsOf(message: SlackMessage): { style?: string; confirm?: object; text: { text: string } }[] {
  return message.blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.filter((element) => element.type === 'button') : [],
  );
}

describe('trouble on our side', () => {
  it('N17: is never told as nothing done, for the answer to a commit may be lost', () => {
    const { blocks } = buildInternalError('r1');
    expect(JSON.stringify(blocks)).toContain('I don’t know whether this was done');
    expect(JSON.stringify(blocks)).not.toMatch(/does(n’t| not) work|nothing was/i);
  });
});

describe('every message we can send', () => {
  it('S12: Slack takes it', () => {
    for (const { blocks } of everything)
      expect(() => readMessageBlocks(JSON.parse(JSON.stringify(blocks)))).not.toThrow();
  });

  it('N14: names and reasons can neither mention nor link', () => {
    for (const message of everything) {
      const json = JSON.stringify(message);
      expect(json).not.toContain('<!channel>');
      expect(json.replace(LINK, '')).not.toContain('<https://');
    }
  });

  it('S14: names and reasons show as typed: nothing in them formats or turns into an emoji', () => {
    for (const message of everything) {
      for (const text of textsOf(message)) {
        const kinds = JSON.stringify(parseMrkdwn(text, { isVerbatim: true }));
        expect(kinds).not.toContain('"name":"key2"');
        expect(kinds).not.toMatch(/"kind":"(italic|strike)"/);
        expect(kinds).not.toMatch(/"kind":"bold","children":\[\{"kind":"text","text":"[xyz]/);
        expect(kinds).not.toMatch(/"kind":"code","text":"y"/);
      }
    }
  });

  it('N6: none but the reveal holds the code, and the reveal not in its fallback', () => {
    for (const message of everything) {
      if (reveals.includes(message)) continue;
      expect(JSON.stringify(message)).not.toContain(CODE);
    }
    for (const { text, blocks } of reveals) {
      expect(text).not.toContain(CODE);
      expect(JSON.stringify(blocks).split(CODE)).toHaveLength(2);
    }
  });

  it('U1: one primary button at most; what destroys is danger and asks first, save to reject', () => {
    for (const message of everything) {
      const buttons = buttonsOf(message);
      expect(buttons.filter(({ style }) => style === 'primary').length).toBeLessThanOrEqual(1);
      for (const { style, confirm, text } of buttons) {
        if (['Revoke', 'Revoke these codes', 'This wasn’t me', 'Reject'].includes(text.text))
          expect(style).toBe('danger');
        if (['Revoke', 'Revoke these codes', 'This wasn’t me', 'Approve'].includes(text.text))
          expect(confirm).toBeDefined();
      }
    }
  });

  it('U1: buttons are verbs', () => {
    const labels = new Set(everything.flatMap(buttonsOf).map(({ text }) => text.text));
    expect([...labels].sort()).toEqual([
      'Approve',
      'Ask for approval',
      'Break glass',
      'Cancel',
      'Continue',
      'Freeze all issuing',
      'Generate code',
      'Hide now',
      'Let them issue again',
      'Options',
      'Reject',
      'Revoke',
      'Revoke these codes',
      'This wasn’t me',
      'Unlock',
      'Unlock and generate',
    ]);
  });

  it('S12: only what still works can be revoked or disowned', () => {
    for (const state of ['redeemed', 'revoked', 'superseded', 'expired'] as const) {
      expect(buttonsOf(buildStatus(factsIn(state), target, untried, null))).toEqual([]);
      expect(buttonsOf(buildHiddenCode(factsIn(state)))).toEqual([]);
    }
    expect(buttonsOf(buildStatus(factsIn('active'), target, untried, null))).toHaveLength(1);
  });

  it('U2: every refusal names its reason and its remedy', () => {
    for (const code of refusalCodes) {
      const facts = {
        act: 'issue',
        name: 'Lena Fischer',
        role: 'owner',
        limit: 10,
        domain: 'acme.example',
        domainState: 'unverified',
        vendor: 'Entra ID',
        vendorCode: 'none',
      } as const;
      const [, block] = buildRefusal([refuse(code, facts)], 'No code was generated.').blocks;
      const text = JSON.stringify(block).replaceAll('*', '');
      const written = (words: string) => JSON.stringify(words.replaceAll('*', '')).slice(1, -1);
      expect(text).toContain(written(say(`refusal.${code}.what`, facts)));
      expect(text).toContain(written(say(`refusal.${code}.remedy`, facts)));
    }
  });
});

describe('a code read out', () => {
  it('N1: by the spelling alphabet, a group a line', () => {
    expect(spellCode('23AB-XYZ9-4567-8CDE')).toBe(
      '> two three Alfa Bravo\n> X-ray Yankee Zulu nine\n> four five six seven\n> eight Charlie Delta Echo',
    );
  });
});

describe('a code read out in another language', () => {
  it('N1 N21: digits are figures, and the log hides it as well', () => {
    const spelled = spellCode('23AB-XYZ9-4567-8CDE', 'figures');
    expect(spelled).toBe('> 2 3 Alfa Bravo\n> X-ray Yankee Zulu 9\n> 4 5 6 7\n> 8 Charlie Delta Echo');
    expect(maskCodes(spelled)).not.toContain('Yankee');
  });
});

describe('a duration', () => {
  it.each([
    [10, '10 minutes'],
    [1, '1 minute'],
    [60, '60 minutes'],
    [90, '90 minutes'],
    [120, '2 hours'],
    [1440, '24 hours'],
  ])('N5: %d minutes', (minutes, expected) => {
    expect(formatDuration(minutes)).toBe(expected);
  });
});
