import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { type ClickRefused, openOwnByLink, type RequestClick, refused } from './open-click.ts';

export interface OpenForm {
  readonly kind: 'open';
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
}

/**
 * What a form about the clicker's own request needs: stored facts alone, as Slack gives three seconds to show it (S3).
 * @param promptUrl the click's: where the prompt can be replaced after the submission, which brings no response URL
 */
export async function openOwnForm(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  promptUrl: Secret,
): Promise<OpenForm | ClickRefused | { readonly kind: 'duplicate' }> {
  const opened = await openOwnByLink(deps, tx, click);
  if (opened.kind !== 'opened') return opened;
  const { organizationId, id, state, targetId } = opened.request;
  const target = await tx.directory.findUser(organizationId, targetId);
  if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], opened.request);
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization vanished');
  const context = { purpose: 'prompt-url', id } as const;
  const sealedResponseUrl = seal(promptUrl, context, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
  const request = await tx.requests.transition(organizationId, id, [state], state, { sealedResponseUrl });
  if (request === null) throw new Error('A request changed inside the transaction that had read it');
  return { kind: 'open', request, target, policy: organization.policy };
}
