import { describe, expect, it } from 'vitest';
import { NAME_LENGTH_MAX } from '../../src/domain/directory/name.ts';
import { languages, unknownReader } from '../../src/domain/organization/language.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { TICKET_LENGTH_MAX } from '../../src/domain/requests/ticket.ts';
import { verificationMethods } from '../../src/domain/requests/verification.ts';
import { chooseReader, speakTo } from '../../src/messages/reader.ts';
import { readView } from '../../src/sandbox/blocks/read-blocks.ts';
import { REASON_LENGTH_MAX } from '../../src/services/requests/request-code.ts';
import { buildBreakGlassForm } from '../../src/slack/features/break-glass/form.ts';
import { buildReviewForm } from '../../src/slack/features/break-glass/review.ts';
import { buildPolicyForm } from '../../src/slack/features/home/policy-form.ts';
import { buildIssueForm } from '../../src/slack/features/issue/shortcuts.ts';
import { buildOptionsForm } from '../../src/slack/features/options/form.ts';
import { buildVerificationForm } from '../../src/slack/features/verify/form.ts';
import { findEnglish } from '../support/find-english.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';

const fixtures = createStoreFixtures('f');
const organizationId = fixtures.id('organization');
// `&` grows when it is escaped.
const [displayName, reason] = ['&'.repeat(NAME_LENGTH_MAX), '&'.repeat(REASON_LENGTH_MAX)];
const target = fixtures.user(organizationId, { displayName, mobile: '+491700000089' });
const manager = fixtures.user(organizationId, { displayName });
const terms = {
  ...fixtures.request(manager, target).terms,
  verificationMethods,
  verificationsRequired: 5,
};
const request = fixtures.request(manager, target, { reason, terms, ticket: 'T'.repeat(TICKET_LENGTH_MAX) });
const policy = {
  ...defaultPolicy,
  ticketPattern: '*'.repeat(TICKET_LENGTH_MAX),
  otherVerification: '&'.repeat(70),
};
const review = { ...fixtures.review(manager, target), reason };

const forms = {
  buildIssueForm: () => buildIssueForm('U1'),
  buildVerificationForm: () =>
    buildVerificationForm({ request, target, policy, manager, hasDeviceCheck: true }),
  buildOptionsForm: () => buildOptionsForm({ kind: 'open', request, target, policy }),
  buildBreakGlassForm: () => buildBreakGlassForm({ request, target, isOnlyRehearsal: false }),
  buildReviewForm: () =>
    buildReviewForm({ review, requester: manager, target, liveCode: fixtures.code(target), closedBy: null }),
  buildPolicyForm: () => buildPolicyForm({ policy, version: 'v'.repeat(43) }),
};

describe('S14: Slack takes every form, with names, reasons and tickets as long as they can be', () => {
  it.each(
    languages.flatMap((language) =>
      Object.entries(forms).map(([name, build]) => [name, language, build] as const),
    ),
  )('%s, in %s', (_name, language, build) => {
    const form = JSON.parse(JSON.stringify(speakTo(chooseReader({ ...unknownReader, language }), build)));
    expect(() => readView(form, 'modal')).not.toThrow();
    if (language !== 'en') expect(findEnglish(JSON.stringify(form))).toEqual([]);
  });
});
