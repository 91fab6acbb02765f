import { readdir } from 'node:fs/promises';
import { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditActions } from '../../src/domain/audit/audit-event.ts';
import type { CodeState, RevocationReason } from '../../src/domain/codes/backup-code.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { type DirectoryUser, loginOf } from '../../src/domain/directory/directory-user.ts';
import { parseEmail } from '../../src/domain/directory/email.ts';
import { NAME_LENGTH_MAX, parseName } from '../../src/domain/directory/name.ts';
import { roles } from '../../src/domain/directory/roles.ts';
import type { GroupId } from '../../src/domain/ids.ts';
import { languages, unknownReader } from '../../src/domain/organization/language.ts';
import { defaultPolicy, type Policy, PROVIDER_RULES_MAX } from '../../src/domain/organization/policy.ts';
import { providerKinds } from '../../src/domain/providers/provider.ts';
import { deviceOutcomes } from '../../src/domain/requests/device-check.ts';
import type { FreezeKind } from '../../src/domain/requests/freeze.ts';
import { helpCancelReasons, helpStates, isOpenHelp } from '../../src/domain/requests/help-request.ts';
import { cancelReasons, requestStates } from '../../src/domain/requests/issue-request.ts';
import { digestGlass } from '../../src/domain/requests/judge-break-glass.ts';
import { refusalCodes, refuse } from '../../src/domain/requests/refusals.ts';
import { riskSignals } from '../../src/domain/requests/risk-signal.ts';
import { TICKET_LENGTH_MAX } from '../../src/domain/requests/ticket.ts';
import { verificationMethods } from '../../src/domain/requests/verification.ts';
import { chooseReader, speakTo } from '../../src/messages/reader.ts';
import { readMessageBlocks } from '../../src/sandbox/blocks/read-blocks.ts';
import { LIMITS } from '../../src/sandbox/coverage.ts';
import { HITS_MAX } from '../../src/services/directory/find-by-name.ts';
import type { DescribedNotice } from '../../src/services/notices/described-notice.ts';
import type { HelpFacts } from '../../src/services/requests/help/help-facts.ts';
import { REASON_LENGTH_MAX } from '../../src/services/requests/request-code.ts';
import { buildInternalError } from '../../src/slack/blocks/internal-error.ts';
import type { SlackMessage } from '../../src/slack/blocks/message.ts';
import { buildRefusal, buildSlowDown } from '../../src/slack/blocks/records.ts';
import { buildLateAnswer } from '../../src/slack/blocks/request-endings.ts';
import { buildRehearsed } from '../../src/slack/features/break-glass/rehearsed.ts';
import { buildReviewClosed, buildReviewRefusal } from '../../src/slack/features/break-glass/review.ts';
import { buildDisownedAnswer, buildDisownedBefore } from '../../src/slack/features/disown/disowned.ts';
import { buildFound } from '../../src/slack/features/find/found.ts';
import { buildFreezeQuestion, buildFrozen } from '../../src/slack/features/freeze/question.ts';
import { buildReleased, buildUnfreezeAnswer } from '../../src/slack/features/freeze/unfrozen.ts';
import { buildCodeInMessage, buildHelp, buildOnlyCommands } from '../../src/slack/features/help/help.ts';
import { buildUnclear } from '../../src/slack/features/help/unclear.ts';
import { buildHistory } from '../../src/slack/features/history/history.ts';
import { HISTORY_PAGE } from '../../src/slack/features/history/page.ts';
import { buildLockedOut } from '../../src/slack/features/home/own-account.ts';
import { subcommandNames, usageLines } from '../../src/slack/features/index.ts';
import { buildContinue, buildNoDirectMessage } from '../../src/slack/features/issue/continue.ts';
import { buildGeneratedBefore } from '../../src/slack/features/issue/generated-before.ts';
import { buildHeld } from '../../src/slack/features/issue/held.ts';
import { buildHiddenCode } from '../../src/slack/features/issue/hidden-code.ts';
import { buildPrompt, buildRaisedPrompt } from '../../src/slack/features/issue/prompt.ts';
import { buildReveal } from '../../src/slack/features/issue/reveal.ts';
import { buildVendorReveal } from '../../src/slack/features/issue/vendor-reveal.ts';
import { buildList } from '../../src/slack/features/list/list.ts';
import { PAGE as LIST_PAGE } from '../../src/slack/features/list/page.ts';
import { buildNotice } from '../../src/slack/features/notices/notices.ts';
import { buildCodeLasting, buildEndedThere } from '../../src/slack/features/notices/requester-notices.ts';
import type { UnclearCommand } from '../../src/slack/features/parse-command.ts';
import { buildPolicy } from '../../src/slack/features/policy/policy.ts';
import {
  buildHelpAnswer,
  buildHelpDisowned,
  buildHelpRecord,
  buildLateHelp,
} from '../../src/slack/features/request/answer.ts';
import { buildHelpNotice } from '../../src/slack/features/request/notices.ts';
import { buildQueue } from '../../src/slack/features/request/queue.ts';
import { buildRevokeQuestion } from '../../src/slack/features/revoke/question.ts';
import { buildRevokeOutcome } from '../../src/slack/features/revoke/revoked.ts';
import { buildStatus } from '../../src/slack/features/status/status.ts';
import { buildUnlocked } from '../../src/slack/features/unlock/unlocked.ts';
import { buildWho } from '../../src/slack/features/who/who.ts';
import { findEnglish } from '../support/find-english.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { termsWith } from '../support/terms.ts';

