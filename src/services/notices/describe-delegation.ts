import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { DelegationId, OrganizationId, UserId } from '../../domain/ids.ts';
import type { NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { type DelegationEnd, lastsAt } from '../../domain/requests/delegation.ts';
import type { Readers } from '../../ports/store.ts';

interface DelegationPeople {
  readonly giver: DirectoryUser;
  readonly delegate: DirectoryUser;
}

/** What a notice about a delegation says. */
export type DelegationNotice =
  | (DelegationPeople & {
      readonly kind: 'security_delegated' | 'delegation_started';
      readonly delegationId: DelegationId;
      readonly endsAt: number;
      /** Whether it can still be ended. */
      readonly isLasting: boolean;
    })
  | (DelegationPeople & {
      readonly kind: 'delegation_ended';
      /** The name of the person who ended it; `null`: it ended by itself, or for another reason. */
      readonly by: string | null;
      readonly why: DelegationEnd | null;
    });

export type DelegationContent = Extract<NoticeContent, { kind: DelegationNotice['kind'] }>;

/** @returns `null` if one of the two no longer exists */
export async function describeDelegation(
  read: Pick<Readers, 'delegations' | 'directory'>,
  { id }: Pick<Organization, 'id'>,
  content: DelegationContent,
  now: number,
): Promise<DelegationNotice | null> {
  const people = await readPeople(read, id, content);
  if (people === null) return null;
  if (content.kind === 'delegation_ended') {
    const { kind, why = null } = content;
    const by = why === null ? await read.directory.findUser(id, content.by as UserId) : null;
    return { kind, ...people, by: by?.displayName ?? null, why };
  }
  const { kind, delegationId, endsAt } = content;
  const lasting = await read.delegations.listLasting(id);
  const isLasting = lasting.some((each) => each.id === delegationId && lastsAt(each, now));
  return { kind, ...people, delegationId, endsAt, isLasting };
}

async function readPeople(
  { directory }: Pick<Readers, 'directory'>,
  organizationId: OrganizationId,
  { from, to }: { readonly from: UserId; readonly to: UserId },
): Promise<DelegationPeople | null> {
  const giver = await directory.findUser(organizationId, from);
  const delegate = await directory.findUser(organizationId, to);
  return giver === null || delegate === null ? null : { giver, delegate };
}
