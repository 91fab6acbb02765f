import { createHash } from 'node:crypto';
import type { Policy } from '../../domain/organization/policy.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { findViewer, type Viewer } from '../directory/find-viewer.ts';
import { admitOwner, type NotAdmitted, type OwnerClick } from './admit-owner.ts';
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

/** What to change, given the policy that the form was filled in over. */
export type PolicyChange = (before: Policy) => Partial<Policy>;

export interface PolicySubmission extends OwnerClick {
  readonly version: string;
  readonly changes: PolicyChange;
}

export type ChangePolicyResult =
  | Exclude<SetPolicyResult, { kind: 'unknown_organization' }>
  | NotAdmitted
  /** Someone changed it while the form was open. */
  | { readonly kind: 'late' };

/** An owner changes the policy in Slack. Who they are is decided in the transaction that changes it. */
export function createChangePolicyByOwner(deps: ServiceDeps) {
  return async function changePolicyByOwner(input: PolicySubmission): Promise<ChangePolicyResult> {
    const { organization, version, changes } = input;
    return deps.store.transact(organization.id, async (tx): Promise<ChangePolicyResult> => {
      const wanted = {
        act: 'change_policy',
        action: 'organization.policy_changed',
        target: organization.id,
      } as const;
      const admitted = await admitOwner(deps, tx, input, wanted);
      if (admitted.kind !== 'admitted') return admitted;
      const now = await tx.organizations.findById(organization.id);
      if (now === null || versionOf(now.policy) !== version) return { kind: 'late' };
      const result = await setPolicyIn(deps, tx, organization.id, changes(now.policy), (facts) =>
        draftAudit(deps, {
          ...facts,
          actor: { kind: 'user', id: admitted.owner.id },
          source: sourceOf(input),
        }),
      );
      return result.kind === 'unknown_organization' ? { kind: 'late' } : result;
    });
  };
}
