import {
  type BackupCode,
  codeStateAt,
  codeTransitions,
  type RevocationReason,
} from '../domain/backup-code.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { decideEligibility } from '../domain/eligibility.ts';
import type { CodeId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type SlackPerson, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { enqueueAlarm } from './alarm.ts';
import { auditSlackRefusal, type SlackPlace, sourceOf } from './audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { enqueueNotice } from './enqueue-notice.ts';
import { isFirstDelivery } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { resolveIssuer } from './resolve-issuer.ts';

export interface RevokeCodeInput extends SlackPlace {
  readonly organization: Organization;
  readonly slackUserId: string;
  /** What Slack says of the clicker now; `null` if it knows nobody of that id. */
  readonly clicker: SlackPerson | null;
  /** `null` if the button carried something that is no code's id. */
  readonly codeId: CodeId | null;
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
  /** `target`: "This wasn't me". `admin`: whoever may issue for the code's user. */
  readonly as: 'target' | 'admin';
}

export type RevokeCodeResult =
  | { readonly kind: 'revoked'; readonly code: BackupCode; readonly user: DirectoryUser }
  /** It was over already; `state` says how. "This wasn't me" alerts all the same. */
  | { readonly kind: 'not_live'; readonly code: BackupCode; readonly user: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/** Makes a code worthless at once. Notices go out afterwards and can never hold it up (N13). */
export function createRevokeCode(deps: ServiceDeps) {
  return async function revokeCode(input: RevokeCodeInput): Promise<RevokeCodeResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const allowed = await authorize(deps, tx, input);
      if (allowed.kind === 'refused') {
        await auditSlackRefusal(deps, tx, {
          ...input,
          action: 'revoke.refused',
          target: input.codeId,
          refusals: allowed.refusals,
        });
        return allowed;
      }
      const { code, clicker, user } = allowed;
      const reason: RevocationReason = input.as === 'target' ? 'disowned' : 'admin';
      const revoked = await tx.codes.transition(
        code.organizationId,
        code.id,
        codeTransitions.revoked,
        'revoked',
        {
          settledAt: deps.clock.now(),
          revokedBy: clicker.id,
          revocationReason: reason,
        },
      );
      const wasUsable = revoked !== null && codeStateAt(code, deps.clock.now()) !== 'expired';
      await enqueueNotices(deps, tx, input, code, revoked !== null);
      await tx.audit.append(
        draftAudit(deps, {
          organizationId: code.organizationId,
          action: revoked === null ? 'revoke.refused' : 'code.revoked',
          outcome: revoked === null ? 'refused' : 'allowed',
          actor: { kind: 'user', id: clicker.id },
          target: code.userId,
          reason,
          source: sourceOf(input),
          details: { codeId: code.id, stateBefore: codeStateAt(code, deps.clock.now()) },
        }),
      );
      return wasUsable
        ? { kind: 'revoked', code: revoked, user }
        : { kind: 'not_live', code: revoked ?? code, user };
    });
  };
}

type Authorized =
  | { kind: 'allowed'; code: BackupCode; clicker: DirectoryUser; user: DirectoryUser }
  | { kind: 'refused'; refusals: readonly Refusal[] };

async function authorize(deps: ServiceDeps, tx: Transaction, input: RevokeCodeInput): Promise<Authorized> {
  return input.as === 'target' ? authorizeTarget(tx, input) : authorizeAdmin(deps, tx, input);
}

/**
 * The person the code was issued for, by the stored link alone: revoking is the safe direction, so a conflict over an
 * e-mail address (perhaps the attack itself) must not keep the victim from it.
 */
async function authorizeTarget(tx: Transaction, input: RevokeCodeInput): Promise<Authorized> {
  const { organization, workspace, slackUserId, codeId } = input;
  const identity = await tx.identities.find(organization.id, slackTenantIdOf(workspace), slackUserId);
  const code = codeId === null ? null : await tx.codes.find(organization.id, codeId);
  if (code === null) return { kind: 'refused', refusals: [refuse('code_not_found')] };
  const user = await tx.directory.findUser(organization.id, code.userId);
  if (user === null || identity?.userId !== user.id)
    return { kind: 'refused', refusals: [refuse('code_not_yours')] };
  return { kind: 'allowed', code, clicker: user, user };
}

async function authorizeAdmin(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevokeCodeInput,
): Promise<Authorized> {
  const { organization } = input;
  const issuer = await resolveIssuer(deps, tx, { ...input, requester: input.clicker });
  if (issuer.kind === 'refused') return issuer;
  const { requester: clicker } = issuer;
  const code = input.codeId === null ? null : await tx.codes.find(organization.id, input.codeId);
  const user = code === null ? null : await tx.directory.findUser(organization.id, code.userId);
  if (code === null || user === null) return { kind: 'refused', refusals: [refuse('code_not_found')] };
  // Whoever issued it may take it back, and whoever may issue for this person's role.
  if (code.issuedBy === clicker.id) return { kind: 'allowed', code, clicker, user };
  const decision = decideEligibility(await readEligibilityFacts(tx, organization, clicker, user));
  const byRole =
    decision.kind === 'refused' && decision.refusals.some((refusal) => refusal.code === 'role_not_allowed');
  return byRole
    ? { kind: 'refused', refusals: [refuse('role_not_allowed')] }
    : { kind: 'allowed', code, clicker, user };
}

async function enqueueNotices(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevokeCodeInput,
  code: BackupCode,
  wasRevoked: boolean,
): Promise<void> {
  const { organizationId, id: codeId } = code;
  const organization = await tx.organizations.findById(organizationId);
  const isDisowned = input.as === 'target';
  if (isDisowned && organization !== null)
    await enqueueAlarm(deps, tx, organization, { kind: 'security_code_disowned', codeId });
  if (!wasRevoked) return;
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_revoked', codeId });
  if (!isDisowned) await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_revoked', codeId });
}