/** Everything in a message that is not ours, as long and as strange as the domain takes it. */
interface Given {
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly approver: DirectoryUser;
  readonly organizationName: string;
  readonly clientName: string;
  readonly reason: string;
}

const fixtures = createStoreFixtures('l');
const HISTORY_EVENT = {
  ...fixtures.draft(fixtures.id('organization'), { action: 'request.opened' }),
  sequence: 1,
  previousHash: '',
  keyId: 'k',
  hash: '',
};
const SLACK_ID = `U${'0'.repeat(30)}`;
const ADDRESS = 'http:[2001:0db8:aaaa:bbbb:cccc:dddd:eeee:ffff%eth0]';
const states: readonly CodeState[] = [
  'undelivered',
  'active',
  'redeemed',
  'revoked',
  'superseded',
  'expired',
];
const revocationReasons = Object.keys({
  admin: true,
  disowned: true,
  delivery_failed: true,
  never_delivered: true,
} satisfies Partial<Record<RevocationReason, true>>) as RevocationReason[];

/** `&`, `<` and `>` grow when they are escaped; the others are cut apart, or escaped by what is longer, if anything goes wrong. */
const pieces = fc.constantFrom(
  '&',
  '<',
  '>',
  '*',
  '_',
  '`',
  '~',
  ':',
  ':a:',
  ' ',
  'W',
  'é',
  '字',
  '🙈',
  '<!channel>',
  '&amp;',
);
const cutTo = (length: number) => (text: string) => text.slice(0, length).toWellFormed();
function textOf(length: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...'&<>W*').map((symbol) => symbol.repeat(length)),
    fc.array(pieces, { minLength: 1, maxLength: length }).map((list) => cutTo(length)(list.join(''))),
  );
}
const names = textOf(NAME_LENGTH_MAX).filter((text) => parseName(text).kind === 'name');
/** As long as an address can be: 64 before the `@`, 253 behind it. */
const LONG_DOMAIN = [...Array(3).fill('d'.repeat(63)), 'd'.repeat(61)].join('.');
const addresses = fc
  .constantFrom('&', '*', '_', '`', "'", 'a')
  .map((symbol) => `${symbol.repeat(64)}@${LONG_DOMAIN}`);

const given: fc.Arbitrary<Given> = fc
  .record({
    name: fc.array(names, { minLength: 5, maxLength: 5 }),
    email: addresses,
    role: fc.constantFrom(...roles),
    reason: fc.oneof(fc.constant(''), textOf(REASON_LENGTH_MAX)),
  })
  .map(({ name, email, role, reason }) => {
    const user = (index: number) =>
      fixtures.user(organization.id, { displayName: name[index] ?? '', email, role });
    const people = { requester: user(0), target: user(1), approver: user(2) };
    return { ...people, organizationName: name[3] ?? '', clientName: name[4] ?? '', reason };
  });
const organization = fixtures.organization();

const codeOf = (
  { target, requester, clientName }: Given,
  state: CodeState,
  revocationReason: RevocationReason | null = null,
) =>
  fixtures.code(target, {
    state,
    issuedBy: requester.id,
    startsAt: T0,
    settledAt: T0,
    redeemedByName: clientName,
    redeemedFrom: ADDRESS,
    factorEnrolledAt: T0,
    revocationReason,
  });
const requestOf = ({ requester, target, reason }: Given) =>
  fixtures.request(requester, target, {
    reason,
    lifetimeMinutes: 1439,
    startsAt: T0,
    ticket: 'W'.repeat(TICKET_LENGTH_MAX),
    verifications: verificationMethods.map((method) => ({
      method,
      state: 'done' as const,
      evidence: reason,
      by: requester.id,
      at: T0,
    })),
    origin: {
      teamId: 'T1',
      slackTenantId: 'T1',
      channelId: 'C1',
      requesterSlackId: SLACK_ID,
      targetSlackId: SLACK_ID,
    },
  });
const groupsOf = (of: Given) =>
  Array.from({ length: 20 }, () => ({
    id: fixtures.id('group'),
    name: of.organizationName,
    source: of.organizationName,
    isOnlyOne: true,
  }));
const codeFacts = (of: Given, state: CodeState, revocationReason: RevocationReason | null = null) => ({
  code: codeOf(of, state, revocationReason),
  state,
  target: of.target,
  issuedBy: of.requester,
  reason: of.reason,
  approver: of.approver,
  revoker: of.approver,
  glass: state === 'active' ? glassOf(of, false) : null,
});
const glassOf = ({ requester, reason }: Given, isRehearsal: boolean) => ({
  by: requester.id,
  reason,
  at: T0,
  isRehearsal,
  actDigest: '',
});
/** With a break-glass that covers it. */
function breakGlassOf(of: Given, isRehearsal: boolean) {
  const request = { ...requestOf(of), terms: { ...termsWith({ approval: true }), signals: riskSignals } };
  return {
    ...request,
    state: 'approved' as const,
    breakGlass: { ...glassOf(of, isRehearsal), actDigest: digestGlass(request) },
  };
}
const ofReview = (of: Given) =>
  [true, false].flatMap((isRehearsal) =>
    [null, 'justified' as const, 'not_justified' as const].flatMap((verdict) =>
      (['channel', 'owner', 'approver'] as const).map((reader) => ({
        review: fixtures.review(of.requester, of.target, {
          reason: of.reason,
          isRehearsal,
          ...(verdict === null
            ? {}
            : {
                verdict,
                note: `${of.reason}${of.reason}`,
                closedBy: { kind: 'user', id: of.approver.id },
                closedAt: T0,
              }),
        }),
        requester: of.requester,
        target: of.target,
        liveCode: codeOf(of, 'active'),
        closedBy: verdict === null ? null : of.approver,
        reader,
        isOwn: reader === 'owner',
        mayReview: true,
        isFrozen: true,
      })),
    ),
  );

