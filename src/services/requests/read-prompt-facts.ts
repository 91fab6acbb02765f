import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { Admission } from '../../domain/redeeming/lockout.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { twoWordsOf } from '../../domain/requests/two-words.ts';
import { findWaiting } from '../../domain/requests/verification.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { readLockoutState } from '../redeeming/read-lockout.ts';

/** What the prompt of an open request shows. */
export interface PromptFacts {
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  /** The code that a new one would supersede. */
  readonly liveCode: BackupCode | null;
  /** Whether a code for them would be accepted now. */
  readonly lockout: Admission;
  /** By which the target knows the requester. */
  readonly words: string;
  /** The manager who was asked and has not answered. */
  readonly waitingFor: DirectoryUser | null;
  /** Who makes the code; `null`: Backupcode itself, or a provider that is gone, which the click refuses. */
  readonly provider: Pick<Provider, 'kind'> | null;
  /** Whether the requester is one who may do without approvals. */
  readonly mayBreakGlass: boolean;
}

export async function readPromptFacts(
  deps: Pick<ServiceDeps, 'clock' | 'keys'>,
  tx: Transaction,
  known: Pick<PromptFacts, 'request' | 'target' | 'policy'>,
): Promise<PromptFacts> {
  const { request, target } = known;
  const { organizationId, id, providerId } = request;
  const requester = await tx.directory.findUser(organizationId, request.requesterId);
  const waiting = findWaiting(request, 'manager');
  return {
    ...known,
    liveCode: await tx.codes.findLive(organizationId, target.id),
    // Our lockout keeps no one from using a provider's code.
    lockout: providerId === null ? await readLockoutState(deps, tx, target) : { kind: 'admitted' },
    provider: providerId === null ? null : await tx.providers.find(organizationId, providerId),
    words: twoWordsOf(id, deps.keys),
    mayBreakGlass: requester?.role === 'owner',
    waitingFor: waiting === null ? null : await tx.directory.findUser(organizationId, waiting.by),
  };
}
