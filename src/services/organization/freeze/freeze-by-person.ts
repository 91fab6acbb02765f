import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import type { FreezeId, UserId } from '../../../domain/ids.ts';
import { type Freeze, findOrganizationFreeze, judgeReleaser } from '../../../domain/requests/freeze.ts';
import { isOpenRequest, requestStateAt } from '../../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findKnownTarget } from '../../directory/find-known-target.ts';
import { resolveIssuer } from '../../directory/resolve-issuer.ts';
import { isFirstDelivery, type RequestClick } from '../../requests/open-click.ts';
import { releaseIssuer } from './freeze-issuer.ts';
import { type FrozenNow, freezeIssuing, revokeAllCodes } from './freeze-issuing.ts';
import { listWorking } from './stop-issuing.ts';
import { type UnfreezeResult, unfreezeIssuing } from './unfreeze-issuing.ts';

export type FreezeClick = Omit<RequestClick, 'requestId'>;
type Refused = { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };
type Duplicate = { readonly kind: 'duplicate' };

/** What a freeze would end, and leave. */
export interface FreezePreview {
  readonly kind: 'preview';
  /** The one that lasts already. */
  readonly freeze: Freeze | null;
  readonly requestsOpen: number;
  readonly codesLive: number;
}

/** Everything about freezing that people do in Slack: each is authorised by who clicks or types, on the facts of now (S9). */
export function createFreezeByPerson(deps: ServiceDeps) {
  /** @param decide what the clicker may do, and then does */
  async function act<Result>(
    click: FreezeClick,
    asked: { readonly what: string; readonly target: string | null },
    decide: (tx: Transaction, user: DirectoryUser) => Promise<Result | Refused>,
  ): Promise<Result | Refused | Duplicate> {
    return deps.store.transact(click.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
      const issuer = await resolveIssuer(deps, tx, { ...click, requester: click.clicker, act: 'revoke' });
      const result = issuer.kind === 'refused' ? ownersOnly(issuer) : await decide(tx, issuer.requester);
      if (isRefused(result)) {
        const { what, target } = asked;
        const { refusals } = result;
        const details = { asked: what };
        await auditSlackRefusal(deps, tx, { ...click, action: 'freeze.refused', target, refusals, details });
      }
      return result;
    });
  }

  const ofOwner = async <Result>(
    user: DirectoryUser,
    work: () => Promise<Result>,
  ): Promise<Result | Refused> =>
    user.role === 'owner' ? work() : { kind: 'refused', refusals: [refuse('owners_only')] };

  return {
    /** For the question before a freeze. */
    preview: (click: FreezeClick) =>
      act<FreezePreview>(click, { what: 'freeze', target: click.organization.id }, (tx, user) =>
        ofOwner(user, () => previewFreeze(deps, tx, click.organization.id)),
      ),

    freeze: (click: FreezeClick, reason: string) =>
      act<FrozenNow>(click, { what: 'freeze', target: click.organization.id }, (tx, user) =>
        ofOwner(user, () => freezeIssuing(deps, tx, click.organization.id, actingOf(click, user), reason)),
      ),

    revokeAll: (click: FreezeClick) =>
      act<{ readonly kind: 'revoked'; readonly count: number }>(
        click,
        { what: 'revoke_all', target: click.organization.id },
        (tx, user) =>
          ofOwner(user, async () => {
            const count = await revokeAllCodes(deps, tx, click.organization.id, actingOf(click, user));
            return { kind: 'revoked', count } as const;
          }),
      ),

    /** @param freezeId of the message with the button; `null`: whichever there is */
    unfreeze: (click: FreezeClick, freezeId: FreezeId | null) =>
      act<UnfreezeResult>(click, { what: 'unfreeze', target: click.organization.id }, (tx, user) =>
        unfreezeIssuing(deps, tx, click.organization.id, { ...actingOf(click, user), user }, freezeId),
      ),

    /** An owner lets a person issue again. @param userId `null` if the button carried anything but a user's id */
    release: (click: FreezeClick, userId: UserId | null) =>
      release(click, async (tx) => {
        const user = userId === null ? null : await tx.directory.findUser(click.organization.id, userId);
        return user ?? { kind: 'refused', refusals: [refuse('target_not_in_directory')] };
      }),

    /** @param target what Slack says of the person; asked only if their account is not linked */
    releaseMentioned: (click: FreezeClick, targetSlackId: string, target: SlackPerson | null) =>
      release(click, async (tx) => {
        const found = await findKnownTarget(deps, tx, { ...click, targetSlackId, target });
        return found.kind === 'refused' ? found : found.user;
      }),
  };

  function release(click: FreezeClick, find: (tx: Transaction) => Promise<DirectoryUser | Refused>) {
    return act<Released>(click, { what: 'release', target: null }, async (tx, user) => {
      const subject = await find(tx);
      if ('kind' in subject) return subject;
      const refusals = judgeReleaser(user, subject, await tx.freezes.listLasting(subject.organizationId));
      if (refusals.length > 0) return { kind: 'refused', refusals };
      return { kind: await releaseIssuer(deps, tx, subject, actingOf(click, user)), user: subject };
    });
  }
}

export interface Released {
  readonly kind: 'released' | 'not_frozen';
  readonly user: DirectoryUser;
}

function actingOf(click: FreezeClick, user: DirectoryUser) {
  return { actor: { kind: 'user', id: user.id }, source: sourceOf(click) } as const;
}

/** Members are told who can do this, not who can revoke codes. */
function ownersOnly({ refusals }: Refused): Refused {
  const told = refusals.map((refusal) =>
    refusal.code === 'requester_role' ? refuse('owners_only') : refusal,
  );
  return { kind: 'refused', refusals: told };
}

function isRefused(result: unknown): result is Refused {
  return (result as { readonly kind: string }).kind === 'refused';
}

async function previewFreeze(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  organizationId: FreezeClick['organization']['id'],
): Promise<FreezePreview> {
  const now = clock.now();
  const open = await tx.requests.listOpen(organizationId);
  return {
    kind: 'preview',
    freeze: findOrganizationFreeze(await tx.freezes.listLasting(organizationId)),
    requestsOpen: open.filter((request) => isOpenRequest({ state: requestStateAt(request, now) })).length,
    codesLive: (await listWorking(tx, organizationId, now)).length,
  };
}
