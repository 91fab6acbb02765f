import { createHash } from 'node:crypto';
import type { Policy } from '../../domain/organization/policy.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { auditSlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { findViewer, type Viewer } from '../directory/find-viewer.ts';
import { resolveIssuer } from '../directory/resolve-issuer.ts';
import { isFirstDelivery, type RequestClick } from '../requests/open-click.ts';
import { type SetPolicyResult, setPolicyIn } from './set-policy.ts';

export interface OwnersPolicy {
  readonly policy: Policy;
  /** Which policy this is: a form that was filled in over another one changes nothing. */
  readonly version: string;
}

function versionOf(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('base64url');
}

/** The policy, for an owner; `null` to anyone else. It grants nothing. */
export function createReadPolicyForOwner({ store }: Pick<ServiceDeps, 'store'>) {
  return async function readPolicyForOwner(viewer: Viewer): Promise<OwnersPolicy | null> {
    if ((await findViewer(store.read, viewer))?.role !== 'owner') return null;
    const policy = (await store.read.organizations.findById(viewer.organization.id))?.policy;
    return policy === undefined ? null : { policy, version: versionOf(policy) };
  };
}

export interface PolicySubmission extends Omit<RequestClick, 'requestId'> {
  readonly version: string;
  readonly changes: Partial<Policy>;
}

export type ChangePolicyResult =
  | Exclude<SetPolicyResult, { kind: 'unknown_organization' }>
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'not_owner' }
  /** Someone changed it while the form was open. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' };

/** An owner changes the policy in Slack. Who they are is decided in the transaction that changes it. */
export function createChangePolicyByOwner(deps: ServiceDeps) {
  return async function changePolicyByOwner(input: PolicySubmission): Promise<ChangePolicyResult> {
    const { organization, clicker: requester, version, changes } = input;
    return deps.store.transact(organization.id, async (tx): Promise<ChangePolicyResult> => {
      const refuseWith = async (refusals: readonly Refusal[]) => {
        await auditSlackRefusal(deps, tx, {
          ...input,
          action: 'organization.policy_changed',
          target: organization.id,
          refusals,
        });
        return { kind: 'refused', refusals } as const;
      };
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const issuer = await resolveIssuer(deps, tx, { ...input, requester });
      if (issuer.kind === 'refused') return refuseWith(issuer.refusals);
      const { requester: owner } = issuer;
      if (owner.role !== 'owner') {
        await refuseWith([refuse('requester_role')]);
        return { kind: 'not_owner' };
      }
      const now = await tx.organizations.findById(organization.id);
      if (now === null || versionOf(now.policy) !== version) return { kind: 'late' };
      const result = await setPolicyIn(deps, tx, organization.id, changes, (facts) =>
        draftAudit(deps, { ...facts, actor: { kind: 'user', id: owner.id }, source: sourceOf(input) }),
      );
      return result.kind === 'unknown_organization' ? { kind: 'late' } : result;
    });
  };
}
