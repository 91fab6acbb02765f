import { ErrorCode, type WebClient } from '@slack/web-api';
import { expect, it } from 'vitest';
import { createFindAccount } from '../../../src/slack/api/find-account.ts';

const slackError = (error: string) =>
  Object.assign(new Error(error), { code: ErrorCode.PlatformError, data: { ok: false, error } });

/** Slack with these pages of members; the last goes on for ever if `isEndless`. */
function openSlack(pages: readonly object[][], isEndless = false) {
  const calls: object[] = [];
  const client = {
    users: {
      async lookupByEmail({ email }: { email: string }) {
        if (email === 'known@acme.test') return { ok: true, user: { id: 'UKNOWN' } };
        throw slackError(email === 'broken@acme.test' ? 'fatal_error' : 'users_not_found');
      },
      async list(call: { cursor?: string }) {
        calls.push(call);
        const at = Number(call.cursor ?? 0);
        const isLast = !isEndless && at >= pages.length - 1;
        return {
          ok: true,
          members: pages[at] ?? [],
          response_metadata: { next_cursor: isLast ? '' : String(at + 1) },
        };
      },
    },
  };
  return { find: createFindAccount(client as unknown as WebClient), calls };
}

const member = (id: string, email?: string) => ({ id, deleted: true, profile: { email } });

it('S6: an active account is found by any of the addresses, without looking through the members', async () => {
  const { find, calls } = openSlack([]);
  const found = await find(['other@acme.test', 'known@acme.test'], 'T1', true);
  expect(found).toEqual({ kind: 'found', slackUserId: 'UKNOWN' });
  expect(calls).toEqual([]);
});

it('S6: a deactivated account, which Slack finds by no address, is found among the members', async () => {
  const { find, calls } = openSlack([
    [member('U1'), member('U2', 'x@acme.test')],
    [member('U3', 'GONE@acme.test')],
  ]);
  expect(await find(['gone@acme.test'], 'T1', true)).toEqual({ kind: 'found', slackUserId: 'U3' });
  expect(await find(['no@acme.test'], 'T1', true)).toEqual({ kind: 'none' });
  expect(calls).toHaveLength(4);
  expect(calls[1]).toMatchObject({ team_id: 'T1', cursor: '1', limit: 1000 });
  expect(await find(['gone@acme.test'], 'T1', false)).toEqual({ kind: 'none' });
  expect(calls).toHaveLength(4);
});

it('S6 S8: in a workspace with too many members it says that it isn’t sure, after ten pages', async () => {
  const { find, calls } = openSlack([], true);
  expect(await find(['gone@acme.test'], 'T1', true)).toEqual({ kind: 'unsure' });
  expect(calls).toHaveLength(10);
});

it('S6: an error of Slack is no absence', async () => {
  await expect(openSlack([]).find(['broken@acme.test'], 'T1', true)).rejects.toThrow('fatal_error');
});
