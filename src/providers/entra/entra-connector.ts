import { z } from 'zod';
import type {
  CodeStatus,
  CodeWish,
  ProviderConnection,
  ProviderConnector,
  ProviderRefusalCode,
} from '../../ports/providers/provider.ts';
import type { VendorAccess, VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { checkEntra, entraSettings } from '../../vendors/entra/entra-settings.ts';
import { OUT_OF_SCOPE, openGraph } from '../../vendors/entra/open-graph.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import type { VendorWorld } from '../../vendors/vendor-world.ts';
import { requirePermission } from '../require-permission.ts';
import { settleIssue } from '../settle-issue.ts';
import { type EntraPass, endOf, entraPass, idOf, madePass, referenceOf, stateOf } from './entra-pass.ts';
import {
  type EntraPassPolicy,
  isInScope,
  limitsOf,
  narrowMinutes,
  readMemberships,
  readPassPolicy,
} from './entra-policy.ts';
import { readOtherRoles } from './entra-roles.ts';
import { findEntraAccount } from './find-entra-account.ts';
import { readEntraUse } from './read-entra-use.ts';
import { testEntra } from './test-entra.ts';

/** Without China's, which doesn't offer passes. */
const passClouds = new Set(['global', 'usgov', 'usdod']);
const settingList: readonly VendorSetting[] = [
  ...entraSettings,
  { name: 'administrators', isRequired: false, isSecret: false },
];
/** The id of a pass that doesn't exist: only an application that may end passes is told so. */
const NO_PASS = '00000000-0000-4000-8000-000000000000';
const passList = z.object({ value: z.array(entraPass) });

/** Temporary Access Passes of Microsoft Entra ID. */
export function createEntraProvider(world: VendorWorld): ProviderConnector {
  return {
    kind: 'entra',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        ...checkEntra(passClouds),
        administrators: (value) => (['refuse', 'allow'].includes(value) ? null : 'not_a_choice'),
      }),
    open: (access) => openEntra(world, access),
  };
}

function openEntra(world: VendorWorld, access: VendorAccess): ProviderConnection {
  const graph = openGraph(world, access);
  const refusesAdministrators = access.settings.administrators !== 'allow';
  /** The tenant's, once they were read: a lifetime beyond them is refused. */
  let limits = limitsOf(null);
  return {
    test: (signal) =>
      testEntra(
        graph,
        async (id) => {
          await readPasses(graph, id, signal);
          await removePass(graph, id, NO_PASS, signal);
        },
        signal,
      ),
    find: (person, signal) => requirePermission('User.Read.All', findEntraAccount(graph, person, signal)),
    async preflight({ id }, { minutes }, signal) {
      const policy = await readPassPolicy(graph, signal);
      limits = limitsOf(policy);
      const code = await findRefusal(graph, policy, refusesAdministrators, id, signal);
      if (code !== null) return { kind: 'refused', refusals: [{ code }] };
      const passes = await readPasses(graph, id, signal);
      return {
        kind: 'ready',
        minutes: narrowMinutes(minutes, limits),
        before: passes.filter(mayWork).map(referenceOf),
      };
    },
    issue: ({ id }, wish, signal) => {
      const minutes = narrowMinutes(wish.minutes, limits);
      return settleIssue(makePass(graph, id, { ...wish, minutes }, signal), judgeRefusal);
    },
    async list({ id }, signal) {
      return (await readPasses(graph, id, signal)).filter(mayWork).map(referenceOf);
    },
    status: ({ id }, reference, since, signal) => readStatus(graph, id, reference, since, signal),
    async revoke({ id }, reference, signal) {
      // Without a reference: the one that the person has, since ours has replaced any other.
      const ids =
        reference === null ? (await readPasses(graph, id, signal)).map((pass) => pass.id) : [idOf(reference)];
      for (const passId of ids) await removePass(graph, id, passId, signal);
    },
    async endSessions({ id }, signal) {
      const ending = graph.send({
        method: 'POST',
        path: `/v1.0/users/${encodeURIComponent(id)}/revokeSignInSessions`,
        isSafe: true,
        schema: z.object({ value: z.literal(true) }),
        signal,
      });
      await requirePermission('User.RevokeSessions.All', ending);
    },
  };
}

