import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SyncRunId } from '../../domain/ids.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { admitOwner, type NotAdmitted, type OwnerClick } from '../organization/admit-owner.ts';
import { decideWaiting } from './decide-waiting.ts';

export interface SyncClick extends OwnerClick {
  /** `null` if the button carried anything but a run's id. */
  readonly runId: SyncRunId | null;
}

export type DecideByOwnerResult =
  | {
      readonly kind: 'applied' | 'discarded';
      readonly owner: DirectoryUser;
      readonly source: string;
      readonly losing: number;
    }
  | NotAdmitted
  /** Decided already, or other people would lose access by now. */
  | { readonly kind: 'late' };

/**
 * An owner's click on **Apply** or **Discard**. Everything is checked here, on the facts of now: who clicks, that they are a confirmed owner,
 * and that the run they were shown is the one that waits.
 */
export function createDecideByOwner(deps: ServiceDeps) {
  return async function decideByOwner(
    click: SyncClick,
    kind: 'apply' | 'discard',
  ): Promise<DecideByOwnerResult> {
    const { organization, runId } = click;
    return deps.store.transact(organization.id, async (tx): Promise<DecideByOwnerResult> => {
      const wanted = { act: 'decide_sync', action: 'source.decided', target: runId } as const;
      const admitted = await admitOwner(deps, tx, click, wanted);
      if (admitted.kind !== 'admitted') return admitted;
      const { owner } = admitted;
      const sources = await tx.sources.list(organization.id);
      const source = runId === null ? undefined : sources.find(({ run }) => run?.id === runId);
      if (source?.run?.state !== 'waiting') return { kind: 'late' };
      const actor = { kind: 'user', id: owner.id } as const;
      const decision = { kind, digest: source.run.brakeDigest, actor, origin: sourceOf(click) };
      const decided = await decideWaiting(deps, tx, organization.id, source.id, decision);
      if (decided.kind !== 'applied' && decided.kind !== 'discarded') return { kind: 'late' };
      return { kind: decided.kind, owner, source: source.name, losing: decided.losing };
    });
  };
}