const ofCode = (of: Given) => [
  ...states.map((state) => ({ facts: codeFacts(of, state) })),
  ...revocationReasons.map((reason) => ({ facts: codeFacts(of, 'revoked', reason) })),
];
const ofVendorCode = (of: Given) =>
  providerKinds.map((kind) => {
    const facts = codeFacts(of, 'revoked', 'never_delivered');
    const { vendor } = fixtures.vendorCode(of.target, { kind });
    return { facts: { ...facts, code: { ...facts.code, vendor } } };
  });
const ofRequest = (of: Given) =>
  [of.approver, null].flatMap((approver) =>
    requestStates.flatMap((state) =>
      cancelReasons.map((cancelReason) => ({
        facts: {
          request: {
            ...(approver === null ? breakGlassOf(of, cancelReason === 'rehearsed') : requestOf(of)),
            state,
            cancelReason,
            settledAt: T0,
          },
          state,
          requester: of.requester,
          target: of.target,
          approver,
          inPlaceOf: approver,
        },
        readerId: of.target.id,
      })),
    ),
  );
const disowningOf = (of: Given) =>
  [null, { code: codeOf(of, 'revoked', 'disowned'), issuedBy: of.approver }].map((ended) => ({
    ended,
    requestsCancelled: 100,
    signInsStopped: 1,
  }));
const issuingOf = (of: Given) => ({
  frozen: [of.requester, of.approver],
  unfreezable: [of.requester, of.approver],
  codesLive: 1000,
  presses: 20,
});
const ofDisowning = (of: Given) =>
  states.flatMap((state) =>
    disowningOf(of).flatMap((disowning) =>
      [of.requester.id, null].map((readerId) => ({
        facts: codeFacts(of, state),
        disowning,
        issuing: issuingOf(of),
        readerId,
      })),
    ),
  );

const ofAlarm = ({ target: user }: Given) => [
  { user, alarm: 'frozen' },
  { user, alarm: 'disabled' },
  { user, alarm: 'strangers' },
];

/** In every state, for oneself and by the manager. */
const helpFactsOf = ({ target, requester, approver, reason }: Given): HelpFacts[] =>
  helpStates.flatMap((state) =>
    [null, ...helpCancelReasons].flatMap((cancelReason) =>
      [target, requester].map((asker) => ({
        help: fixtures.help(target, asker, {
          state,
          cancelReason,
          reason,
          declineReason: reason,
          takenBy: state === 'taken' ? approver.id : null,
          disownedAt: cancelReason === 'disowned' ? T0 : null,
        }),
        state,
        target,
        asker,
        taker: approver,
        endedBy: approver,
        position: 100,
      })),
    ),
  );
const ofHelp = (of: Given) => helpFactsOf(of).map((about) => ({ about }));
const ofDelegation = ({ requester: giver, approver: delegate }: Given) =>
  [giver.id, delegate.id, null].map((readerId) => ({
    giver,
    delegate,
    readerId,
    delegationId: fixtures.id('delegation'),
    endsAt: T0,
    isLasting: true,
  }));

const FREEZE_ID = fixtures.id('freeze');
const freezeOf = (kind: FreezeKind) => fixtures.freeze(organization.id, { kind });