const passesPath = (userId: string) =>
  `/v1.0/users/${encodeURIComponent(userId)}/authentication/temporaryAccessPassMethods`;

const mayWork = (pass: EntraPass): boolean => stateOf(pass) === 'usable' || stateOf(pass) === 'early';

async function readPasses(graph: VendorClient, userId: string, signal: AbortSignal): Promise<EntraPass[]> {
  const reading = graph.send({ path: passesPath(userId), schema: passList, signal });
  const { body } = await requirePermission('UserAuthMethod-TAP.ReadWrite.All', reading);
  return body.value;
}

/** Why the person can have no pass; `null` if they can. */
async function findRefusal(
  graph: VendorClient,
  policy: EntraPassPolicy,
  refusesAdministrators: boolean,
  id: string,
  signal: AbortSignal,
): Promise<ProviderRefusalCode | null> {
  if (policy.state !== 'enabled') return 'provider_method_off';
  const [memberships, hasOtherRole] = await Promise.all([
    readMemberships(graph, id, signal),
    refusesAdministrators ? readOtherRoles(graph, id, signal) : null,
  ]);
  // Graph lets an application make a pass even for a Global Administrator, so this is the only guard there is.
  const isAdministrator = memberships.hasRole || hasOtherRole === true;
  if (refusesAdministrators && isAdministrator) return 'provider_privileged';
  return isInScope(policy, id, memberships) ? null : 'provider_not_in_scope';
}

async function makePass(
  graph: VendorClient,
  userId: string,
  { minutes, startsAt }: CodeWish,
  signal: AbortSignal,
) {
  const { body: pass } = await graph.send({
    method: 'POST',
    path: passesPath(userId),
    json: {
      lifetimeInMinutes: minutes,
      isUsableOnce: true,
      ...(startsAt === null ? {} : { startDateTime: new Date(startsAt).toISOString() }),
    },
    schema: madePass,
    signal,
  });
  return {
    kind: 'issued',
    codes: [pass.temporaryAccessPass],
    reference: referenceOf(pass),
    endsAt: endOf(pass),
  } as const;
}

function judgeRefusal({ status, code }: { readonly status: number; readonly code: string | null }) {
  if (code === OUT_OF_SCOPE) return 'provider_not_in_scope';
  if (code !== null && /premium|license/i.test(code)) return 'provider_not_licensed';
  return status === 404 ? 'provider_account_missing' : null;
}

async function readStatus(
  graph: VendorClient,
  userId: string,
  reference: string | null,
  since: number,
  signal: AbortSignal,
): Promise<CodeStatus> {
  const unused = { usedAt: null, usedFrom: null, enrolledAt: null };
  const answer =
    reference === null
      ? null
      : await graph.find(
          { path: `${passesPath(userId)}/${encodeURIComponent(idOf(reference))}`, schema: entraPass, signal },
          [404],
        );
  if (answer === null) return { state: 'gone', ...unused };
  const state = stateOf(answer.body);
  return state === 'used'
    ? { state, ...(await readEntraUse(graph, userId, since, signal)) }
    : { state, ...unused };
}

async function removePass(graph: VendorClient, userId: string, passId: string, signal: AbortSignal) {
  const request = {
    method: 'DELETE',
    path: `${passesPath(userId)}/${encodeURIComponent(passId)}`,
    isSafe: true,
    mayBeEmpty: true,
    schema: z.unknown(),
    signal,
  } as const;
  await requirePermission('UserAuthMethod-TAP.ReadWrite.All', graph.find(request, [404]));
}
