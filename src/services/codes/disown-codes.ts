import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, type SlackPlace, sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { isFirstDelivery } from '../requests/open-click.ts';
import { type Disowned, disown } from './disown.ts';

export interface DisownInput extends SlackPlace {
  readonly organization: Organization;
  readonly slackUserId: string;
  /**
   * What Slack says of the clicker now; `null` if it knows no account of that id. Asked only if the account is
   * not linked.
   */
  readonly lookUpClicker: () => Promise<SlackPerson | null>;
  /** From the notice; `null` if the button carried anything but a code's id. */
  readonly codeId: CodeId | null;
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
}

export type DisownResult =
  | Disowned
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/** "This wasn't me", by the person a code was issued for, on any notice of it in Slack, old or new. See {@link disown}. */
export function createDisownCodes(deps: ServiceDeps) {
  return async function disownCodes(input: DisownInput): Promise<DisownResult> {
    const { organization, workspace, slackUserId } = input;
    const tenantId = slackTenantIdOf(workspace);
    const link = await deps.store.read.identities.find(organization.id, tenantId, slackUserId);
    const clicker = link === null ? await input.lookUpClicker() : null;
    return deps.store.transact(organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const allowed = await authorize(tx, input, clicker);
      if (allowed.kind === 'refused') {
        await auditSlackRefusal(deps, tx, {
          ...input,
          action: 'revoke.refused',
          target: input.codeId,
          refusals: allowed.refusals,
          details: { asked: 'disown' },
        });
        return allowed;
      }
      const place = { organizationId: organization.id, source: sourceOf(input) };
      return disown(deps, tx, place, allowed.code, allowed.user);
    });
  };
}

type Authorized =
  | { readonly kind: 'allowed'; readonly code: BackupCode; readonly user: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

async function authorize(
  tx: Transaction,
  input: DisownInput,
  clicker: SlackPerson | null,
): Promise<Authorized> {
  const { organization, codeId } = input;
  const code = codeId === null ? null : await tx.codes.find(organization.id, codeId);
  if (code === null) return { kind: 'refused', refusals: [refuse('code_not_found')] };
  const user = await tx.directory.findUser(organization.id, code.userId);
  if (user === null || !(await isTheirAccount(tx, input, clicker, user)))
    return { kind: 'refused', refusals: [refuse('code_not_yours')] };
  return { kind: 'allowed', code, user };
}

/**
 * By the stored link alone. Disowning is the safe direction, so a conflict over an e-mail address, perhaps the
 * attack itself, must not keep the victim from it. Without a link (an operator removed it), by the confirmed
 * address, which is also how the notice found them.
 */
export async function isTheirAccount(
  tx: Transaction,
  { organization, workspace, slackUserId }: Pick<DisownInput, 'organization' | 'workspace' | 'slackUserId'>,
  clicker: SlackPerson | null,
  user: DirectoryUser,
): Promise<boolean> {
  const link = await tx.identities.findByUser(organization.id, slackTenantIdOf(workspace), user.id);
  if (link !== null) return link.slackUserId === slackUserId;
  const address = clicker?.isEmailConfirmed === true ? parseEmail(clicker.email ?? '')?.address : undefined;
  return address !== undefined && address === user.email;
}