/** A kind of notice that is missing here does not compile. */
const notices: Readonly<Record<DescribedNotice['kind'], (of: Given) => readonly object[]>> = {
  target_code_issued: ofCode,
  target_code_redeemed: ofCode,
  target_code_revoked: ofCode,
  requester_code_redeemed: ofCode,
  requester_code_unused: ofCode,
  close_code_message: ofCode,
  requester_code_revoked: (of) => [...ofCode(of), ...ofVendorCode(of)],
  requester_code_lasting: ofVendorCode,
  requester_enrolment_missing: ofCode,
  security_code_issued: ofCode,
  security_code_disowned: ofDisowning,
  hide_reveal: ofCode,
  approver_request: (of) =>
    ofRequest(of).map((facts) => ({
      ...facts,
      asking: 'escalation',
      provider: { kind: 'okta' },
      inPlaceOf: of.requester,
      words: 'maple river',
    })),
  requester_request_approved: ofRequest,
  requester_request_rejected: ofRequest,
  requester_request_disowned: ofRequest,
  requester_request_frozen: ofRequest,
  requester_request_released: ofRequest,
  security_delegated: ofDelegation,
  delegation_started: ofDelegation,
  delegation_ended: (of) =>
    ofDelegation(of).flatMap((facts) => [
      ...[of.requester.displayName, null].map((by) => ({ ...facts, by, why: null })),
      ...(['giver_frozen', 'delegate_frozen', 'switched_off'] as const).map((why) => ({
        ...facts,
        by: null,
        why,
      })),
    ]),
  security_frozen: ({ requester, reason }) =>
    [0, 1000].map((count) => ({
      freezeId: FREEZE_ID,
      by: requester.displayName,
      reason,
      requestsEnded: count,
      codesLive: count,
    })),
  security_glass_broken: ofReview,
  security_review_overdue: ofReview,
  security_review_closed: ofReview,
  security_held: () => [{ freezeId: FREEZE_ID, count: 1000, minutes: 60 }],
  security_all_revoked: ({ requester }) => [{ by: requester.displayName, count: 10_000 }],
  security_unfreeze_proposed: ({ requester }) =>
    ['freeze', 'hold'].map((was) => ({ freezeId: FREEZE_ID, was, by: requester.displayName, until: T0 })),
  security_unfrozen: ({ requester, target }) =>
    ['freeze', 'hold'].map((was) => ({
      was,
      by: requester.displayName,
      proposedBy: target.displayName,
      requestsReleased: 1000,
    })),
  security_issuer_released: ({ requester, target }) => [{ user: target, by: requester.displayName }],
  issuer_released: ({ requester }) => [{ by: requester.displayName }],
  target_help_asked: ofHelp,
  help_news: (of) =>
    (['taken', 'given_back', 'declined', 'cancelled', 'expired'] as const).flatMap((news) =>
      ofHelp(of).flatMap((facts) =>
        [of.target.id, of.requester.id].map((readerId) => ({ ...facts, news, readerId, hasWords: true })),
      ),
    ),
  helper_help_waiting: ofHelp,
  helper_help_ended: ofHelp,
  security_help_disowned: (of) => ofHelp(of).map((facts) => ({ ...facts, readerId: null })),
  close_help_message: (of) => ofHelp(of).map((facts) => ({ ...facts, readerId: of.requester.id })),
  prompt_expired: ofRequest,
  close_prompt: ofRequest,
  close_message: ofRequest,
  manager_request: (of) => ofRequest(of).map((facts) => ({ ...facts, words: 'tomorrow umbrella' })),
  target_words: (of) => ofRequest(of).map((facts) => ({ ...facts, words: 'tomorrow umbrella' })),
  requester_manager_answered: ofRequest,
  requester_device_answered: (of) =>
    deviceOutcomes.flatMap((outcome) =>
      ofRequest(of)
        .slice(0, 1)
        .map(({ facts }) => ({ facts, outcome })),
    ),
  security_caller_refused: ofRequest,
  security_redeem_alarm: ofAlarm,
  target_redeem_alarm: ofAlarm,
  requester_target_not_told: (of) => ofCode(of).slice(0, 1),
  manager_target_not_told: ofCode,
  security_code_revoked: (of) => ofCode(of).slice(0, 1),
  security_code_lasting: ofVendorCode,
  security_target_not_told: (of) => ofCode(of).slice(0, 1),
  security_request_approved: (of) => ofRequest(of).slice(0, 1),
  security_request_rejected: (of) => ofRequest(of).slice(0, 1),
  security_sync_waiting: ({ requester, reason }) => [
    {
      source: requester.displayName,
      runId: 'syn_7sK2mPq9XcVb4nTzLw3R',
      losing: 1_000_000,
      live: 1_000_000,
      percent: 100,
      names: Array.from({ length: 10 }, () => reason.padEnd(55, '&').slice(0, 55)).join('\n'),
    },
  ],
  security_source_failing: ({ requester }) =>
    [0, null].map((goodAt) => ({
      source: { id: 'src_7sK2mPq9XcVb4nTzLw3R', name: requester.displayName },
      problem: 'unknown_group',
      failed: 1_000_000,
      goodAt,
    })),
  security_source_works: ({ requester }) => [
    { source: { id: 'src_7sK2mPq9XcVb4nTzLw3R', name: requester.displayName }, goodAt: 0 },
  ],
  security_issuer_lost: (of) =>
    [of.requester.id, null].map((readerId) => ({
      issuer: { ...of.requester, status: 'suspended' },
      codes: Array.from({ length: 12 }, () => ({ code: codeOf(of, 'active'), target: of.target })),
      readerId,
    })),
  security_mail_failed: ({ target }) => [
    { person: target, why: '550 5.1.1' },
    { person: null, why: 'ECONNREFUSED' },
  ],
  security_channel_failed: () => [{ channelId: 'CSECURITY', why: 'not_in_channel' }],
  security_change: ({ requester, target, reason }) =>
    auditActions
      .filter((action) => /^(identity|domain|redeem)/.test(action))
      .map((action) => ({
        action,
        by: requester.displayName,
        target: target.displayName,
        changes: Array.from({ length: 11 }, () => reason.slice(0, 150)).join('\n'),
      })),
};

function buildNotices(of: Given): SlackMessage[] {
  const addressees = [
    { kind: 'person', slackUserId: SLACK_ID },
    { kind: 'channel', channelId: 'C1' },
  ] as const;
  return Object.entries(notices).flatMap(([kind, describe]) =>
    describe(of).flatMap((facts) =>
      addressees.map((to) => {
        const described = {
          ...facts,
          kind,
          to,
          organization: { ...organization, name: of.organizationName },
        };
        return buildNotice(described as DescribedNotice);
      }),
    ),
  );
}

const problems: { readonly [Problem in UnclearCommand['problem']]: true } = {
  nobody: true,
  plain_name: true,
  mention_first: true,
  word_first: true,
  unknown_word: true,
  several: true,
  group: true,
  special_mention: true,
  no_name: true,
  mention_in_name: true,
  unknown_filter: true,
  freezes_all: true,
};

const groupIdsOf = (groups: readonly { readonly id: GroupId }[]) => groups.map(({ id }) => id);
/** Every rule names every group. */
function policyWithGroups(groups: readonly GroupId[]): Policy {
  const rule = { roles: ['owner', 'admin'], groups, manager: true } as const;
  const { tiers } = defaultPolicy;
  const terms = { approvalsRequired: 5, approvers: rule, fallbackApprovers: rule };
  return {
    ...defaultPolicy,
    executiveGroups: groups,
    managerLane: true,
    helpDesk: {
      ...defaultPolicy.helpDesk,
      ...{ allow: { groups, domains: [] }, limit: { groups, domains: [] }, deny: { groups, domains: [] } },
    },
    tiers: {
      standard: { ...tiers.standard, ...terms },
      privileged: { ...tiers.privileged, ...terms },
      executive: { ...tiers.executive, ...terms },
    },
  };
}

