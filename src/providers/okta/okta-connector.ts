import { z } from 'zod';
import type {
  ProviderConnection,
  ProviderConnector,
  ProviderRefusalCode,
} from '../../ports/providers/provider.ts';
import {
  type VendorAccess,
  VendorError,
  type VendorRefusalAnswer,
  type VendorSetting,
} from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { isOktaDomain } from '../../vendors/okta/okta-domain.ts';
import { openOkta } from '../../vendors/okta/open-okta.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { readIfPermitted, requirePermission } from '../require-permission.ts';
import { settleIssue } from '../settle-issue.ts';
import { judgeOktaUse } from './judge-okta-use.ts';
import {
  createCode,
  deleteCode,
  endSessions,
  findPeople,
  hasRole,
  listCodes,
  type OktaPerson,
  readCode,
  readFactorEvents,
  readPerson,
  readTacAuthenticator,
  type TacAuthenticator,
} from './okta-api.ts';

const settingList: readonly VendorSetting[] = [
  { name: 'domain', isRequired: true, isSecret: false },
  /** Of a service app; without it, the key is an API token. */
  { name: 'clientId', isRequired: false, isSecret: false },
  { name: 'key', isRequired: true, isSecret: true },
];

const scopes = ['okta.users.read', 'okta.users.manage', 'okta.authenticators.read'];
/** How far Okta's clock may be behind ours. */
const SKEW_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/** Okta's temporary access codes. A person has one at most: a new one ends the old one. */
export function createOktaProvider(world: VendorWorld): ProviderConnector {
  return {
    kind: 'okta',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        domain: (value) => (isOktaDomain(value) ? null : 'malformed'),
        clientId: (value) => (/^\w{1,64}$/.test(value) ? null : 'malformed'),
      }),
    open: (access) => openConnection(world, access),
  };
}

