import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { SlackPerson } from '../../../../src/domain/directory/slack-person.ts';
import { unknownReader } from '../../../../src/domain/organization/language.ts';
import type { DescribedNotice } from '../../../../src/services/notices/described-notice.ts';
import { createRequestCode } from '../../../../src/services/requests/request-code.ts';
import { createLookUpPerson } from '../../../../src/slack/api/look-up-person.ts';
import { createPostResponse, createSlackUrlCheck } from '../../../../src/slack/api/post-response.ts';
import { sendRequest } from '../../../../src/slack/api/send-request.ts';
import { createSlackNotifier } from '../../../../src/slack/features/notices/notifier.ts';
import { openRevealWorld } from '../../../services/open-reveal-world.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';

/** What Slack may say of an address that is not certainly its owner's: no, nothing at all, or nothing certain. */
const unconfirmed = [
  ['false', { is_email_confirmed: false }],
  ['null', { is_email_confirmed: null }],
  ['left out', {}],
] as const;

let server: Server;
let apiUrl: string;
/** By method, what is answered; of a response URL, by `hook`. */
let answers: Record<string, { status?: number; headers?: Record<string, string>; body: object | string }>;
let calls: string[];

beforeEach(async () => {
  answers = {};
  calls = [];
  server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    calls.push(method);
    const { status = 200, headers = {}, body } = answers[method] ?? { body: { ok: true } };
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function client(): WebClient {
  return new WebClient('xoxb-test', { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
}

const fixtures = createStoreFixtures('n');
const organization = fixtures.organization();
const user = fixtures.user(organization.id);
const notice = fixtures.notice(organization.id);

/** The notice goes to `to`. */
function send(to: DescribedNotice['to']) {
  const described = {
    kind: 'security_redeem_alarm',
    to,
    organization,
    user,
    alarm: 'frozen',
  } as DescribedNotice;
  const notifier = createSlackNotifier({
    client: client(),
    postResponse: createPostResponse(createSlackUrlCheck(apiUrl), sendRequest),
    describeNotice: async () => described,
    findNoticeReader: async () => unknownReader,
  });
  return notifier.send(notice);
}

describe('a notice to an e-mail address', () => {
  it.each(unconfirmed)(
    'S6: confirmed: %s: is not sent to the account that claims it',
    async (_what, flag) => {
      answers['users.lookupByEmail'] = { body: { ok: true, user: { id: 'UEVAN', ...flag } } };
      expect(await send({ kind: 'email', email: 'lena@acme.test' })).toEqual({
        kind: 'undeliverable',
        why: 'email_unconfirmed',
      });
      expect(calls).toEqual(['users.lookupByEmail']);
    },
  );

  it('S6: confirmed: is sent', async () => {
    answers['users.lookupByEmail'] = { body: { ok: true, user: { id: 'ULENA', is_email_confirmed: true } } };
    expect(await send({ kind: 'email', email: 'lena@acme.test' })).toEqual({ kind: 'sent' });
    expect(calls).toEqual(['users.lookupByEmail', 'chat.postMessage']);
  });
});

describe('a notice in place of a message, such as hiding a code', () => {
  const hook = () => send({ kind: 'response_url', url: new Secret(new URL('hook', apiUrl).href) });

  it.each([
    ['after how long, if Slack says so', { 'retry-after': '7' }, 7000],
    ['in any case', {}, null],
  ])('N6 S8: a 429 is tried again, %s', async (_what, headers, retryAfterMs) => {
    answers.hook = { status: 429, headers, body: 'ratelimited' };
    expect(await hook()).toEqual({ kind: 'failed', why: 'http_429', retryAfterMs });
    answers.hook = { body: 'ok' };
    expect(await hook()).toEqual({ kind: 'sent' });
  });

  it('N6: an answer that will not change is not tried again', async () => {
    answers.hook = { status: 404, body: 'used_url' };
    expect(await hook()).toEqual({ kind: 'undeliverable', why: 'http_404' });
  });
});

describe('what Slack says of a person', () => {
  const ordinary = { id: 'ULENA', team_id: 'TACME', profile: { email: 'lena@acme.test' } };

  it.each(unconfirmed)('S6: confirmed: %s: is never taken for a confirmed address', async (_what, flag) => {
    answers['users.info'] = { body: { ok: true, user: { ...ordinary, ...flag } } };
    const person: Promise<SlackPerson | null> = createLookUpPerson(client())('ULENA');
    // Refused or not confirmed: either way nobody is linked on it.
    const isTaken = person.then(
      (known) => known?.isEmailConfirmed === true,
      () => false,
    );
    expect(await isTaken).toBe(false);
  });

  it('S6: a confirmed address is one', async () => {
    answers['users.info'] = { body: { ok: true, user: { ...ordinary, is_email_confirmed: true } } };
    expect(await createLookUpPerson(client())('ULENA')).toMatchObject({ isEmailConfirmed: true });
  });
});

describe('a person whose address Slack does not call confirmed', () => {
  const describePerson = (name: string, isEmailConfirmed: boolean | null): SlackPerson => ({
    slackUserId: `U${name.toUpperCase()}`,
    teamId: 'TACME',
    enterpriseId: null,
    displayName: name,
    email: `${name}@acme.test`,
    isEmailConfirmed,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
  });

  it.each([
    ['requester', false],
    ['requester', null],
    ['target', false],
    ['target', null],
  ] as const)('S6: is not linked as %s (confirmed: %s)', async (side, isEmailConfirmed) => {
    const world = await openRevealWorld();
    try {
      const result = await createRequestCode(world.deps)({
        organization: world.organization,
        workspace: { teamId: 'TACME', enterpriseId: null },
        channelId: 'C1',
        channel: 'own',
        requesterSlackId: 'UADAM',
        requester: describePerson('adam', side === 'requester' ? isEmailConfirmed : true),
        targetSlackId: 'ULENA',
        target: describePerson('lena', side === 'target' ? isEmailConfirmed : true),
        reason: 'lost phone',
        deliveryKey: 'delivery',
        responseUrl: new Secret('https://hooks.slack.test/commands/1'),
      });
      expect(result).toMatchObject({ kind: 'refused', refusals: [{ code: `${side}_email_unconfirmed` }] });
      const claimant = side === 'requester' ? 'UADAM' : 'ULENA';
      const { identities } = world.store.read;
      expect(await identities.find(world.organization.id, 'TACME', claimant)).toBeNull();
    } finally {
      await world.close();
    }
  });
});
