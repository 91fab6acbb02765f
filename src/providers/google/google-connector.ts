import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import type {
  CodeStatus,
  IssueOutcome,
  Preflight,
  ProviderConnection,
  ProviderConnector,
  ProviderRefusalCode,
} from '../../ports/providers/provider.ts';
import { type VendorAccess, VendorError, type VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { checkGoogle, googleSettings } from '../../vendors/google/google-settings.ts';
import { openGoogle } from '../../vendors/google/open-google.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { readIfPermitted, requirePermission } from '../require-permission.ts';
import { readRefusal } from '../settle-issue.ts';
import { findGoogleAccount, googleAccount, isInUnits, readUnits, refusalOf } from './google-account.ts';
import { readGoogleUse } from './read-google-use.ts';

const SCOPES = 'https://www.googleapis.com/auth';
const READ_USERS = `${SCOPES}/admin.directory.user.readonly`;
const SECURITY = `${SCOPES}/admin.directory.user.security`;
const REPORTS = `${SCOPES}/admin.reports.audit.readonly`;

const settingList: readonly VendorSetting[] = [
  ...googleSettings,
  // Whether the administrator is shown one code, or the set to be printed. Read where codes are shown.
  { name: 'set', isRequired: false, isSecret: false },
  { name: 'administrators', isRequired: false, isSecret: false },
  // Google's directory doesn't say where only security keys are allowed, so the operator does.
  { name: 'securityKeyUnits', isRequired: false, isSecret: false },
];
const choose = (choices: readonly string[]) => (value: string) =>
  choices.includes(value) ? null : 'not_a_choice';

const codeList = z.object({
  items: z
    .array(
      z.object({
        verificationCode: z
          .string()
          .min(1)
          .transform((code) => new Secret(code)),
      }),
    )
    .nullish(),
});

/** Backup codes of Google Workspace: always a set, which can be read again, and ends as a whole. */
export function createGoogleProvider(world: VendorWorld): ProviderConnector {
  return {
    kind: 'google',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        ...checkGoogle,
        set: choose(['one', 'all']),
        administrators: choose(['refuse', 'allow']),
        securityKeyUnits: (value) =>
          readUnits(value).every((path) => /^\/$|^(\/[^/]+)+$/.test(path)) ? null : 'malformed',
      }),
    open: (access) => openProvider(world, access),
  };
}

const userPath = (id: string) => `/admin/directory/v1/users/${encodeURIComponent(id)}`;

/** How many codes there are, as a reference: a code is none. */
const setOf = (count: number): string => `set-of-${count}`;
const countOf = (reference: string): number => Number(/^set-of-(\d+)$/.exec(reference)?.[1] ?? 0);

