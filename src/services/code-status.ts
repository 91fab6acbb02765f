import { type BackupCode, type CodeState, codeStateAt } from '../domain/backup-code.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { decideEligibility, judgeRequester } from '../domain/eligibility.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type SlackPerson, type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { resolveIdentity } from './resolve-identity.ts';

export interface CodeStatusInput {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
  /** `null`, as with the target, if Slack knows nobody of that id. */
  readonly requester: SlackPerson | null;
  readonly targetSlackId: string;
  readonly target: SlackPerson | null;
  readonly channelId: string;
}

export type CodeStatusResult =
  | {
      readonly kind: 'status';
      readonly target: DirectoryUser;
      /** The newest code; `null` if none was ever issued. */
      readonly code: BackupCode | null;
      readonly state: CodeState | null;
      readonly issuedBy: DirectoryUser | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What became of the newest code of a person. The state only: the code itself can never be seen again. A refusal is audited (N14). */
export function createCodeStatus(deps: ServiceDeps) {
  return async function codeStatus(input: CodeStatusInput): Promise<CodeStatusResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const status = await readStatus(deps, tx, input);
      if (status.kind === 'refused') await auditRefusal(deps, tx, input, status.refusals);
      return status;
    });
  };
}

async function readStatus(
  deps: ServiceDeps,
  tx: Transaction,
  input: CodeStatusInput,
): Promise<CodeStatusResult> {
  const { organization, workspace } = input;
  const source = sourceOf(input);
  if (input.requester === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] };
  const requester = await resolveIdentity(deps, tx, {
    organization,
    workspace,
    person: input.requester,
    side: 'requester',
    source,
  });
  if (requester.kind === 'refused') return requester;
  const own = judgeRequester(requester.user);
  if (own.length > 0) return { kind: 'refused', refusals: own };
  if (input.target === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const target = await resolveIdentity(deps, tx, {
    organization,
    workspace,
    person: input.target,
    side: 'target',
    source,
  });
  if (target.kind === 'refused') return target;
  const decision = decideEligibility(
    await readEligibilityFacts(tx, organization, requester.user, target.user),
  );
  const forbidden =
    decision.kind === 'refused'
      ? decision.refusals.filter((refusal) => refusal.code === 'role_not_allowed')
      : [];
  if (forbidden.length > 0) return { kind: 'refused', refusals: forbidden };
  const [code] = await tx.codes.listLatest(organization.id, target.user.id, 1);
  if (code === undefined)
    return { kind: 'status', target: target.user, code: null, state: null, issuedBy: null };
  const issuedBy = await tx.directory.findUser(organization.id, code.issuedBy);
  return {
    kind: 'status',
    target: target.user,
    code,
    state: codeStateAt(code, deps.clock.now()),
    issuedBy,
  };
}

async function auditRefusal(
  deps: ServiceDeps,
  tx: Transaction,
  input: CodeStatusInput,
  refusals: readonly Refusal[],
): Promise<void> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: input.organization.id,
      action: 'request.refused',
      outcome: 'refused',
      actor: { kind: 'slack_account', id: `${slackTenantIdOf(input.workspace)}/${input.requesterSlackId}` },
      target: input.targetSlackId,
      reason: refusals.map((refusal) => refusal.code).join(' '),
      source: sourceOf(input),
      details: { asked: 'status' },
    }),
  );
}

function sourceOf(input: CodeStatusInput): string {
  return `slack:${input.workspace.teamId}/${input.channelId}`;
}