/** A person who has no Slack account is named, and gets no two words. */
function buildWithoutSlack(of: Given): SlackMessage {
  const request = requestOf(of);
  return buildPrompt({
    request: {
      ...request,
      origin: { ...request.origin, targetSlackId: null },
      terms: { ...termsWith({ approval: true }), tier: 'privileged', signals: riskSignals },
    },
    target: of.target,
    policy: { ...defaultPolicy, codesWithoutSlack: true, mail: true },
    liveCode: codeOf(of, 'active'),
    lockout: { kind: 'disabled' },
    words: 'tomorrow umbrella',
    waitingFor: of.approver,
    provider: { kind: 'entra' },
    mayBreakGlass: true,
  });
}

/** What each builder can make of what is given. One that is not here fails the first test. */
const builders: Readonly<Record<string, (of: Given) => readonly SlackMessage[]>> = {
  buildHelpAnswer: (of) =>
    helpFactsOf(of)
      .flatMap((facts) => [
        buildHelpAnswer({ kind: 'asked', ...facts }),
        buildHelpAnswer({ kind: 'open_before', ...facts }),
      ])
      .filter((message) => message !== null),
  buildHelpRecord: (of) => helpFactsOf(of).map((facts) => buildHelpRecord(facts, of.approver.id)),
  buildLateHelp: (of) => helpFactsOf(of).map((facts) => buildLateHelp({ ...facts, clickerId: of.target.id })),
  buildHelpDisowned: (of) =>
    helpFactsOf(of).flatMap((facts) => [
      buildHelpDisowned({ kind: 'disowned', requestsCancelled: 9, ...facts }),
      buildHelpDisowned({ kind: 'disowned_before', requestsCancelled: 0, ...facts }),
    ]),
  buildHelpNotice: (of) =>
    ofHelp(of).map((facts) => buildHelpNotice({ kind: 'target_help_asked', ...facts })),
  buildQueue: (of) => {
    const entries = helpFactsOf(of)
      .filter(({ help }) => isOpenHelp(help))
      .flatMap((facts) => Array.from({ length: 5 }, () => facts));
    const common = { kind: 'queue', reader: of.approver, policy: defaultPolicy } as const;
    return [buildQueue({ ...common, entries: [] }), buildQueue({ ...common, entries })];
  },
  buildLockedOut: ({ target }) => [
    buildLockedOut({ helpers: [] }, true),
    buildLockedOut({ helpers: Array.from({ length: 9 }, () => target) }, true),
  ],
  buildCodeInMessage: () => [buildCodeInMessage()],
  buildContinue: ({ target }) => [buildContinue(target, `https://slack.test/?${'&'.repeat(100)}`)],
  buildDisownedAnswer: (of) =>
    states.flatMap((state) =>
      disowningOf(of).map((disowning) =>
        buildDisownedAnswer(
          {
            kind: 'disowned',
            code: codeOf(of, state),
            disowning,
            frozen: Array.from({ length: 20 }, () => of.approver),
            alerted: Array.from({ length: 20 }, () => of.approver),
            isChannelAlerted: true,
          },
          of.organizationName,
        ),
      ),
    ),
  buildDisownedBefore: (of) =>
    states.map((state) => buildDisownedBefore({ kind: 'disowned_before', code: codeOf(of, state), at: T0 })),
  buildFound: (of) =>
    [0, HITS_MAX].map((count) =>
      buildFound(
        {
          kind: 'found',
          hits: Array.from({ length: count }, () => ({
            user: { ...of.target, department: of.organizationName, employeeNumber: of.clientName },
            slackUserId: SLACK_ID,
          })),
          isMore: true,
        },
        of.reason,
      ),
    ),
  buildGeneratedBefore: (of) =>
    states.map((state) =>
      buildGeneratedBefore({ kind: 'generated_before', code: codeOf(of, state), state, target: of.target }),
    ),
  buildHelp: () => [buildHelp(usageLines())],
  buildHistory: (of) =>
    [null, 1000].map((before) =>
      buildHistory({
        kind: 'shown',
        page: {
          entries: Array.from({ length: HISTORY_PAGE }, () => ({
            event: { ...HISTORY_EVENT, reason: of.reason },
            count: 100,
            actor: { kind: 'user' as const, user: of.requester },
          })),
          older: before,
        },
        query: { before, limit: HISTORY_PAGE },
        target: of.target,
      }),
    ),
  buildHiddenCode: (of) => states.map((state) => buildHiddenCode(codeFacts(of, state))),
  buildLateAnswer: (of) =>
    ofRequest(of).map(({ facts, readerId }) =>
      buildLateAnswer(
        {
          kind: 'refused',
          refusals: [],
          request: facts.request,
          late: { ...facts, clickerId: readerId },
        },
        'Title',
      ),
    ),
  buildList: (of) =>
    (['pending', 'approved'] as const).flatMap((state) =>
      [false, true].map((isMore) => {
        const request = { ...requestOf(of), state, approvalAskedAt: T0 };
        const people = { target: of.target, requester: of.requester, approver: of.approver };
        const code = codeOf(of, 'active');
        return buildList({
          kind: 'listed',
          page: {
            items: Array.from({ length: LIST_PAGE }, (_, index) =>
              index % 2 === 0
                ? { kind: 'request', request, isHeld: index % 4 === 0, ...people }
                : { kind: 'code', code, state: 'active', ...people, issuedBy: of.requester, mayRevoke: true },
            ),
            older: isMore ? { at: T0, id: code.id } : null,
          },
          query: {
            filter: 'all',
            targetId: isMore ? of.target.id : null,
            before: isMore ? { at: T0, id: code.id } : null,
            limit: LIST_PAGE,
          },
          reader: of.approver,
          target: isMore ? of.target : null,
        });
      }),
    ),
  buildNoDirectMessage: ({ target }) => [
    buildNoDirectMessage(target, 'method_not_supported_for_channel_type'),
  ],
  buildNotice: buildNotices,
  buildOnlyCommands: () => [buildOnlyCommands(usageLines())],
  buildPolicy: (of) =>
    (['owner', 'admin'] as const).map((role) => {
      const named = groupsOf(of);
      const provider = fixtures.provider(organization.id, { name: of.organizationName });
      const everyone = { kind: 'everyone' } as const;
      const groupRules = named.map(({ id: groupId }) => ({ kind: 'group', groupId }) as const);
      return buildPolicy({
        kind: 'shown',
        policy: {
          ...policyWithGroups(groupIdsOf(named)),
          securityChannelId: 'C1',
          endSessionsOnDisown: true,
          providers: Array.from({ length: PROVIDER_RULES_MAX }, (_, place) => ({
            when: groupRules[place % groupRules.length] ?? everyone,
            providerId: place % 2 === 0 ? provider.id : null,
          })),
        },
        groups: named,
        providers: [provider],
        organization: { ...organization, name: of.organizationName },
        reader: { ...of.requester, role },
        owners: Array.from({ length: 20 }, () => of.approver),
      });
    }),
  buildPrompt: (of) =>
    [true, false]
      .flatMap((approval) =>
        [null, codeOf(of, 'active')].map((liveCode) =>
          buildPrompt({
            request: { ...requestOf(of), terms: { ...termsWith({ approval }), signals: riskSignals } },
            target: of.target,
            policy: defaultPolicy,
            liveCode,
            lockout: { kind: 'disabled' },
            words: 'tomorrow umbrella',
            waitingFor: of.approver,
            provider: { kind: 'onelogin' },
            mayBreakGlass: true,
          }),
        ),
      )
      .concat(
        [true, false].map((isRehearsal) =>
          buildPrompt({
            request: breakGlassOf(of, isRehearsal),
            target: of.target,
            policy: defaultPolicy,
            liveCode: codeOf(of, 'active'),
            lockout: { kind: 'disabled' },
            words: 'tomorrow umbrella',
            waitingFor: null,
            provider: null,
            mayBreakGlass: true,
          }),
        ),
      )
      .concat(buildWithoutSlack(of)),
  buildRehearsed: (of) => [
    buildRehearsed({ kind: 'rehearsed', request: requestOf(of), target: of.target, policy: defaultPolicy }),
  ],
  buildReviewClosed: (of) =>
    ofReview(of).map(({ review, ...described }) =>
      buildReviewClosed({
        kind: 'closed',
        review,
        frozen: of.requester,
        described: { ...described, review },
      }),
    ),
  buildReviewRefusal: (of) => [
    buildReviewRefusal({ kind: 'refused', refusals: [refuse('review_own')], closed: null }),
    ...ofReview(of).map((closed) =>
      buildReviewRefusal({ kind: 'refused', refusals: [refuse('review_closed')], closed }),
    ),
  ],
  buildRevokeQuestion: (of) =>
    states.map((state) =>
      buildRevokeQuestion({
        kind: 'found',
        target: of.target,
        code: codeOf(of, state),
        state,
        issuedBy: of.requester,
      }),
    ),
  buildRevokeOutcome: (of) => [
    buildRevokeOutcome({ kind: 'revoked', code: codeOf(of, 'revoked'), user: of.target }),
    ...states.map((state) =>
      buildRevokeOutcome({
        kind: 'not_live',
        code: codeOf(of, state),
        state,
        user: of.target,
        revokedBy: of.approver,
      }),
    ),
  ],
  buildRaisedPrompt: (of) => [
    buildRaisedPrompt({
      refusals: [refuse('verification_needed_now', { name: of.target.displayName })],
      request: { ...requestOf(of), terms: { ...termsWith({ approval: true }), signals: riskSignals } },
      target: of.target,
      policy: defaultPolicy,
      liveCode: codeOf(of, 'active'),
      lockout: { kind: 'disabled' },
      words: 'tomorrow umbrella',
      waitingFor: of.approver,
      provider: null,
      mayBreakGlass: true,
    }),
  ],
  buildFreezeQuestion: ({ organizationName: name, reason }) =>
    [null, freezeOf('hold'), freezeOf('freeze')].flatMap((freeze) =>
      [0, 1000].map((count) =>
        buildFreezeQuestion(
          { kind: 'preview', freeze, requestsOpen: count, codesLive: count },
          { name, reason },
        ),
      ),
    ),
  buildFrozen: () =>
    (['frozen', 'frozen_before'] as const).map((kind) =>
      buildFrozen({ kind, freeze: freezeOf('freeze'), requestsEnded: 1000, codesLive: 1000 }),
    ),
  buildHeld: (of) => [buildHeld(requestOf(of), of.target)],
  buildReleased: ({ target }) =>
    (['released', 'not_frozen'] as const).map((kind) => buildReleased({ kind, user: target })),
  buildUnfreezeAnswer: () => [
    ...(['proposed', 'proposed_before'] as const).flatMap((kind) =>
      [true, false].map((mayAdmins) => buildUnfreezeAnswer({ kind, until: T0, mayAdmins })),
    ),
    buildUnfreezeAnswer({ kind: 'unfrozen', freeze: freezeOf('hold'), requestsReleased: 1000 }),
    buildUnfreezeAnswer({ kind: 'not_frozen', last: { ...freezeOf('freeze'), endedAt: T0 } }),
    buildUnfreezeAnswer({ kind: 'not_frozen', last: null }),
    buildUnfreezeAnswer({ kind: 'refused', refusals: [refuse('owners_only')] }),
  ],
  buildRefusal: () => {
    const all = refusalCodes.map((code) => refuse(code));
    return [buildRefusal(all, 'Title'), ...all.map((refusal) => buildRefusal([refusal], 'Title'))];
  },
  buildVendorReveal: (of) =>
    providerKinds.map((kind) => {
      const vendor = {
        kind,
        login: `${'&'.repeat(200)}@acme.test`,
        others: Array.from({ length: 9 }, () => new Secret('12345678')),
        minutes: 43_200,
      };
      return buildVendorReveal(
        {
          code: new Secret('w'.repeat(48)),
          record: { ...codeOf(of, 'undelivered'), expiresAt: T0 + 60_000 },
          request: { ...requestOf(of), providerId: fixtures.id('provider') },
          requester: of.requester,
          target: of.target,
          policy: defaultPolicy,
          hasSuperseded: true,
          isShortened: false,
          lockout: { kind: 'admitted' },
          vendor,
        },
        vendor,
      );
    }),
  buildEndedThere: (of) =>
    ofVendorCode(of).map(({ facts }) => buildEndedThere(facts.code.vendor, '&amp;'.repeat(80), 'now')),
  buildCodeLasting: (of) => ofVendorCode(of).map(({ facts }) => buildCodeLasting(facts)),
  buildReveal: (of) => [
    buildReveal({
      vendor: null,
      code: new Secret('WWWW-WWWW-WWWW-WWWW'),
      record: codeOf(of, 'undelivered'),
      request: requestOf(of),
      requester: of.requester,
      target: of.target,
      policy: defaultPolicy,
      hasSuperseded: true,
      isShortened: false,
      lockout: { kind: 'delayed', retryAfterSeconds: 86_400 },
    }),
  ],
  buildSlowDown: () => [buildSlowDown(T0)],
  buildStatus: (of) => {
    const counts = [
      'wrong_code',
      'mistyped',
      'used',
      'expired',
      'superseded',
      'revoked',
      'undelivered',
      'user_not_confirmed',
      'locked',
    ];
    const attempts = {
      byReason: Object.fromEntries(counts.map((reason) => [reason, 100])),
      since: T0,
      lastAt: T0,
      isCut: true,
      lockout: { kind: 'delayed', retryAfterSeconds: 86_400 },
    } as const;
    const disowned = { ...codeOf(of, 'revoked', 'disowned'), disownedAt: T0 };
    return [null, ...states.map((state) => codeFacts(of, state))].map((facts) =>
      buildStatus(facts, of.target, attempts, disowned),
    );
  },
  buildInternalError: () => [buildInternalError('0123456789')],
  buildUnclear: () =>
    subcommandNames.flatMap((meant) =>
      Object.keys(problems).map((problem) =>
        buildUnclear({
          kind: 'unclear',
          problem: problem as UnclearCommand['problem'],
          meant,
          word: '&'.repeat(20),
        }),
      ),
    ),
  buildWho: (of) => {
    const many = Array.from({ length: 101 }, () => of.approver);
    const groups = Array.from({ length: 60 }, (_, at) => ({
      id: `grp_${String(at).padStart(16, '0')}` as GroupId,
      name: '&'.repeat(200),
      source: 'SCIM',
      isOnlyOne: true,
    }));
    const scope = { groups: groups.map(({ id }) => id), domains: [] };
    const helpDesk = { ...defaultPolicy.helpDesk, allow: scope, limit: scope, deny: scope };
    const lanes = { helpDesk, groups, managerLane: true };
    const holders = { owner: many, admin: many, helpdesk: [] };
    return [
      buildWho({ kind: 'unknown', refusals: [refuse('requester_is_guest')] }),
      buildWho({ kind: 'member', asker: of.target, owners: many, ...lanes }),
      buildWho({ kind: 'member', asker: { ...of.target, role: 'helpdesk' }, owners: many, ...lanes }),
      buildWho({ kind: 'member', asker: { ...of.target, status: 'suspended' }, owners: [], ...lanes }),
      buildWho({
        kind: 'issuer',
        asker: of.requester,
        policy: { ...defaultPolicy, ...lanes },
        groups,
        holders,
      }),
    ];
  },
  buildUnlocked: ({ target, approver }) =>
    (['unlocked', 'not_locked'] as const).map((kind) =>
      buildUnlocked({ kind, user: target, by: approver, at: T0 }),
    ),
};

