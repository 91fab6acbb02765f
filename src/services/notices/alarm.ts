import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { NoticeChannel, SecurityContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Readers } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueNotice, type NoticeTransaction } from './enqueue-notice.ts';

/** An organization has few owners. A directory that says otherwise must not turn one alarm into a flood. */
export const OWNERS_ALARMED_MAX = 20;

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
type Guarded = Pick<Organization, 'id' | 'policy'>;

/**
 * An alarm must reach someone: the security channel, or every confirmed owner if the policy names none. That
 * includes the owner that it concerns: an attacker who attacks an owner must not be able to keep the alarm from
 * them, and one who holds an owner's account must not be the only one to get it.
 */
export async function enqueueAlarm(
  deps: Deps,
  tx: NoticeTransaction,
  organization: Guarded,
  content: SecurityContent,
): Promise<void> {
  const { id, policy } = organization;
  if (policy.securityChannelId === null) return enqueueForOwners(deps, tx, id, content);
  await enqueueNotice(deps, tx, id, { ...content, ownerId: null });
  // Whoever attacks may read along in Slack, or have closed it: owners get alarms by email, channel or not.
  if (policy.mail) await enqueueForOwners(deps, tx, id, content, { only: 'email' });
}

/**
 * Routine news: for the security channel, and for no one if there is none. Owners who hear of every code stop
 * reading.
 */
export async function enqueueChannelNews(
  deps: Deps,
  tx: NoticeTransaction,
  organization: Guarded,
  content: SecurityContent,
): Promise<void> {
  if (organization.policy.securityChannelId === null) return;
  await enqueueNotice(deps, tx, organization.id, { ...content, ownerId: null });
}

export interface OwnersToNotify {
  /** People who were owners until now. */
  readonly also?: readonly UserId[];
  /** By this channel alone. */
  readonly only?: NoticeChannel;
}

/**
 * Notifies each confirmed owner, whether or not there is a channel.
 */
export async function enqueueForOwners(
  deps: Deps,
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  content: SecurityContent,
  { also = [], only }: OwnersToNotify = {},
): Promise<void> {
  const owners = await listOwnersToAlarm(tx, organizationId);
  for (const ownerId of new Set([...owners.map(({ id }) => id), ...also.slice(0, OWNERS_ALARMED_MAX)]))
    await enqueueNotice(
      deps,
      tx,
      organizationId,
      { ...content, ownerId },
      only === undefined ? {} : { only },
    );
}

/** Everyone who guards the organization: each confirmed owner, and the security channel if there is one. */
export async function enqueueToGuards(
  deps: Deps,
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  content: SecurityContent,
): Promise<void> {
  await enqueueForOwners(deps, tx, organizationId, content);
  const organization = await tx.organizations.findById(organizationId);
  if (organization !== null) await enqueueChannelNews(deps, tx, organization, content);
}

export function listOwnersToAlarm(
  tx: { readonly directory: Pick<Readers['directory'], 'listConfirmedByRole'> },
  organizationId: OrganizationId,
): Promise<DirectoryUser[]> {
  return tx.directory.listConfirmedByRole(organizationId, ['owner'], OWNERS_ALARMED_MAX);
}
