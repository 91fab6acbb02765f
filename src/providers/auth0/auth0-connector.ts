import type {
  CodeStatus,
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
import { isAuth0Domain } from '../../vendors/auth0/auth0-domain.ts';
import { openAuth0 } from '../../vendors/auth0/open-auth0.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { settleIssue } from '../settle-issue.ts';
import {
  type Auth0LogEvent,
  createCode,
  findPeople,
  isEnrolled,
  isRecoveryOn,
  readEvents,
  readPerson,
  replaceCode,
  revokeAccess,
} from './auth0-api.ts';

const settingList: readonly VendorSetting[] = [
  { name: 'domain', isRequired: true, isSecret: false },
  { name: 'clientId', isRequired: true, isSecret: false },
  { name: 'clientSecret', isRequired: true, isSecret: true },
  /** The connection that people sign in with, where an address may have accounts in several. */
  { name: 'connection', isRequired: false, isSecret: false },
];

const scopes = ['read:users', 'update:users', 'read:guardian_factors', 'read:logs'];
const sessionScopes = ['delete:sessions', 'delete:refresh_tokens'];

/** A person has one recovery code, which has no id at Auth0. */
const REFERENCE = 'recovery-code';

/** Auth0's recovery codes. They never expire; using one makes another, which Auth0 shows to the person. */
export function createAuth0Provider(world: VendorWorld): ProviderConnector {
  return {
    kind: 'auth0',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        domain: (value) => (isAuth0Domain(value) ? null : 'malformed'),
        clientId: (value) => (/^\w{1,64}$/.test(value) ? null : 'malformed'),
        connection: (value) => (/^[\w-]{1,128}$/.test(value) ? null : 'malformed'),
      }),
    open: (access) => openConnection(world, access),
  };
}

function openConnection(world: VendorWorld, access: VendorAccess): ProviderConnection {
  const auth0 = openAuth0(world, access);
  const connection = access.settings.connection ?? null;

  return {
    async test(signal) {
      const granted = await auth0.readScopes(signal);
      const missing = scopes.filter((scope) => !granted.has(scope));
      if (missing.length > 0) throw new VendorError('not_permitted', missing.join(' '));
      const isOn = await isRecoveryOn(auth0, signal);
      const canEnd = sessionScopes.every((scope) => granted.has(scope));
      return { facts: { method: isOn ? 'on' : 'off', sessions: canEnd ? 'can be ended' : 'stay' } };
    },

    async find({ email }, signal) {
      const people = await findPeople(auth0, email, signal);
      const [first, ...others] = people.filter(({ email_verified, identities }) =>
        // Anyone may sign up with an address that they then don't confirm. In a connection that the operator names, the operator vouches.
        connection === null
          ? email_verified === true
          : identities?.some((identity) => identity.connection === connection),
      );
      if (first === undefined) return refused('provider_account_missing');
      if (others.length > 0) return refused('provider_account_ambiguous');
      if (first.blocked === true) return refused('provider_account_disabled');
      return { kind: 'found', account: { id: first.user_id, login: first.email ?? email } };
    },

    async preflight({ id }, { startsAt }, signal) {
      if (startsAt !== null) return refused('provider_no_later_start');
      const [person, isOn, hasFactor] = await Promise.all([
        readPerson(auth0, id, signal),
        isRecoveryOn(auth0, signal),
        isEnrolled(auth0, id, signal),
      ]);
      if (person === null) return refused('provider_account_missing');
      if (person.blocked === true) return refused('provider_account_disabled');
      if (!isOn) return refused('provider_method_off');
      if (!hasFactor) return refused('provider_no_factor');
      return { kind: 'ready', minutes: null, before: [] };
    },

    async issue({ id }, { startsAt }, signal) {
      if (startsAt !== null) return refused('provider_no_later_start');
      const makeCode = async () => {
        const code = await createCode(auth0, id, signal);
        return { kind: 'issued', codes: [code], reference: REFERENCE, endsAt: null } as const;
      };
      return settleIssue(makeCode(), judgeRefusal);
    },

    list: () => Promise.resolve(null),

    async status({ id }, _reference, since, signal) {
      return judgeUse(await readEvents(auth0, id, since, signal));
    },

    revoke: ({ id }, _reference, signal) => replaceCode(auth0, id, signal),
    endSessions: ({ id }, signal) => revokeAccess(auth0, id, signal),
  };
}

/** @param events since the code was made, the newest first. Whether it was ended by other means, Auth0 doesn't say. */
function judgeUse(events: readonly Auth0LogEvent[]): CodeStatus {
  const use = events.findLast(({ type }) => type === 'gd_recovery_succeed');
  const enrolled =
    use && events.findLast(({ type, date }) => type === 'gd_enrollment_complete' && date >= use.date);
  return {
    state: use === undefined ? 'usable' : 'used',
    usedAt: use?.date ?? null,
    usedFrom: use?.ip ?? null,
    enrolledAt: enrolled?.date ?? null,
  };
}

function refused(code: ProviderRefusalCode) {
  return { kind: 'refused', refusals: [{ code }] } as const;
}

function judgeRefusal({ status, code }: VendorRefusalAnswer): ProviderRefusalCode | null {
  if (status !== 404) return null;
  return code === 'inexistent_user' ? 'provider_account_missing' : 'provider_no_factor';
}
