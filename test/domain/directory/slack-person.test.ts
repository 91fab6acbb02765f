import { describe, expect, it } from 'vitest';
import {
  judgeSlackPerson,
  type SlackPerson,
  slackTenantIdOf,
} from '../../../src/domain/directory/slack-person.ts';

const acme = { teamId: 'TACME', enterpriseId: null };

function person(change: Partial<SlackPerson> = {}): SlackPerson {
  return {
    slackUserId: 'ULENA',
    teamId: 'TACME',
    enterpriseId: null,
    displayName: 'Lena',
    email: 'lena@acme.test',
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
    ...change,
  };
}

describe.each(['requester', 'target'] as const)('a Slack account as %s', (side) => {
  const judge = (change: Partial<SlackPerson>, workspace = acme as Parameters<typeof judgeSlackPerson>[1]) =>
    judgeSlackPerson(person(change), workspace, side).map((refusal) => refusal.code);

  it('S6: an ordinary member of the workspace is fine', () => {
    expect(judge({})).toEqual([]);
  });

  it.each([
    ['deleted', { isDeleted: true }, 'slack_deactivated'],
    ['a bot', { isBot: true }, 'is_bot'],
    ['a multi-channel guest', { isRestricted: true }, 'is_guest'],
    ['a single-channel guest', { isRestricted: true, isUltraRestricted: true }, 'is_guest'],
    ['ultra restricted without the other flag', { isUltraRestricted: true }, 'is_guest'],
    ['only invited', { isInvited: true }, 'slack_invited'],
    ['a stranger', { isStranger: true }, 'is_external'],
    ['a stranger who claims our team', { isStranger: true, teamId: 'TACME' }, 'is_external'],
    ['of another team', { teamId: 'TPARTNER' }, 'is_external'],
  ])('S6: %s is refused', (_what, change, expected) => {
    expect(judge(change)).toEqual([`${side}_${expected}`]);
  });

  it('S6: everything that is wrong is told at once', () => {
    expect(
      judge({ isDeleted: true, isBot: true, isRestricted: true, isInvited: true, isStranger: true }),
    ).toEqual([
      `${side}_slack_deactivated`,
      `${side}_is_bot`,
      `${side}_is_guest`,
      `${side}_slack_invited`,
      `${side}_is_external`,
    ]);
  });

  it.each([
    ['the same enterprise', 'EACME', 'EACME', []],
    ['another enterprise', 'EOTHER', 'EACME', [`${side}_is_external`]],
    ['none, in an enterprise', null, 'EACME', [`${side}_is_external`]],
    ['an enterprise, where we have none', 'EACME', null, [`${side}_is_external`]],
    ['none on either side', null, null, [`${side}_is_external`]],
    ['an empty id on both sides', '', '', [`${side}_is_external`]],
  ])('S6: another team of %s', (_what, theirs, ours, expected) => {
    const workspace = { teamId: 'TACME', enterpriseId: ours };
    expect(judge({ teamId: 'TSISTER', enterpriseId: theirs }, workspace)).toEqual(expected);
  });
});

describe('the tenant under which identities are kept', () => {
  it('S6: the enterprise where there is one, else the workspace', () => {
    expect(slackTenantIdOf(acme)).toBe('TACME');
    expect(slackTenantIdOf({ teamId: 'TACME', enterpriseId: 'EACME' })).toBe('EACME');
  });
});
