import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import type {
  CodeWish,
  IssueOutcome,
  ProviderConnection,
  ProviderConnector,
  VendorAccount,
} from '../../ports/providers/provider.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isHostLabel } from '../../vendors/http/base-url.ts';
import { openOneLogin } from '../../vendors/onelogin/open-onelogin.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { settleIssue } from '../settle-issue.ts';
import {
  findAccount,
  hasAdminRole,
  judgeAccount,
  oneLoginAccount,
  readAccount,
} from './onelogin-accounts.ts';
import { readStatus } from './onelogin-events.ts';

const settingList: readonly VendorSetting[] = [
  { name: 'subdomain', isRequired: true, isSecret: false },
  { name: 'clientId', isRequired: true, isSecret: false },
  { name: 'clientSecret', isRequired: true, isSecret: true },
  { name: 'adminRoles', isRequired: false, isSecret: false },
];

const MINUTES_MIN = 2;
const MINUTES_MAX = 4320;

const token = z.object({
  mfa_token: z
    .string()
    .min(4)
    .transform((code) => new Secret(code)),
  // A token that works more than once is none that may be shown.
  reusable: z.literal(false).nullish(),
  expires_at: z.iso
    .datetime({ offset: true })
    .transform((time) => Date.parse(time))
    .nullish(),
  // A number alone could be the token itself.
  device_id: z
    .string()
    .regex(/^[a-z_]+\d+$/i)
    .nullish()
    .catch(null),
});

/** OneLogin's temporary MFA tokens. Nothing ends one before its time, so that it should be short. */
export function createOneLoginProvider(world: VendorWorld): ProviderConnector {
  return {
    kind: 'onelogin',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        subdomain: (value) => (isHostLabel(value) ? null : 'malformed'),
        clientId: (value) => (/^\w{1,128}$/.test(value) ? null : 'malformed'),
        adminRoles: (value) =>
          readList(value).every((role) => /^\d{1,18}$/.test(role)) ? null : 'malformed',
      }),
    open(access): ProviderConnection {
      const oneLogin = openOneLogin(world, access);
      const adminRoles = readList(access.settings.adminRoles ?? '');

      async function make(
        account: VendorAccount,
        wish: CodeWish,
        signal: AbortSignal,
      ): Promise<IssueOutcome> {
        const seconds = minutesOf(wish) * 60;
        const { body } = await oneLogin.send({
          method: 'POST',
          path: `/api/2/mfa/users/${encodeURIComponent(account.id)}/mfa_token`,
          json: { expires_in: seconds, reusable: false },
          schema: token,
          signal,
        });
        const endsAt = body.expires_at ?? world.clock.now() + seconds * 1000;
        return { kind: 'issued', codes: [body.mfa_token], reference: body.device_id ?? null, endsAt };
      }

      return {
        async test(signal) {
          const query = { limit: 1, fields: 'id' };
          const people = z.array(oneLoginAccount.pick({ id: true }));
          await oneLogin.send({ path: '/api/2/users', query, schema: people, signal });
          const since = new Date(world.clock.now()).toISOString();
          await oneLogin.send({ path: '/api/1/events', query: { since }, schema: z.object({}), signal });
          return { facts: {} };
        },
        find: (person, signal) => findAccount(oneLogin, person, signal),
        async preflight({ id }, wish, signal) {
          if (wish.startsAt !== null) return refuse('provider_no_later_start');
          const account = await readAccount(oneLogin, id, signal);
          if (account === null) return refuse('provider_account_missing');
          const refusal = judgeAccount(account);
          if (refusal !== null) return { kind: 'refused', refusals: [refusal] };
          if (hasAdminRole(account, adminRoles)) return refuse('provider_privileged');
          return { kind: 'ready', minutes: minutesOf(wish), before: [] };
        },
        issue: (account, wish, signal) =>
          settleIssue(make(account, wish, signal), ({ status }) =>
            status === 404 ? 'provider_account_missing' : null,
          ),
        list: async () => null,
        status: (account, reference, since, signal) =>
          readStatus(oneLogin, account.id, reference, since, signal),
        // OneLogin describes no way to end a token.
        async revoke() {},
        async endSessions({ id }, signal) {
          const path = `/api/1/users/${encodeURIComponent(id)}/logout`;
          await oneLogin.find({ method: 'PUT', path, isSafe: true, schema: z.object({}), signal }, [404]);
        },
      };
    },
  };
}

const minutesOf = ({ minutes }: CodeWish): number =>
  Math.min(Math.max(Math.ceil(minutes), MINUTES_MIN), MINUTES_MAX);

const readList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const refuse = <Code extends string>(code: Code) => ({ kind: 'refused' as const, refusals: [{ code }] });
