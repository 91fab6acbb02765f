import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { UniqueViolationError } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export interface LinkUserInput {
  /** what the operator typed; any login of the person */
  readonly login: string;
  /** `U...` or `W...` */
  readonly slackUserId: string;
  /** `T...` or `E...`; `null` for the organization's only one */
  readonly slackTenantId: string | null;
  /** Without it nothing is written: the caller shows who it is and asks. */
  readonly isConfirmed: boolean;
}

export type LinkUserResult =
  | {
      readonly kind: 'linked' | 'already_linked' | 'to_confirm';
      readonly user: DirectoryUser;
      readonly slackTenantId: string;
    }
  /** The user has another Slack account there, or the account is another user's. */
  | { readonly kind: 'user_has_account'; readonly user: DirectoryUser; readonly slackUserId: string }
  | { readonly kind: 'account_taken'; readonly by: DirectoryUser | null }
  | { readonly kind: 'no_email'; readonly user: DirectoryUser }
  | { readonly kind: 'choose_workspace'; readonly slackTenantIds: readonly string[] }
  | { readonly kind: 'invalid_slack_id' | 'unknown_user' };

/**
 * An operator says which Slack account belongs to which user: for accounts whose address Slack shows as
 * unconfirmed, as it does with single sign-on. As for every link, the addresses on both sides must agree from
 * then on.
 */
export function createLinkUser(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function linkUser(
    organizationId: OrganizationId,
    input: LinkUserInput,
  ): Promise<LinkUserResult> {
    const { slackUserId, isConfirmed } = input;
    if (!/^[UW][A-Z0-9]{2,30}$/.test(slackUserId)) return { kind: 'invalid_slack_id' };
    const login = parseLogin(input.login);
    if (login === null) return { kind: 'unknown_user' };
    try {
      return await deps.store.transact(organizationId, async (tx): Promise<LinkUserResult> => {
        const user = await tx.directory.findUserByLogin(organizationId, login);
        if (user === null) return { kind: 'unknown_user' };
        if (user.email === null) return { kind: 'no_email', user };
        const known = (await tx.organizations.findById(organizationId))?.slackTenantIds ?? [];
        const slackTenantId = input.slackTenantId ?? (known.length === 1 ? known[0] : undefined);
        if (slackTenantId === undefined || !known.includes(slackTenantId))
          return { kind: 'choose_workspace', slackTenantIds: known };
        const held = await tx.identities.find(organizationId, slackTenantId, slackUserId);
        if (held !== null && held.userId === user.id) return { kind: 'already_linked', user, slackTenantId };
        if (held !== null)
          return { kind: 'account_taken', by: await tx.directory.findUser(organizationId, held.userId) };
        const other = await tx.identities.findByUser(organizationId, slackTenantId, user.id);
        if (other !== null) return { kind: 'user_has_account', user, slackUserId: other.slackUserId };
        if (!isConfirmed) return { kind: 'to_confirm', user, slackTenantId };
        await tx.identities.insert({
          organizationId,
          slackTenantId,
          slackUserId,
          userId: user.id,
          linkedEmail: user.email,
          linkedAt: deps.clock.now(),
          locale: null,
          timeZone: null,
        });
        await auditAndNotifyOwners(
          deps,
          tx,
          draftOperatorAudit(deps, {
            organizationId,
            action: 'identity.linked',
            target: user.id,
            details: { slackUserId, slackTenantId },
          }),
        );
        return { kind: 'linked', user, slackTenantId };
      });
    } catch (error) {
      // The account or the user was linked between this read and this write.
      if (error instanceof UniqueViolationError) return { kind: 'account_taken', by: null };
      throw error;
    }
  };
}