/** They make parts of messages, which are tried within those. */
const partBuilders = [
  'buildCancelHelp',
  'buildTakeHelp',
  'buildOwnHelp',
  'buildQueuePart',
  'buildCallerRefused',
  'buildManagerAnswered',
  'buildDeviceAnswered',
  'buildManagerRequest',
  'buildTargetWords',
  'buildConfirmedFreezeButton',
  'buildContinueButtons',
  'buildDecisionButtons',
  'buildFreezeButton',
  'buildFreezeNotice',
  'buildBreakGlassNotice',
  'buildBreakGlassButton',
  'buildReviewButton',
  'buildReleaseButton',
  'buildRequestFrozen',
  'buildRequestReleased',
  'buildRevokeAllButton',
  'buildRevokeIssuedButton',
  'buildUnfreezeButton',
  'buildAlarm',
  'buildDelegateButton',
  'buildDelegationNotice',
  'buildEndButton',
  // In the Home tab, whose own test has it as full as it can be.
  'buildApprovals',
  'buildConflict',
  'buildDelegations',
  'buildDesk',
  'buildHistory',
  'buildHome',
  'buildIssueForm',
  'buildVerificationForm',
  'buildOptionsForm',
  'buildPolicyForm',
  'buildBreakGlassForm',
  'buildReviewForm',
  'buildOwnAccount',
  'buildOwnDesk',
  'buildPolicyRow',
  'buildWeeks',
  'buildIssuerLost',
  'buildLiveItem',
  'buildPager',
  'buildApproved',
  'buildEnrolmentMissing',
  'buildCodeUnused',
  'buildRejected',
  'buildRequestDisowned',
  'buildRequesterRedeemed',
  'buildRequesterRevoked',
  'buildSyncWaiting',
  'buildSourceFailing',
  'buildSourceWorks',
  'buildTargetIssued',
  'buildTargetRedeemed',
  'buildTargetRevoked',
  'buildApproverRequest',
  'buildDisownedAlarm',
  'buildRecord',
  'buildRequestEnding',
  'buildRevokeButton',
  'buildChange',
  'buildChannelFailed',
  'buildMailFailed',
  'buildManagerTargetNotTold',
  'buildRequestDecided',
  'buildRequesterTargetNotTold',
  'buildSecurityIssued',
  'buildSecurityRevoked',
  'buildSecurityTargetNotTold',
  'buildTargetLocked',
  'buildUnlockButton',
];

