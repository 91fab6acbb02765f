import { type BackupCode, type CodeState, codeStateAt } from '../domain/backup-code.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { decideEligibility, judgeRequester } from '../domain/eligibility.ts';
import type { Organization } from '../domain/organization.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { SlackPerson, SlackWorkspace } from '../domain/slack-person.ts';
import type { ServiceDeps } from './deps.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { resolveIdentity } from './resolve-identity.ts';

export interface CodeStatusInput {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requester: SlackPerson;
  readonly target: SlackPerson;
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

/** What became of the newest code of a person. The state only: the code itself can never be seen again. */
export function createCodeStatus(deps: ServiceDeps) {
  return async function codeStatus(input: CodeStatusInput): Promise<CodeStatusResult> {
    const { organization, workspace } = input;
    const source = `slack:${workspace.teamId}/${input.channelId}`;
    return deps.store.transact(organization.id, async (tx) => {
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
    });
  };
}
