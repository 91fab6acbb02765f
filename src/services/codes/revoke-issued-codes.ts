import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { resolveIssuer } from '../directory/resolve-issuer.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { isFirstDelivery } from '../requests/open-click.ts';
import { listIssuedBy } from './list-issued-by.ts';
import type { RevokeCodeInput } from './revoke-code.ts';
import { settleCode } from './settle-code.ts';

export interface RevokeIssuedCodesInput extends Omit<RevokeCodeInput, 'codeId'> {
  /** Who issued the codes; `null` if the button carried anything but a user's id. */
  readonly issuerId: UserId | null;
}

export type RevokeIssuedCodesResult =
  | { readonly kind: 'revoked'; readonly issuer: DirectoryUser; readonly count: number }
  | { readonly kind: 'none_live'; readonly issuer: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/** An owner revokes every code that still works and that a person issued, after that person lost the right to issue. */
export function createRevokeIssuedCodes(deps: ServiceDeps) {
  return async function revokeIssuedCodes(input: RevokeIssuedCodesInput): Promise<RevokeIssuedCodesResult> {
    const organizationId = input.organization.id;
    return deps.store.transact(organizationId, async (tx): Promise<RevokeIssuedCodesResult> => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const allowed = await authorize(deps, tx, input);
      if (allowed.kind === 'refused') {
        const { issuerId: target } = input;
        await auditSlackRefusal(deps, tx, { ...input, action: 'revoke.refused', target, ...allowed });
        return allowed;
      }
      const { owner, issuer } = allowed;
      const codes = await listIssuedBy(tx.codes, organizationId, issuer.id, deps.clock.now());
      const organization = await tx.organizations.findById(organizationId);
      for (const code of codes) {
        const change = { revokedBy: owner.id, revocationReason: 'admin' } as const;
        const revoked = await settleCode(deps, tx, code, 'revoked', change);
        if (revoked === null) throw new Error('A live code changed inside the transaction that had read it');
        const codeId = code.id;
        await tx.audit.append(
          draftAudit(deps, {
            organizationId,
            action: 'code.revoked',
            actor: { kind: 'user', id: owner.id },
            target: code.userId,
            reason: 'admin',
            source: sourceOf(input),
            details: { codeId, stateBefore: code.state, issuedBy: issuer.id },
          }),
        );
        const content = { kind: 'target_code_revoked', codeId } as const;
        await enqueueNotice(deps, tx, organizationId, content, { code: revoked });
        if (organization !== null)
          await enqueueChannelNews(deps, tx, organization, { kind: 'security_code_revoked', codeId });
      }
      return codes.length === 0
        ? { kind: 'none_live', issuer }
        : { kind: 'revoked', issuer, count: codes.length };
    });
  };
}

type Authorized =
  | { readonly kind: 'allowed'; readonly owner: DirectoryUser; readonly issuer: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

async function authorize(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevokeIssuedCodesInput,
): Promise<Authorized> {
  const clicker = await resolveIssuer(deps, tx, { ...input, requester: input.clicker, act: 'revoke' });
  if (clicker.kind === 'refused') return clicker;
  const { requester: owner } = clicker;
  if (owner.role !== 'owner') return { kind: 'refused', refusals: [refuse('owners_only')] };
  const issuer =
    input.issuerId === null ? null : await tx.directory.findUser(input.organization.id, input.issuerId);
  return issuer === null
    ? { kind: 'refused', refusals: [refuse('code_not_found')] }
    : { kind: 'allowed', owner, issuer };
}
