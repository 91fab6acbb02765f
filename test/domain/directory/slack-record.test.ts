import { describe, expect, it } from 'vitest';
import type { SlackMember } from '../../../src/domain/directory/slack-person.ts';
import { toSlackRecord } from '../../../src/domain/directory/slack-record.ts';

const workspace = { teamId: 'TACME', enterpriseId: null };
const grid = { teamId: 'TACME', enterpriseId: 'EACME' };

function member(change: Partial<SlackMember> = {}): SlackMember {
  return {
    slackUserId: 'ULENA',
    teamId: 'TACME',
    enterpriseId: null,
    displayName: 'lena',
    realName: 'Lena Lockedout',
    email: 'lena@acme.test',
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
    slackRole: 'member',
    ...change,
  };
}

describe('a member of a Slack workspace as a record', () => {
  it('is known by their Slack id, with the name of their profile and their role in Slack', () => {
    expect(toSlackRecord(member({ slackRole: 'admin' }), workspace)).toEqual({
      externalId: 'ULENA',
      displayName: 'Lena Lockedout',
      email: 'lena@acme.test',
      mobile: null,
      alias: null,
      status: 'confirmed',
      manager: null,
      department: null,
      employeeNumber: null,
      groups: null,
      attributes: { slackRole: 'admin' },
      hasTwoPrimaries: false,
    });
    expect(toSlackRecord(member({ realName: null }), workspace).displayName).toBe('lena');
  });

  it.each<[string, Partial<SlackMember>, string, string?]>([
    ['deactivated', { isDeleted: true }, 'deactivated'],
    ['deactivated before the invitation was accepted', { isDeleted: true, isInvited: true }, 'deactivated'],
    ['invited: the address is what someone typed', { isInvited: true, isEmailConfirmed: false }, 'invited'],
    ['invited, though Slack calls the address confirmed', { isInvited: true }, 'invited'],
    ['a bot', { isBot: true }, 'deactivated', 'bot'],
    ['a bot that was removed', { isBot: true, isDeleted: true }, 'deactivated', 'bot'],
    ['a guest', { isRestricted: true }, 'deactivated', 'guest'],
    ['a guest of one channel', { isUltraRestricted: true }, 'deactivated', 'guest'],
    ['a guest who is invited', { isRestricted: true, isInvited: true }, 'deactivated', 'guest'],
    ['a stranger', { isStranger: true }, 'deactivated', 'external'],
    ['of another workspace', { teamId: 'TPARTNER' }, 'deactivated', 'external'],
    ['of another enterprise', { teamId: 'TPARTNER', enterpriseId: 'EOTHER' }, 'deactivated', 'external'],
    [
      'of two workspaces without an enterprise',
      { teamId: 'T2', enterpriseId: '' },
      'deactivated',
      'external',
    ],
    ['without an address', { email: null }, 'deactivated', 'email_missing'],
    ['with an unconfirmed address', { isEmailConfirmed: false }, 'deactivated', 'email_unconfirmed'],
    [
      'with an address that Slack says nothing about',
      { isEmailConfirmed: null },
      'deactivated',
      'email_unconfirmed',
    ],
  ])('S6: %s', (_, change, status, leftOut) => {
    const record = toSlackRecord(member(change), workspace);
    expect([record.status, record.leftOut]).toEqual([status, leftOut]);
  });

  it.each<[string, Partial<SlackMember>, string | null]>([
    ['confirmed', {}, 'lena@acme.test'],
    ['invited', { isInvited: true, isEmailConfirmed: false }, 'lena@acme.test'],
    ['unconfirmed', { isEmailConfirmed: false }, null],
    ['of someone who is gone', { isDeleted: true, isEmailConfirmed: null }, null],
    ['of a guest, unconfirmed', { isRestricted: true, isInvited: true, isEmailConfirmed: false }, null],
  ])('S6: an address that Slack doesn’t call confirmed names no one: %s', (_, change, email) => {
    expect(toSlackRecord(member(change), workspace).email).toBe(email);
  });

  it('S6: in an Enterprise Grid, people of its other workspaces are members, and other companies are not', () => {
    const sister = { teamId: 'TSISTER', enterpriseId: 'EACME' };
    expect(toSlackRecord(member(sister), grid).status).toBe('confirmed');
    expect(toSlackRecord(member({ ...sister, enterpriseId: 'EOTHER' }), grid).leftOut).toBe('external');
    expect(toSlackRecord(member({ ...sister, isStranger: true }), grid).leftOut).toBe('external');
  });
});