function openConnection(world: VendorWorld, access: VendorAccess): ProviderConnection {
  const okta = openOkta(world, access, scopes);
  // What may be missing is asked for apart: a token for a scope that isn't granted is refused as a whole.
  const roles = openOkta(world, access, ['okta.roles.read']);
  const logs = openOkta(world, access, ['okta.logs.read']);
  let known: TacAuthenticator | null = null;

  const readAuthenticator = async (signal: AbortSignal): Promise<TacAuthenticator | null> => {
    known = await readTacAuthenticator(okta, signal);
    return known;
  };

  return {
    async test(signal) {
      const someone = { path: '/api/v1/users', query: { limit: 1 }, schema: z.array(z.unknown()), signal };
      await requirePermission('okta.users.read', okta.send(someone));
      const authenticator = await requirePermission('okta.authenticators.read', readAuthenticator(signal));
      const range = authenticator?.provider.configuration;
      const seesRoles = await isGranted(roles, '/api/v1/iam/assignees/users', signal);
      const seesLog = await isGranted(logs, '/api/v1/logs', signal);
      return {
        facts: {
          method: range === undefined ? 'off' : 'on',
          ...(range === undefined ? {} : { minutes: `${range.minTtl}-${range.maxTtl}` }),
          roles: seesRoles ? 'readable' : 'not readable',
          log: seesLog ? 'readable' : 'not readable',
        },
      };
    },

    async find({ email }, signal) {
      const people = await findPeople(okta, email, signal);
      const present = people.filter(({ status }) => status !== 'DEPROVISIONED');
      const [first] = present.length > 0 ? present : people;
      if (first === undefined) return refused('provider_account_missing');
      if (present.length > 1) return refused('provider_account_ambiguous');
      if (!isOpen(first)) return refused('provider_account_disabled', first.status);
      return { kind: 'found', account: { id: first.id, login: first.profile.login ?? email } };
    },

    async preflight({ id }, { minutes, startsAt }, signal) {
      if (startsAt !== null) return refused('provider_no_later_start');
      const [person, authenticator, codes, isAdministrator] = await Promise.all([
        readPerson(okta, id, signal),
        readAuthenticator(signal),
        listCodes(okta, id, signal),
        readIfPermitted(hasRole(roles, id, signal)),
      ]);
      if (person === null || codes === null) return refused('provider_account_missing');
      if (!isOpen(person)) return refused('provider_account_disabled', person.status);
      if (authenticator === null) return refused('provider_method_off');
      if (isAdministrator === true) return refused('provider_privileged');
      const before = codes.map((code) => code.id);
      return { kind: 'ready', minutes: narrow(minutes, authenticator), before };
    },

    async issue({ id }, { minutes, startsAt }, signal) {
      if (startsAt !== null) return refused('provider_no_later_start');
      const authenticator = known ?? (await readAuthenticator(signal).catch(unlessVendorFails));
      if (authenticator === 'unread') return refused('provider_unreachable');
      if (authenticator === null) return refused('provider_method_off');
      const ttl = narrow(minutes, authenticator);
      const makeCode = async () => {
        const askedAt = world.clock.now();
        const made = await createCode(okta, id, authenticator.id, ttl, signal);
        return {
          kind: 'issued',
          codes: [made.profile.tac],
          reference: made.id,
          endsAt: made.profile.expiresAt ?? askedAt + ttl * MINUTE_MS,
        } as const;
      };
      return settleIssue(makeCode(), judgeRefusal);
    },

    list: async ({ id }, signal) => (await listCodes(okta, id, signal))?.map((code) => code.id) ?? [],

    async status({ id }, reference, since, signal) {
      const now = world.clock.now();
      if (reference === null) {
        const codes = await listCodes(okta, id, signal);
        const state = codes === null || codes.length === 0 ? 'gone' : 'usable';
        return { state, usedAt: null, usedFrom: null, enrolledAt: null };
      }
      const [enrolment, events] = await Promise.all([
        readCode(okta, id, reference, signal),
        readIfPermitted(readFactorEvents(logs, id, [since - SKEW_MS, now], signal)),
      ]);
      return judgeOktaUse(reference, enrolment, events, { since, now });
    },

    async revoke({ id }, reference, signal) {
      // A code with an unknown id can only be the one that the person has now.
      const codes = reference === null ? await listCodes(okta, id, signal) : [{ id: reference }];
      for (const code of codes ?? []) await deleteCode(okta, id, code.id, signal);
    },

    endSessions: ({ id }, signal) => endSessions(okta, id, signal),
  };
}

/** The states in which a person signs in, or would if they weren't locked out. Staged and provisioned people have no account yet. */
function isOpen({ status }: OktaPerson): boolean {
  return ['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'RECOVERY'].includes(status);
}

function narrow(minutes: number, { provider }: TacAuthenticator): number {
  const { minTtl, maxTtl } = provider.configuration;
  return Math.min(Math.max(Math.round(minutes), minTtl), maxTtl);
}

/** @param vendorCode a status of Okta's, where it says more */
function refused(code: ProviderRefusalCode, vendorCode?: string) {
  const refusal = vendorCode === undefined ? { code } : { code, vendorCode };
  return { kind: 'refused', refusals: [refusal] } as const;
}

function judgeRefusal({ status, code }: VendorRefusalAnswer): ProviderRefusalCode | null {
  if (status === 404) return 'provider_account_missing';
  // The feature isn't part of the organization, or not turned on.
  if (code === 'E0000015') return 'provider_method_off';
  // Not in the user's current status.
  if (code === 'E0000038') return 'provider_account_disabled';
  return null;
}

/** Before the request that makes a code, a read that fails refuses for certain. @throws what is no failure of the vendor */
function unlessVendorFails(error: unknown): 'unread' {
  if (error instanceof VendorError && error.problem !== 'cancelled') return 'unread';
  throw error;
}

/** Whether what is good to know may be read. */
async function isGranted(client: VendorClient, path: string, signal: AbortSignal): Promise<boolean> {
  const reading = client.send({
    path,
    query: { limit: 1 },
    schema: z.array(z.unknown()).or(z.object({})),
    signal,
  });
  return (await readIfPermitted(reading)) !== null;
}
