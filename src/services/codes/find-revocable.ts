import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findKnownTarget } from '../directory/find-known-target.ts';
import { resolveAsker } from '../directory/resolve-issuer.ts';
import type { AskingPair } from '../directory/resolve-pair.ts';
import { readAuthorityFacts } from '../requests/read-eligibility.ts';

export type FindRevocableResult =
  | {
      readonly kind: 'found';
      readonly target: DirectoryUser;
      /** The newest code; `null` if none was ever issued. */
      readonly code: BackupCode | null;
      readonly state: CodeState | null;
      readonly issuedBy: DirectoryUser | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The newest code of a person, for someone who may revoke it. The button decides again. A refusal is audited (N14). */
export function createFindRevocable(deps: ServiceDeps) {
  return async function findRevocable(input: AskingPair): Promise<FindRevocableResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const found = await find(deps, tx, input);
      if (found.kind === 'refused')
        await auditSlackRefusal(deps, tx, {
          ...input,
          slackUserId: input.requesterSlackId,
          action: 'revoke.refused',
          target: input.targetSlackId,
          refusals: found.refusals,
        });
      return found;
    });
  };
}

async function find(deps: ServiceDeps, tx: Transaction, input: AskingPair): Promise<FindRevocableResult> {
  const { organization } = input;
  const issuer = await resolveAsker(deps, tx, { ...input, act: 'revoke' }, 'revoke');
  if (issuer.kind === 'refused') return issuer;
  const found = await findKnownTarget(deps, tx, { ...input, act: 'revoke' });
  if (found.kind === 'refused') return found;
  const { user: target } = found;
  const [code = null] = await tx.codes.listLatest(organization.id, target.id, 1);
  const issuedBy = code?.issuedBy ?? null;
  const facts = await readAuthorityFacts(tx, organization, issuer.requester, target);
  const authority = decideAuthority({ kind: 'revoke', issuedBy }, facts);
  if (authority.kind === 'refused') return authority;
  return {
    kind: 'found',
    target,
    code,
    state: code === null ? null : codeStateAt(code, deps.clock.now()),
    issuedBy: issuedBy === null ? null : await tx.directory.findUser(organization.id, issuedBy),
  };
}
