import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { readTies } from '../requests/read-eligibility.ts';
import { findKnownTarget } from './find-known-target.ts';
import type { Resolution } from './resolve-identity.ts';
import { type Asker, resolveAsker, resolveIssuer } from './resolve-issuer.ts';

/** The person that a look is about. */
export type About =
  | { readonly by: 'mention'; readonly targetSlackId: string; readonly target: SlackPerson | null }
  /** What a button carried, which is only a claim; `null` if it is no user's id. */
  | { readonly by: 'button'; readonly userId: UserId | null };

export interface ReaderInput extends Asker {
  readonly requesterSlackId: string;
}

type Asked = 'list' | 'history' | 'find' | 'policy';

export type AuthorizedReader =
  | {
      readonly kind: 'allowed';
      readonly reader: DirectoryUser;
      /** `null` if the look is about no one person. */
      readonly target: DirectoryUser | null;
      readonly policy: Policy;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Whether someone may look at what this organization holds, and at this person's. What is then shown may be read outside the
 * transaction: it changes nothing, and every button is decided again. A refusal is audited (N14).
 */
export async function authorizeReader(
  deps: ServiceDeps,
  input: ReaderInput,
  asked: Asked,
  about: About | null = null,
): Promise<AuthorizedReader> {
  return deps.store.transact(input.organization.id, async (tx) => {
    const authorized = await authorize(deps, tx, input, asked, about);
    if (authorized.kind === 'refused')
      await auditSlackRefusal(deps, tx, {
        ...input,
        slackUserId: input.requesterSlackId,
        action: 'request.refused',
        target: about === null ? null : about.by === 'mention' ? about.targetSlackId : about.userId,
        refusals: authorized.refusals,
        details: { asked },
      });
    return authorized;
  });
}

async function authorize(
  deps: ServiceDeps,
  tx: Transaction,
  input: ReaderInput,
  asked: Asked,
  about: About | null,
): Promise<AuthorizedReader> {
  // The policy says how to attack: it is for owners and admins.
  const issuer =
    asked === 'policy' ? await resolveIssuer(deps, tx, input) : await resolveAsker(deps, tx, input, 'see');
  if (issuer.kind === 'refused') return issuer;
  const { requester: reader } = issuer;
  const organization = await tx.organizations.findById(input.organization.id);
  if (organization === null) throw new Error('The organization vanished');
  const { policy } = organization;
  if (about === null) return { kind: 'allowed', reader, target: null, policy };
  const found = await findAbout(deps, tx, input, about);
  if (found.kind === 'refused') return found;
  const { user: target } = found;
  const ties = await readTies(tx, policy, reader, target);
  const authority = decideAuthority({ kind: 'see' }, { actor: reader, target, policy, ties });
  return authority.kind === 'refused' ? authority : { kind: 'allowed', reader, target, policy };
}

/** The person, in the directory as it is now. */
export async function findAbout(
  deps: ServiceDeps,
  tx: Transaction,
  input: ReaderInput,
  about: About,
): Promise<Resolution> {
  if (about.by === 'mention') return findKnownTarget(deps, tx, { ...input, ...about });
  const user =
    about.userId === null ? null : await tx.directory.findUser(input.organization.id, about.userId);
  return user === null
    ? { kind: 'refused', refusals: [refuse('target_not_in_directory')] }
    : { kind: 'resolved', user };
}