function openProvider(world: VendorWorld, access: VendorAccess): ProviderConnection {
  const client = openGoogle(world, access, [READ_USERS, SECURITY]);
  // A token of its own: one scope that isn't delegated, and Google gives no token for the others either.
  const reports = openGoogle(world, access, [REPORTS]);
  const securityKeyUnits = readUnits(access.settings.securityKeyUnits);
  const refusesAdministrators = access.settings.administrators !== 'allow';

  /** Asks for something that answers with nothing, and may be asked again. */
  const order = (path: string, signal: AbortSignal) =>
    client.find({ method: 'POST', path, isSafe: true, mayBeEmpty: true, schema: z.unknown(), signal }, [404]);

  async function readCodes(id: string, signal: AbortSignal): Promise<Secret[]> {
    const path = `${userPath(id)}/verificationCodes`;
    const reading = client.send({ path, schema: codeList, signal });
    const { body } = await requirePermission(SECURITY, reading);
    return (body.items ?? []).map(({ verificationCode }) => verificationCode);
  }

  async function preflight(id: string, signal: AbortSignal): Promise<Preflight> {
    const refuse = (code: ProviderRefusalCode) => ({ kind: 'refused', refusals: [{ code }] }) as const;
    const reading = client.find({ path: userPath(id), schema: googleAccount, signal }, [404]);
    const account = (await requirePermission(READ_USERS, reading))?.body;
    if (account === undefined) return refuse('provider_account_missing');
    const code = refusalOf(account);
    if (code !== null) return refuse(code);
    const isAdministrator = account.isAdmin === true || account.isDelegatedAdmin === true;
    if (refusesAdministrators && isAdministrator) return refuse('provider_privileged');
    if (isInUnits(account, securityKeyUnits)) return refuse('provider_security_keys_only');
    // Where it is enforced, a code lets in even a person who never enrolled.
    if (account.isEnrolledIn2Sv !== true && account.isEnforcedIn2Sv !== true)
      return refuse('provider_no_factor');
    try {
      return { kind: 'ready', minutes: null, before: await listSets(id, signal) };
    } catch (error) {
      // Only super administrators may see to the codes of one.
      const isForbidden = error instanceof VendorError && error.problem === 'not_permitted';
      if (isForbidden && isAdministrator) return refuse('provider_privileged');
      throw error;
    }
  }

  async function listSets(id: string, signal: AbortSignal): Promise<string[]> {
    const codes = await readCodes(id, signal);
    return codes.length === 0 ? [] : [setOf(codes.length)];
  }

  /** Google makes the codes without telling them. Once they are made, a failure to read them leaves codes that no one has seen. */
  async function issue(id: string, signal: AbortSignal): Promise<IssueOutcome> {
    const path = `${userPath(id)}/verificationCodes/generate`;
    try {
      await client.send({ method: 'POST', path, mayBeEmpty: true, schema: z.unknown(), signal });
    } catch (error) {
      const refusal = readRefusal(error, ({ status }) =>
        status === 404 ? 'provider_account_missing' : null,
      );
      if (refusal === null) throw error;
      return { kind: 'refused', refusals: [refusal] };
    }
    const [first, ...rest] = await readCodes(id, signal);
    if (first === undefined) throw new VendorError('unexpected_answer', 'no codes');
    return { kind: 'issued', codes: [first, ...rest], reference: setOf(rest.length + 1), endsAt: null };
  }

  async function readStatus(
    id: string,
    reference: string | null,
    since: number,
    signal: AbortSignal,
  ): Promise<CodeStatus> {
    const unused = { usedAt: null, usedFrom: null, enrolledAt: null };
    const { length } = await readCodes(id, signal);
    if (length === 0) return { state: 'gone', ...unused };
    if (reference === null || length >= countOf(reference)) return { state: 'usable', ...unused };
    const use = await readReports(readGoogleUse(reports, id, since, signal));
    return { state: 'used', ...unused, usedAt: use?.at ?? null, usedFrom: use?.from ?? null };
  }

  async function test(signal: AbortSignal) {
    const path = '/admin/directory/v1/users';
    const query = { customer: 'my_customer', maxResults: 1 };
    const users = z.object({ users: z.array(z.object({ id: z.string() })).nullish() });
    const reading = client.send({ path, query, schema: users, signal });
    const { body } = await nameScopes(requirePermission(READ_USERS, reading));
    const [user] = body.users ?? [];
    if (user === undefined) return { facts: {} };
    // Needs what codes need, and shows none of them.
    const tokens = client.send({ path: `${userPath(user.id)}/tokens`, schema: z.object({}), signal });
    await requirePermission(SECURITY, tokens);
    const log = readReports(readGoogleUse(reports, user.id, world.clock.now(), signal).then(() => 'yes'));
    return { facts: { readsSignIns: (await log) ?? 'no' } };
  }

  return {
    test,
    find: (person, signal) => requirePermission(READ_USERS, findGoogleAccount(client, person, signal)),
    preflight: ({ id }, _wish, signal) => preflight(id, signal),
    issue: ({ id }, _wish, signal) => issue(id, signal),
    list: ({ id }, signal) => listSets(id, signal),
    status: ({ id }, reference, since, signal) => readStatus(id, reference, since, signal),
    async revoke({ id }, _reference, signal) {
      await requirePermission(SECURITY, order(`${userPath(id)}/verificationCodes/invalidate`, signal));
    },
    async endSessions({ id }, signal) {
      await requirePermission(SECURITY, order(`${userPath(id)}/signOut`, signal));
    },
  };
}

const isUndelegated = (error: unknown): boolean =>
  error instanceof VendorError && error.answer?.code === 'unauthorized_client';

/** Says which scopes are to be delegated, where Google only says that some are not. @throws VendorError */
async function nameScopes<Answer>(asking: Promise<Answer>): Promise<Answer> {
  return asking.catch((error: unknown) => {
    throw isUndelegated(error) ? new VendorError('not_permitted', `${READ_USERS} ${SECURITY}`) : error;
  });
}

/** The log is read only where its scope is delegated. */
async function readReports<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  return readIfPermitted(asking).catch((error: unknown) => {
    if (isUndelegated(error)) return null;
    throw error;
  });
}
