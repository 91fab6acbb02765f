import {
  type BackupCode,
  type CodeState,
  codeStateAt,
  liveCodeStates,
} from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, type SlackPlace, sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { resolveAsker } from '../directory/resolve-issuer.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { isFirstDelivery } from '../requests/open-click.ts';
import { readAuthorityFacts } from '../requests/read-eligibility.ts';
import { settleCode } from './settle-code.ts';

export interface RevokeCodeInput extends SlackPlace {
  readonly organization: Organization;
  readonly slackUserId: string;
  /** What Slack says of the clicker now; `null` if it knows no account of that id. */
  readonly clicker: SlackPerson | null;
  /** `null` if the button carried anything but a code's id. */
  readonly codeId: CodeId | null;
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
}

export type RevokeCodeResult =
  | { readonly kind: 'revoked'; readonly code: BackupCode; readonly user: DirectoryUser }
  /** It had already ended: nothing was changed. */
  | {
      readonly kind: 'not_live';
      readonly code: BackupCode;
      readonly state: CodeState;
      readonly user: DirectoryUser;
      /** Who revoked it, if a person did. */
      readonly revokedBy: DirectoryUser | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/** An administrator revokes a code. Notices are sent afterwards, so they can never delay it (N13). */
export function createRevokeCode(deps: ServiceDeps) {
  return async function revokeCode(input: RevokeCodeInput): Promise<RevokeCodeResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const allowed = await authorize(deps, tx, input);
      if (allowed.kind === 'refused') {
        await auditSlackRefusal(deps, tx, {
          ...input,
          action: 'revoke.refused',
          target: input.codeId,
          refusals: allowed.refusals,
        });
        return allowed;
      }
      const { code, clicker, user } = allowed;
      const { organizationId, id: codeId } = code;
      const stateBefore = codeStateAt(code, deps.clock.now());
      const revoked = isLive(stateBefore)
        ? await settleCode(deps, tx, code, 'revoked', {
            revokedBy: clicker.id,
            revocationReason: 'admin',
          })
        : null;
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: revoked === null ? 'revoke.refused' : 'code.revoked',
          outcome: revoked === null ? 'refused' : 'allowed',
          actor: { kind: 'user', id: clicker.id },
          target: code.userId,
          reason: revoked === null ? 'code_not_live' : 'admin',
          source: sourceOf(input),
          details: { codeId, stateBefore },
        }),
      );
      if (revoked === null) {
        const { revokedBy: by } = code;
        const revokedBy = by === null ? null : await tx.directory.findUser(organizationId, by);
        return { kind: 'not_live', code, state: stateBefore, user, revokedBy };
      }
      await enqueueNotice(
        deps,
        tx,
        organizationId,
        { kind: 'requester_code_revoked', codeId },
        { code: revoked },
      );
      await enqueueNotice(
        deps,
        tx,
        organizationId,
        { kind: 'target_code_revoked', codeId },
        { code: revoked },
      );
      const organization = await tx.organizations.findById(organizationId);
      if (organization !== null)
        await enqueueChannelNews(deps, tx, organization, { kind: 'security_code_revoked', codeId });
      return { kind: 'revoked', code: revoked, user };
    });
  };
}

function isLive(state: CodeState): boolean {
  return (liveCodeStates as readonly CodeState[]).includes(state);
}

type Authorized =
  | { kind: 'allowed'; code: BackupCode; clicker: DirectoryUser; user: DirectoryUser }
  | { kind: 'refused'; refusals: readonly Refusal[] };

async function authorize(deps: ServiceDeps, tx: Transaction, input: RevokeCodeInput): Promise<Authorized> {
  const { organization } = input;
  const issuer = await resolveAsker(
    deps,
    tx,
    { ...input, requester: input.clicker, act: 'revoke' },
    'revoke',
  );
  if (issuer.kind === 'refused') return issuer;
  const { requester: clicker } = issuer;
  const code = input.codeId === null ? null : await tx.codes.find(organization.id, input.codeId);
  const user = code === null ? null : await tx.directory.findUser(organization.id, code.userId);
  if (code === null || user === null) return { kind: 'refused', refusals: [refuse('code_not_found')] };
  const facts = await readAuthorityFacts(tx, organization, clicker, user);
  const authority = decideAuthority({ kind: 'revoke', issuedBy: code.issuedBy }, facts);
  return authority.kind === 'refused' ? authority : { kind: 'allowed', code, clicker, user };
}
