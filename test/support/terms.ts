import type { UserId } from '../../src/domain/ids.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import type { Approval } from '../../src/domain/requests/approval.ts';
import { issuersRight } from '../../src/domain/requests/lane.ts';
import { fixTerms, type RequestTerms } from '../../src/domain/requests/request-terms.ts';

/** The default policy's terms of a request that needs one approval, or none, by an administrator who has met the person. */
export function termsWith({ approval }: { readonly approval: boolean }): RequestTerms {
  return {
    ...fixTerms(approval ? 'privileged' : 'standard', [], defaultPolicy, issuersRight),
    verificationsRequired: 0,
  };
}

export function approvalBy(approverId: UserId): Approval {
  return { approverId, verdict: 'approved', decidedAt: 0, reason: null, onBehalfOf: null, actDigest: '' };
}
