import { capabilities } from '../../domain/providers/capabilities.ts';
import type {
  CodeStatus,
  CodeWish,
  IssueOutcome,
  ProviderConnection,
  ProviderConnector,
} from '../../ports/providers/provider.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isDuoHost } from '../../vendors/duo/duo-host.ts';
import { openDuo } from '../../vendors/duo/open-duo.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { settleIssue } from '../settle-issue.ts';
import { assertMayWrite, deleteCode, findUsers, getUser, listCodes, makeCode, readLog } from './duo-api.ts';
import { findAccount, judgeUser } from './find-account.ts';
import { readStatus } from './read-status.ts';

const settingList: readonly VendorSetting[] = [
  { name: 'host', isRequired: true, isSecret: false },
  { name: 'integrationKey', isRequired: true, isSecret: false },
  { name: 'secretKey', isRequired: true, isSecret: true },
];

const [MINUTES_MIN, MINUTES_MAX] = capabilities.duo.lifetimeMinutes ?? [1, 1];
/** The code waits to be shown while its reference is looked up. */
const LOOK_UP_MS = 5000;
/** Of a domain that no one can have (RFC 2606). */
const NOBODY = 'nobody@backupcode.invalid';

/** Bypass codes of Duo, by its Admin API. */
export function createDuoConnector(world: VendorWorld): ProviderConnector {
  return {
    kind: 'duo',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        host: (value) => (isDuoHost(value) ? null : 'malformed'),
        integrationKey: (value) => (/^[A-Z0-9]{20}$/i.test(value) ? null : 'malformed'),
      }),
    open: (access) => connect(world, openDuo(world, access)),
  };
}

function connect(world: VendorWorld, duo: VendorClient): ProviderConnection {
  return {
    async test(signal) {
      await findUsers(duo, { username: NOBODY }, signal);
      await assertMayWrite(duo, signal);
      const now = world.clock.now();
      const log = await readLog(duo, null, { since: now - 1000, now }, signal);
      return { facts: { readsLog: log === null ? 'no' : 'yes' } };
    },
    find: (person, signal) => findAccount(duo, person, signal),
    async preflight({ id }, wish, signal) {
      if (wish.startsAt !== null) return { kind: 'refused', refusals: [{ code: 'provider_no_later_start' }] };
      const user = await getUser(duo, id, signal);
      const refusals = user === null ? [{ code: 'provider_account_missing' as const }] : judgeUser(user);
      if (refusals.length > 0) return { kind: 'refused', refusals };
      const codes = await listCodes(duo, id, signal);
      return {
        kind: 'ready',
        minutes: narrow(wish),
        before: codes.map((code) => code.bypass_code_id),
      };
    },
    issue: ({ id }, wish, signal) => settleIssue(issue(world, duo, id, wish, signal)),
    async list({ id }, signal) {
      const codes = await listCodes(duo, id, signal);
      return codes.map((code) => code.bypass_code_id);
    },
    status: ({ id }, reference, since, signal): Promise<CodeStatus> =>
      readStatus(duo, { userId: id, reference, since, now: world.clock.now() }, signal),
    async revoke({ id }, reference, signal) {
      if (reference !== null) return deleteCode(duo, reference, signal);
      // One whose id was never found: whatever the person has is ended, because it may be that one.
      for (const code of await listCodes(duo, id, signal)) await deleteCode(duo, code.bypass_code_id, signal);
    },
    // Duo keeps no sessions: those of the applications behind it are theirs.
    endSessions: () => Promise.resolve(),
  };
}

const narrow = ({ minutes }: CodeWish): number =>
  Math.min(MINUTES_MAX, Math.max(MINUTES_MIN, Math.floor(minutes)));

async function issue(
  world: VendorWorld,
  duo: VendorClient,
  userId: string,
  wish: CodeWish,
  signal: AbortSignal,
): Promise<IssueOutcome> {
  const seconds = narrow(wish) * 60;
  const endsAt = world.clock.now() + seconds * 1000;
  const code = await makeCode(duo, userId, seconds, signal);
  const reference = await findReference(duo, userId, signal);
  return { kind: 'issued', codes: [code], reference, endsAt };
}

/**
 * Duo answers with the code alone; what it knows it by is in the list. Our code ended all others, so it is the only one there. If the list
 * can't be had, or has more, the code is good nevertheless.
 */
async function findReference(duo: VendorClient, userId: string, signal: AbortSignal): Promise<string | null> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(LOOK_UP_MS)]);
  const codes = await listCodes(duo, userId, soon).catch(() => []);
  return codes.length === 1 ? (codes[0]?.bypass_code_id ?? null) : null;
}
