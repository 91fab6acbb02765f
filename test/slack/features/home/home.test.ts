import { describe, expect, it } from 'vitest';
import { conflictKinds } from '../../../../src/domain/directory/conflict.ts';
import { uncheckedDomain } from '../../../../src/domain/directory/email-domain.ts';
import { NAME_LENGTH_MAX } from '../../../../src/domain/directory/name.ts';
import { type Language, languages } from '../../../../src/domain/organization/language.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import { defaultLocales, speakTo } from '../../../../src/messages/reader.ts';
import { readView } from '../../../../src/sandbox/blocks/read-blocks.ts';
import { homeStart } from '../../../../src/services/home/home-place.ts';
import { historyActions } from '../../../../src/services/home/read-history.ts';
import type { Home } from '../../../../src/services/home/read-home.ts';
import { REASON_LENGTH_MAX } from '../../../../src/services/requests/request-code.ts';
import { buildHome } from '../../../../src/slack/features/home/home.ts';
import { readPlace, writePlace } from '../../../../src/slack/features/home/place.ts';
import { createStoreFixtures, T0 } from '../../../support/store-fixtures.ts';

const fixtures = createStoreFixtures('h');
/** Each `&` is five characters on its way to Slack. */
const LONGEST = '&'.repeat(NAME_LENGTH_MAX);
const five = <Item>(make: (index: number) => Item): Item[] =>
  Array.from({ length: 5 }, (_, index) => make(index));

/** As full as it can be, of people with the longest names. */
function fullHome(): Home {
  const organization = fixtures.organization();
  const named = { displayName: LONGEST, role: 'owner' } as const;
  const reader = fixtures.user(organization.id, named);
  const target = fixtures.user(organization.id, named);
  const reason = '&'.repeat(REASON_LENGTH_MAX);
  const source = fixtures.source(organization.id, { name: LONGEST });
  const code = fixtures.code(target, { issuedBy: target.id, state: 'active' });
  const request = fixtures.request(target, target, { reason, approvalAskedAt: T0 });
  const requests = { items: five(() => ({ request, requester: target, target })), count: 9 };
  const help = fixtures.help(target, target, { reason });
  const helpFacts = {
    help,
    state: 'waiting' as const,
    target,
    asker: target,
    taker: null,
    endedBy: null,
    position: 99,
  };
  const delegation = fixtures.delegation(reader, target);
  return {
    kind: 'issuer',
    delegations: {
      mayDelegate: true,
      given: { delegation, delegate: target },
      taken: five(() => ({ delegation, giver: target })),
    },
    own: {
      user: reader,
      codes: five(() => ({ code, state: 'active' as const, issuedBy: target, mayDisown: true })).slice(0, 3),
      from: 3,
      newerFrom: 0,
      olderFrom: 6,
      helpers: [target],
    },
    help: five(() => helpFacts),
    isHelpOffered: true,
    queue: { items: five(() => ({ ...helpFacts, position: 1 })), count: 100 },
    desk: {
      reader,
      policy: defaultPolicy,
      approvals: requests,
      reviews: {
        items: five((index) => ({
          review: fixtures.review(target, target, { reason: '&'.repeat(200), isRehearsal: index === 0 }),
          requester: target,
          target,
          liveCode: null,
          closedBy: null,
        })),
        count: 7,
      },
      ownRequests: requests,
      isHeld: false,
      codes: {
        items: five(() => ({
          kind: 'code',
          code,
          state: 'active',
          target,
          issuedBy: target,
          mayRevoke: true,
        })),
        count: 500,
      },
      history: {
        entries: historyActions.slice(0, 6).map((action) => ({
          action,
          asked: 'code' as const,
          at: T0,
          actor: target,
          target,
          targetSlackId: null,
        })),
        older: 12,
      },
      conflicts: {
        items: five((index) => {
          const value = `${'&'.repeat(300)}@acme.test`;
          const kind = conflictKinds[index] ?? 'look_alike';
          const conflict = fixtures.conflict(source, { kind, value, externalId: value });
          const person = fixtures.sourcePerson(source);
          const effect = 'kept_out' as const;
          return {
            conflict,
            source,
            person,
            user: target,
            other: target,
            otherSource: source,
            effect,
            possible: [],
          };
        }),
        count: 7,
      },
      domains: {
        items: five((index) => ({
          organizationId: organization.id,
          name: `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.d${index}.example`,
          verificationToken: 'x'.repeat(60),
          verifiedAt: null,
          ...uncheckedDomain,
          createdAt: T0,
        })),
        count: 9,
      },
      weeks: [0, 1, 2, 5000].map((issued) => ({
        since: T0,
        issued,
        used: issued,
        unused: issued,
        refused: issued,
        repeated: issued,
        isPartial: true,
      })),
    },
  };
}

const speak = <T>(language: Language, work: () => T): T =>
  speakTo({ language, locale: defaultLocales[language], timeZone: 'UTC' }, work);

describe.each(languages)('the Home tab in %s', (language) => {
  it('S14: Slack takes it, however full it is and whatever people are called', () => {
    const view = speak(language, () =>
      buildHome(fullHome(), { ownFrom: 3, historyOf: 'all', historyBefore: 20 }),
    );
    expect(() => readView(view, 'home')).not.toThrow();
    expect(view.blocks.length).toBeLessThanOrEqual(95);
  });

  it('U1: a week without codes has no bar, and the largest has the longest', () => {
    const text = speak(language, () => JSON.stringify(buildHome(fullHome(), homeStart).blocks));
    expect(text.match(/▇+/g)?.map((bar) => bar.length)).toEqual([1, 1, 16]);
  });
});

describe('a place in the Home tab', () => {
  it('S9: is read as it was written, and anything else is the start', () => {
    for (const place of [homeStart, { ownFrom: 6, historyOf: 'refused', historyBefore: 123 } as const])
      expect(readPlace(writePlace(place))).toEqual(place);
    for (const forged of ['', 'x|all|', '1|none|', '1|all|-5', '1|all|1e9', '99999|all|', "1|all|1'; --"])
      expect(readPlace(forged), forged).toEqual(homeStart);
  });
});
