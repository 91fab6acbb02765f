import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { judgeDomain } from '../../domain/requests/domain-dependence.ts';
import { judgeFrozenPerson } from '../../domain/requests/freeze.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { readDomain } from '../directory/read-domain.ts';
import { type Asker, resolveIssuer } from '../directory/resolve-issuer.ts';
import { type AskingPair, type ResolvedPair, resolvePair } from '../directory/resolve-pair.ts';
import { isFirstDelivery } from '../requests/open-click.ts';
import { readAuthorityFacts } from '../requests/read-eligibility.ts';
import { releaseLockout } from './release-lockout.ts';

export interface UnlockByAdminInput extends Omit<AskingPair, 'targetSlackId' | 'target'> {
  readonly whom:
    | { readonly by: 'mention'; readonly targetSlackId: string; readonly target: SlackPerson | null }
    /** What a button carried, which is only a claim; `null` if it is no user's id. */
    | { readonly by: 'button'; readonly userId: UserId | null };
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
}

export type UnlockByAdminResult =
  | {
      readonly kind: 'unlocked' | 'not_locked';
      readonly user: DirectoryUser;
      readonly by: DirectoryUser;
      readonly at: number;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/**
 * Lets a person redeem again. It takes someone who may issue a code for them now: never oneself, never an Admin
 * for an Owner (N7).
 */
export function createUnlockByAdmin(deps: ServiceDeps) {
  return async function unlockByAdmin(input: UnlockByAdminInput): Promise<UnlockByAdminResult> {
    const { organization } = input;
    return deps.store.transact(organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const pair = await authorize(deps, tx, input);
      if (pair.kind === 'refused') {
        const { requesterSlackId: slackUserId, whom } = input;
        await auditSlackRefusal(deps, tx, {
          ...input,
          slackUserId,
          action: 'unlock.refused',
          target: whom.by === 'mention' ? whom.targetSlackId : whom.userId,
          refusals: pair.refusals,
        });
        return pair;
      }
      const { requester: by, target: user } = pair;
      const actor = { kind: 'user', id: by.id } as const;
      const kind = await releaseLockout(deps, tx, user, { actor, source: sourceOf(input) });
      return { kind, user, by, at: deps.clock.now() };
    });
  };
}

async function authorize(
  deps: ServiceDeps,
  tx: Transaction,
  input: UnlockByAdminInput,
): Promise<ResolvedPair> {
  const { whom } = input;
  const pair =
    whom.by === 'mention'
      ? await resolvePair(deps, tx, { ...input, ...whom }, 'unlock')
      : await resolveButton(deps, tx, input, whom.userId);
  if (pair.kind === 'refused') return pair;
  const facts = await readAuthorityFacts(tx, input.organization, pair.requester, pair.target);
  const authority = decideAuthority({ kind: 'unlock' }, facts);
  if (authority.kind === 'refused') return authority;
  const frozen = judgeFrozenPerson(
    'unlock',
    await tx.freezes.listLasting(pair.target.organizationId),
    pair.requester,
  );
  if (frozen.length > 0) return { kind: 'refused', refusals: frozen };
  const unproven = judgeDomain('unlock', pair.target, await readDomain(tx, pair.target));
  return unproven.length > 0 ? { kind: 'refused', refusals: unproven } : pair;
}

async function resolveButton(
  deps: ServiceDeps,
  tx: Transaction,
  input: Asker,
  userId: UserId | null,
): Promise<ResolvedPair> {
  const issuer = await resolveIssuer(deps, tx, input);
  if (issuer.kind === 'refused') return issuer;
  const target = userId === null ? null : await tx.directory.findUser(input.organization.id, userId);
  if (target === null) return { kind: 'refused', refusals: [refuse('target_not_in_directory')] };
  return { ...issuer, target };
}