async function findBuilders(): Promise<string[]> {
  const root = new URL('../../src/slack/', import.meta.url);
  const found: string[] = [];
  for (const file of await readdir(root, { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    const module: object = await import(new URL(file, root).href);
    found.push(...Object.keys(module).filter((name) => /^build[A-Z]/.test(name)));
  }
  return found;
}

/** All that a person reads of it. */
function readAll({ text, blocks }: SlackMessage): string {
  const texts = [text];
  JSON.parse(JSON.stringify(blocks), (_key, value) => {
    if (typeof value?.text === 'string') texts.push(value.text);
    return value;
  });
  return texts.join('\n');
}

/** What Slack would say against it, and what it would not show. */
function findProblems({ text, blocks }: SlackMessage): string[] {
  const sent = JSON.parse(JSON.stringify(blocks));
  const found: string[] = [];
  try {
    readMessageBlocks(sent);
  } catch (error) {
    found.push(JSON.stringify(error));
  }
  if (text === '' || text.length > LIMITS.messageText) found.push('the fallback text');
  // A text that was cut in the middle of an escape.
  JSON.parse(JSON.stringify(sent), (_key, value) => {
    if (typeof value === 'string' && /&(?!amp;|lt;|gt;)/.test(value))
      found.push(`a bare ampersand: ${value.slice(-40)}`);
    return value;
  });
  return found;
}

describe('S14: Slack takes every message, whatever names and reasons the domain takes', () => {
  it('every builder is tried', async () => {
    expect((await findBuilders()).sort()).toEqual([...Object.keys(builders), ...partBuilders].sort());
  });

  it('what is given is what the domain takes at the most', () => {
    fc.assert(
      fc.property(given, ({ target }) => {
        expect(parseEmail(loginOf(target))?.address).toBe(loginOf(target));
        expect(loginOf(target)).toHaveLength(64 + 1 + 253);
      }),
      { numRuns: 20 },
    );
  });

  it.each(Object.keys(builders).flatMap((name) => languages.map((language) => [name, language] as const)))(
    '%s, in %s',
    (name, language) => {
      fc.assert(
        fc.property(given, (of) => {
          const reader = chooseReader({ ...unknownReader, language });
          const messages = speakTo(reader, () => builders[name]?.(of) ?? []);
          expect(messages.length).toBeGreaterThan(0);
          expect(messages.flatMap(findProblems)).toEqual([]);
          if (language !== 'en') expect(messages.flatMap((each) => findEnglish(readAll(each)))).toEqual([]);
        }),
        // The extremes come first; each run tries every message of a builder.
        { numRuns: language === 'en' ? 100 : 25 },
      );
    },
    120_000,
  );
});

/*
 * Slack's own judge of the same messages. It needs Slack: a token of any workspace, such as a developer sandbox's. What is sent is invented.
 */
const validateToken = process.env.SLACK_VALIDATE_TOKEN;
if (validateToken === undefined)
  process.stderr.write(
    'WARNING: TESTS SKIPPED: blocks.validate needs a Slack token in SLACK_VALIDATE_TOKEN\n',
  );

describe.skipIf(validateToken === undefined)('S14: Slack’s blocks.validate finds nothing wrong', () => {
  it.each(Object.keys(builders))(
    '%s',
    async (name) => {
      const client = new WebClient(validateToken, { retryConfig: { retries: 3 } });
      const [of] = fc.sample(given, { numRuns: 1, seed: 1 });
      for (const message of (of && builders[name]?.(of)) ?? []) {
        const { errors = [] } = await client.blocks.validate({ message }).catch((error) => error.data);
        expect(errors, JSON.stringify(message)).toEqual([]);
      }
    },
    120_000,
  );
});
