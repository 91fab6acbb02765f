import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { type About, findAbout, type ReaderInput } from '../directory/authorize-reader.ts';
import { resolveAsker } from '../directory/resolve-issuer.ts';
import { type AttemptCounts, countAttempts } from '../redeeming/count-attempts.ts';
import { readAuthorityFacts } from '../requests/read-eligibility.ts';

const DAY_MS = 24 * 3_600_000;
/** As many as one person can get in a day at the default limit. */
const LATEST_CODES = 10;

export interface CodeStatusInput extends ReaderInput {
  readonly about: About;
}

export type CodeStatusResult =
  | {
      readonly kind: 'status';
      readonly target: DirectoryUser;
      /** The newest code; `null` if none was ever issued. */
      readonly code: BackupCode | null;
      readonly state: CodeState | null;
      readonly issuedBy: DirectoryUser | null;
      /** Since the newest code was issued, and for at least a day back. */
      readonly attempts: AttemptCounts;
      /** The code that the person last disowned with "This wasn't me"; `null` if they never did. */
      readonly disowned: BackupCode | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The state of a person's newest code. The code itself can never be seen again. A refusal is audited (N14). */
export function createCodeStatus(deps: ServiceDeps) {
  return async function codeStatus(input: CodeStatusInput): Promise<CodeStatusResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const status = await readStatus(deps, tx, input);
      if (status.kind === 'refused') {
        await auditSlackRefusal(deps, tx, {
          ...input,
          slackUserId: input.requesterSlackId,
          action: 'request.refused',
          target: input.about.by === 'mention' ? input.about.targetSlackId : input.about.userId,
          refusals: status.refusals,
          details: { asked: 'status' },
        });
      }
      return status;
    });
  };
}

async function readStatus(
  deps: ServiceDeps,
  tx: Transaction,
  input: CodeStatusInput,
): Promise<CodeStatusResult> {
  const { organization } = input;
  const issuer = await resolveAsker(deps, tx, input, 'see');
  if (issuer.kind === 'refused') return issuer;
  const { requester } = issuer;
  const found = await findAbout(deps, tx, input, input.about);
  if (found.kind === 'refused') return found;
  const { user: target } = found;
  const facts = await readAuthorityFacts(tx, organization, requester, target);
  const authority = decideAuthority({ kind: 'see' }, facts);
  if (authority.kind === 'refused') return authority;
  const latest = await tx.codes.listLatest(organization.id, target.id, LATEST_CODES);
  const [code] = latest;
  const disowned = findLastDisowned(latest);
  const now = deps.clock.now();
  // At least a day back: after a lockout, a newer code must not hide the attempts at the one before.
  const since = Math.min(code?.createdAt ?? now, now - DAY_MS);
  const attempts = await countAttempts(deps, tx, target, since);
  if (code === undefined)
    return { kind: 'status', target, code: null, state: null, issuedBy: null, attempts, disowned };
  const issuedBy =
    code.issuedBy === null ? null : await tx.directory.findUser(organization.id, code.issuedBy);
  return {
    kind: 'status',
    target,
    code,
    state: codeStateAt(code, now),
    issuedBy,
    attempts,
    disowned,
  };
}

function findLastDisowned(codes: readonly BackupCode[]): BackupCode | null {
  const disowned = codes.filter(({ disownedAt }) => disownedAt !== null);
  return disowned.sort((a, b) => (b.disownedAt ?? 0) - (a.disownedAt ?? 0))[0] ?? null;
}
